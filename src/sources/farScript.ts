/**
 * The script that reads the kernel's files on an engine's machine, run there by `sh` over the reader's own ssh. It is the
 * same text for every machine: process ids and the mark come in on its last line, nothing else is ever put into it. It
 * reads and prints; it writes, starts and changes nothing. POSIX sh with the tools that GNU and busybox both have:
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html
 *
 * What it prints are records, told apart by a random mark that comes in by its input, where no other user of that machine
 * sees it: a line feed, the mark, a word, a line feed, then bytes as they are, up to the next one (see farRecords.ts).
 */
import { cgroupFileNames } from '../model/cgroupFiles.js';
import { usualSockets } from '../model/engineSockets.js';
import { namespaceTypes } from '../model/isolation.js';
import { firstProcessFiles, machineTexts } from './machineReading.js';
import { identityFiles, kinFiles, privilegeFiles } from './processReading.js';

/** The environment of the first process is somebody's own, and nothing about a container. */
const machineFiles = machineTexts({ proc: '/proc', sys: '/sys' }).filter((path) => !path.endsWith('/environ'));

const ownCgroupFiles = cgroupFileNames.own.filter((name) => name !== 'cgroup.procs').join(' ');

/** More are not looked at: members of the container, cgroups in it. */
const most = { members: 1000, cgroups: 500 };

