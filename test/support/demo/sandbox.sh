#!/bin/sh
# A container from scratch: no engine, only what the kernel offers. sandbox.sh NAME FOLDER CGROUP…
# New namespaces of all eight types, a root of its own by pivot_root(2), and, for root, memory and pids limits in the cgroups given.
# An ordinary user gets the same through a user namespace, without limits (cgroups are root's).
# https://man7.org/linux/man-pages/man1/unshare.1.html  https://man7.org/linux/man-pages/man2/pivot_root.2.html
set -eu
if [ "$1" != inside ]; then
  name=$1 folder=$2
  shift 2
  for cgroup in "$@"; do echo $$ > "$cgroup/cgroup.procs"; done
  # Only a child enters the new pid and time namespaces, hence --fork; the offset makes the time namespace visible.
  exec unshare --user --map-root-user --mount --uts --ipc --net --pid --cgroup --time --monotonic 86400 \
    --propagation private --fork --kill-child=KILL /bin/sh "$0" inside "$name" "$folder"
fi
name=$2 root=$3/root
hostname "$name" 2>/dev/null || echo "$name" > /proc/sys/kernel/hostname
mkdir -p "$root"
mount -t tmpfs -o mode=755 "$name" "$root"
cd "$root"
mkdir -p usr proc dev tmp etc before
mount --rbind -o ro /usr usr
for link in bin sbin lib lib64; do
  if [ -L "/$link" ]; then ln -s "usr/$link" "$link"; elif [ -d "/$link" ]; then mkdir "$link" && mount --rbind -o ro "/$link" "$link"; fi
done
touch dev/null
mount --bind /dev/null dev/null
mount -t proc proc proc
pivot_root . before
cd /
umount -l before
rmdir before
exec sleep 1000000