export const farScript = `# Isolation Lens: what the kernel of this machine says about containers, read from /proc and /sys.
# It reads and prints. It writes no file, starts no container, sends no signal and changes nothing.
LC_ALL=C
export LC_ALL
unset IFS

# Each answer is a record: a mark that was made for this look, a word, and bytes as they were read.
say() { printf '\\n%s %s\\n' "$mark" "$1"; }
name() { say name; printf %s "$1"; }
# Why something could not be read, in the system's own words.
trouble() { say trouble; "$@" 2>&1 >/dev/null; }

text() { name "\${2:-$1}"; say text; cat "$1" 2>/dev/null || trouble cat "$1"; }
link() { name "\${2:-$1}"; say link; readlink "$1" 2>/dev/null || trouble ls -ld "$1"; }
inode() { name "\${2:-$1}#inode"; say inode; ls -Lid "$1" 2>/dev/null || trouble ls -Lid "$1"; }
socket() {
  name "$1#socket"
  if [ -S "$1" ]; then
    say link
    readlink -f "$1" 2>/dev/null || printf '%s\\n' "$1"
  elif [ -e "$1" ]; then
    say text
  else
    trouble ls -ld "$1"
  fi
}

# A folder, and of the files named after it those that are there.
files() {
  folder=$1
  shift
  name "$folder"
  say folder
  [ -x "$folder" ] || trouble ls -d "$folder/."
  for file in "$@"; do
    if [ -e "$folder/$file" ]; then text "$folder/$file"; fi
  done
}

namespaces() { for type in ${namespaceTypes.join(' ')}; do link "$1/ns/$type" "\${2:-$1}/ns/$type"; done; }

# Who a process is, what it sees and which namespaces it is in: its folder, and the name to give that.
identity() {
  for file in ${identityFiles.join(' ')}; do text "$1/$file" "$2/$file"; done
  namespaces "$1" "$2"
  inode "$1/net/dev" "$2/net/dev"
  link "$1/root" "$2/root"
}

# Who a process is.
kin() { for file in ${kinFiles.join(' ')}; do text "/proc/$1/$file"; done; }

# Who started a process; whether it is the first one of a pid namespace inside another one.
about() {
  parent=0 first=
  [ -r "/proc/$1/status" ] || return 0
  while read -r key value more; do
    case $key in
      PPid:) parent=$value ;;
      NSpid:) case $more in 1 | *[!0-9]1) first=yes ;; esac; break ;;
    esac
  done <"/proc/$1/status"
}

known=' '
identified=
process() {
  known="$known$1 "
  about "$1"
  if [ -n "$first" ] || [ "\${2:-}" = whole ]; then
    identified="$identified $1"
    identity "/proc/$1" "/proc/$1"
  else
    kin "$1"
    link "/proc/$1/ns/pid"
  fi
  # Those that started it, as far as they were not looked at yet.
  while [ "$parent" -gt 0 ]; do
    case $known in *" $parent "*) break ;; esac
    known="$known$parent "
    kin "$parent"
    about "$parent"
  done
}

hex='[0-9a-f][0-9a-f][0-9a-f][0-9a-f]'
hex=$hex$hex$hex$hex
id=$hex$hex$hex$hex
lines='
'
members=

# One cgroup of the container: its files, the limits of those above it, and who is in it and below it.
# $1 is where its hierarchy is mounted, $2 its path below that.
cgroup() {
  # A path that names the container ends there, though its first process may be further down.
  own=$2
  case $2 in
    *$id*) rest=\${2##*$id}; case $rest in */*) own=\${2%"/\${rest#*/}"} ;; esac ;;
    */init.scope) own=\${2%/init.scope} ;;
  esac
  case $own in '' | / | */..*) return 0 ;; esac
  files "$1$own" ${ownCgroupFiles}
  case $2/ in "$own/container/"*) files "$1$own/container" ${ownCgroupFiles} ;; esac
  above=$1$own
  while [ "$above" != "$1" ]; do
    above=\${above%/*}
    files "$above" ${cgroupFileNames.above.join(' ')}
  done
  IFS=$lines
  set -f
  set -- $(find "$1$own" -type d 2>/dev/null | head -n ${most.cgroups})
  set +f
  unset IFS
  for inner in "$@"; do
    name "$inner"
    say inner
    name "$inner/cgroup.procs"
    say text
    if inside=$(cat "$inner/cgroup.procs" 2>/dev/null); then
      [ -z "$inside" ] || printf '%s\\n' "$inside"
      members="$members $inside"
    else
      trouble cat "$inner/cgroup.procs"
    fi
  done
}

# All cgroups of a process: each line of its file, where that hierarchy is mounted here.
cgroups() {
  while IFS=: read -r number controllers path; do
    while read -r _ _ _ root point _ more; do
      case $number-$controllers-$more in
        0--*'- cgroup2 '*) ;;
        0-* | *'- cgroup2 '*) continue ;;
        *'- cgroup '*) case ,\${more##* }, in *",\${controllers%%,*},"*) ;; *) continue ;; esac ;;
        *) continue ;;
      esac
      [ "$root" != / ] || root=
      case $path in "$root"/*) cgroup "$point" "\${path#"$root"}" ;; esac
    done <"/proc/$$/mountinfo"
  done <"/proc/$1/cgroup"
}

# Those that a process started, those that they started, and so on.
descendants() {
  pairs=
  for folder in /proc/[0-9]*; do
    about "\${folder#/proc/}"
    pairs="$pairs \${folder#/proc/}:$parent"
  done
  found=" $1 " more=yes
  while [ -n "$more" ]; do
    more=
    for pair in $pairs; do
      case $found in
        *" \${pair%:*} "*) ;;
        *" \${pair#*:} "*) found="$found\${pair%:*} " more=yes ;;
      esac
    done
  done
  members=$found
}

# The short names that an overlay has its layers by.
sign='[A-Z0-9]'
layer=$sign$sign$sign$sign$sign$sign$sign$sign$sign$sign$sign$sign$sign
layer=$layer$layer
layers() {
  tr ' ,:=' '\\n\\n\\n\\n' <"/proc/$1/mountinfo" | sort -u | while IFS= read -r path; do
    case $path in /*/l/$layer) link "$path" ;; esac
  done
}

machine() {
  for file in ${machineFiles.join(' ')}; do text "$file"; done
  identity "/proc/$$" /proc/self
  kin 1
  for file in ${firstProcessFiles.join(' ')}; do text "/proc/1/$file"; done
  namespaces /proc/1
  inode /proc/1/net/dev
  user=$(id -u)
  for path in ${usualSockets.join(' ')} "/run/user/$user/docker.sock" "/run/user/$user/podman/podman.sock"; do socket "$path"; done
  case \${DOCKER_HOST:-} in unix:///*) socket "\${DOCKER_HOST#unix://}" ;; esac
}

# A mark, the first process of the container to look at, and those of the others on this machine.
look() {
  mark=$1
  shift
  say start
  machine
  for pid in "$@"; do process "$pid" whole; done
  for file in ${privilegeFiles.join(' ')}; do text "/proc/$1/$file"; done
  layers "$1"
  cgroups "$1"
  [ -n "$members" ] || descendants "$1"
  left=${most.members}
  for pid in $members; do
    case $known in *" $pid "*) continue ;; esac
    [ $left -gt 0 ] || break
    left=$((left - 1))
    process "$pid"
  done
  # Once more when each began: a pid that was given to another process meanwhile has another time.
  for pid in $identified; do text "/proc/$pid/stat" "/proc/$pid/stat#again"; done
  say end
}
`;

/** The whole input of that `sh`. Throws for what is no mark or no process id. */
export function farInput(mark: string, subject: number, others: readonly number[]): string {
  const pids = [subject, ...others];
  if (!/^[0-9a-f]{32}$/.test(mark) || !pids.every((pid) => Number.isSafeInteger(pid) && pid > 0)) {
    throw new Error('no mark, or no process id');
  }
  return `${farScript}\nlook ${mark} ${[...new Set(pids)].join(' ')} </dev/null\n`;
}
