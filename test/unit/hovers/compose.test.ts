import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceKeys } from '../../../src/explain/hovers/compose/serviceKeys.js';
import { capabilityNames } from '../../../src/explain/hovers/settings/capabilityNames.js';
import type { Effect } from '../../../src/explain/hovers/hover.js';
import { covered, hoverOver, textOf } from './cursor.js';

type Row = readonly [lines: string, covers: string, effect: Effect, says: RegExp];

/** Lines of one service. */
const rows: readonly Row[] = [
  ['privi¦leged: true', 'privileged', 'weakens', /all devices/],
  ['privileged: fal¦se', 'false', 'neutral', /default/],
  ['cap_a¦dd: [NET_ADMIN, SYS_TIME]', 'cap_add', 'weakens', /14 of 41/],
  ['cap_add: [NET_ADM¦IN, SYS_TIME]', 'NET_ADMIN', 'weakens', /default set/],
  ['cap_add:\n  - CAP_CHO¦WN', 'CAP_CHOWN', 'neutral', /by default/],
  ['cap_add: [al¦l]', 'all', 'weakens', /Every capability/],
  ['cap_add: [FLY_¦HIGH]', 'FLY_HIGH', 'neutral', /not among/],
  ['cap_drop: [A¦LL]', 'ALL', 'strengthens', /owns files/],
  ['cap_drop: [NET_R¦AW]', 'NET_RAW', 'strengthens', /bounding set/],
  ['cap_drop: [SYS_BO¦OT]', 'SYS_BOOT', 'neutral', /nothing to drop/],
  ['security_opt: [no-new-priv¦ileges:true]', 'no-new-privileges:true', 'strengthens', /no\\_new\\_privs|no_new_privs/],
  ['security_opt: [no-new-priv¦ileges=false]', 'no-new-privileges=false', 'neutral', /default/],
  ['security_opt: ["secc¦omp=unconfined"]', '"seccomp=unconfined"', 'weakens', /Every system call/],
  ['security_opt: ["secc¦omp:./p.json"]', '"seccomp:./p.json"', 'neutral', /Replaces/],
  ['security_opt: ["appa¦rmor=unconfined"]', '"apparmor=unconfined"', 'weakens', /docker-default/],
  ['security_opt: ["lab¦el=disable"]', '"label=disable"', 'weakens', /SELinux/],
  ['security_opt: ["systemp¦aths=unconfined"]', '"systempaths=unconfined"', 'weakens', /kcore/],
  ['pi¦d: host', 'pid', 'weakens', /every process of the machine/],
  ['pid: service¦:db', 'service:db', 'weakens', /`db`/],
  ['ip¦c: host', 'ipc', 'weakens', /dev\/shm/],
  ['ipc: priv¦ate', 'private', 'strengthens', /no other container/],
  ['ipc: shareab¦le', 'shareable', 'neutral', /may be started into it/],
  ['ut¦s: host', 'uts', 'weakens', /host name|machine’s name/],
  ['userns_mo¦de: host', 'userns_mode', 'weakens', /real root/],
  ['cgro¦up: host', 'cgroup', 'weakens', /full path/],
  ['cgroup: priv¦ate', 'private', 'strengthens', /cannot be named/],
  ['cgroup_par¦ent: /x', 'cgroup_parent', 'neutral', /smallest wins/],
  ['network_mo¦de: host', 'network_mode', 'weakens', /machine’s ports/],
  ['network_mode: no¦ne', 'none', 'strengthens', /no packet/],
  ['network_mode: "service:¦web"', '"service:web"', 'weakens', /`web`/],
  ['network_mode: "container:¦web"', '"container:web"', 'weakens', /loopback/],
  ['netwo¦rks: [front]', 'networks', 'neutral', /every port/],
  ['networks:\n  front:\n    ipv4_add¦ress: 10.0.0.2', 'ipv4_address', 'neutral', /no permission/],
  ['ports: ["80¦80:80"]', '"8080:80"', 'weakens', /all interfaces/],
  ['ports: ["127.0.0.1:80¦80:80"]', '"127.0.0.1:8080:80"', 'neutral', /loopback/],
  ['ports: ["[::1]:80¦80:80"]', '"[::1]:8080:80"', 'neutral', /loopback/],
  ['ports: ["127.0.0.1:${PO¦RT}:80"]', '"127.0.0.1:${PORT}:80"', 'neutral', /variable/],
  ['ports:\n  - target: 80\n    publis¦hed: 8080', 'published', 'weakens', /all interfaces/],
  ['ports:\n  - target: 80\n    host_ip: 127.0.¦0.1', '127.0.0.1', 'neutral', /loopback/],
  ['volumes: ["/var/run/docker.so¦ck:/var/run/docker.sock:ro"]', '"/var/run/docker.sock:/var/run/docker.sock:ro"', 'weakens', /Read-only does not help/],
  ['volumes: ["./s¦rc:/app"]', '"./src:/app"', 'weakens', /same file/],
  ['volumes: ["./s¦rc:/app:ro"]', '"./src:/app:ro"', 'weakens', /refuses writes/],
  ['volumes: ["/:/ho¦st:rshared"]', '"/:/host:rshared"', 'weakens', /whole root[\s\S]*Shared propagation/],
  ['volumes: ["da¦ta:/data"]', '"data:/data"', 'neutral', /outlives/],
  ['volumes: ["/da¦ta"]', '"/data"', 'neutral', /anonymous/],
  ['volumes: ["C:\\\\s¦rc:C:\\\\dst"]', '"C:\\\\src:C:\\\\dst"', 'weakens', /same file/],
  ['volumes: ["${PWD}/x:¦/x"]', '"${PWD}/x:/x"', 'weakens', /same file/],
  ['volumes:\n  - type: bind\n    sou¦rce: /etc\n    target: /x\n    read_only: true', 'source', 'weakens', /configuration/],
  ['volumes:\n  - type: bind\n    source: /etc\n    target: /x\n    read_o¦nly: true', 'read_only', 'strengthens', /refuses writes/],
  ['volumes:\n  - type: bind\n    source: /a\n    target: /x\n    bind:\n      propagation: rsl¦ave', 'rslave', 'weakens', /Slave/],
  ['volumes:\n  - type: tmp¦fs\n    target: /x', 'tmpfs', 'neutral', /memory/],
  ['tmp¦fs: /run', 'tmpfs', 'neutral', /noexec/],
  ['read_on¦ly: true', 'read_only', 'strengthens', /read-only/],
  ['us¦er: "1000:1000"', 'user', 'strengthens', /1000:1000/],
  ['user: ro¦ot', 'root', 'weakens', /uid 0/],
  ['user: "0¦"', '"0"', 'weakens', /uid 0/],
  ['group_add: [dock¦er]', 'docker', 'weakens', /group of power/],
  ['group_add: [10¦00]', '1000', 'neutral', /number/],
  ['in¦it: true', 'init', 'neutral', /tini/],
  ['devices: ["/dev/sda:/d¦ev/sda:r"]', '"/dev/sda:/dev/sda:r"', 'weakens', /every file/],
  ['devices: ["/dev/kv¦m"]', '"/dev/kvm"', 'weakens', /virtual machines/],
  ['device_cgroup_rules: ["a *:* rw¦m"]', '"a *:* rwm"', 'weakens', /CAP\\_MKNOD|CAP_MKNOD/],
  ['ulimits:\n  npr¦oc: 100', 'nproc', 'strengthens', /real uid/],
  ['ulimits:\n  nofile:\n    so¦ft: 100', 'soft', 'neutral', /file descriptors/],
  ['sysctls:\n  net.core.soma¦xconn: 1024', 'net.core.somaxconn', 'neutral', /network namespace/],
  ['sysctls: [kernel.shm_rmid_for¦ced=1]', 'kernel.shm_rmid_forced=1', 'neutral', /ipc namespace/],
  ['sysctls: [vm.swapp¦iness=1]', 'vm.swappiness=1', 'weakens', /whole machine/],
  ['shm_si¦ze: 1gb', 'shm_size', 'neutral', /1 GiB/],
  ['mem_lim¦it: 64m', 'mem_limit', 'strengthens', /64 MiB/],
  ['mem_limit: 1073741¦824', '1073741824', 'strengthens', /1 GiB/],
  ['mem_limit: ¦0', '0', 'neutral', /no limit/],
  ['mem_limit: ${ME¦M:-64m}', '${MEM:-64m}', 'strengthens', /variable/],
  ['memswap_lim¦it: -1', 'memswap_limit', 'weakens', /without limit/],
  ['mem_reserva¦tion: 32m', 'mem_reservation', 'neutral', /memory\.low/],
  ['mem_swappin¦ess: 0', 'mem_swappiness', 'neutral', /v1 only/],
  ['oom_kill_dis¦able: true', 'oom_kill_disable', 'weakens', /sleep/],
  ['oom_score_a¦dj: -500', 'oom_score_adj', 'weakens', /other processes/],
  ['cp¦us: 0.5', 'cpus', 'strengthens', /`50` ms/],
  ['cpu_sha¦res: 512', 'cpu_shares', 'neutral', /no limit/],
  ['cpu_quo¦ta: 50000', 'cpu_quota', 'strengthens', /throttled/],
  ['cpu_per¦iod: 100000', 'cpu_period', 'neutral', /nothing without a quota/],
  ['cpus¦et: 0-1', 'cpuset', 'strengthens', /`0-1`/],
  ['cpu_rt_run¦time: 95000', 'cpu_rt_runtime', 'weakens', /real-time/],
  ['pids_lim¦it: 100', 'pids_limit', 'strengthens', /`100`/],
  ['pids_limit: -¦1', '-1', 'neutral', /no limit/],
  ['blkio_config:\n  device_read_bps:\n    - path: /dev/sda\n      ra¦te: 1mb', 'rate', 'strengthens', /io\.max/],
  ['blkio_config:\n  weig¦ht: 300', 'weight', 'neutral', /no limit/],
  ['deploy:\n  resources:\n    limits:\n      mem¦ory: 64M', 'memory', 'strengthens', /64 MiB/],
  ['deploy:\n  resources:\n    limits:\n      cpus: "0.¦5"', '"0.5"', 'strengthens', /ms/],
  ['deploy:\n  resources:\n    limits:\n      pi¦ds: 9', 'pids', 'strengthens', /fork bomb/],
  ['deploy:\n  resources:\n    reservations:\n      mem¦ory: 64M', 'memory', 'neutral', /caps nothing/],
  ['runti¦me: runsc', 'runtime', 'strengthens', /gVisor/],
  ['isolat¦ion: default', 'isolation', 'neutral', /Windows/],
  ['exten¦ds: base', 'extends', 'neutral', /not on this screen/],
  ['environment:\n  API_K¦EY: x', 'API_KEY', 'weakens', /secret/],
  ['environment: [DB_PASSW¦ORD=x]', 'DB_PASSWORD=x', 'weakens', /DB_PASSWORD/],
  ['environment: [LA¦NG=C]', 'LANG=C', 'neutral', /inherits/],
  ['healthcheck:\n  inter¦val: 5s', 'interval', 'neutral', /docker exec/],
  ['use_api_soc¦ket: true', 'use_api_socket', 'weakens', /root of the machine/],
  ['extra_hosts: ["host.docker.internal:host-gate¦way"]', '"host.docker.internal:host-gateway"', 'weakens', /bridge/],
  ['build:\n  privil¦eged: true', 'privileged', 'weakens', /install script/],
  ['build:\n  netw¦ork: host', 'network', 'weakens', /image is built/],
  ['post_start:\n  - command: x\n    privi¦leged: true', 'privileged', 'weakens', /all devices/],
];

const inService = (lines: string): string => `services:\n  web:\n${lines.split('\n').map((line) => `    ${line}`).join('\n')}\n`;

for (const [lines, covers, effect, says] of rows) {
  test(`compose: ${JSON.stringify(lines)}`, () => {
    const marked = inService(lines);
    const hover = hoverOver('/p/compose.yaml', marked);
    assert.ok(hover);
    assert.equal(covered(marked, hover), covers);
    assert.equal(hover.effect, effect);
    assert.match(textOf(hover), says);
  });
}

const elsewhere: readonly Row[] = [
  ['serv¦ices:\n  web: {}', 'services', 'neutral', /own root/],
  ['services:\n  we¦b: {image: a}', 'web', 'neutral', /own root/],
  ['networks:\n  back:\n    inter¦nal: true', 'internal', 'strengthens', /No route/],
  ['networks:\n  back:\n    driver: mac¦vlan', 'macvlan', 'neutral', /physical network/],
  ['networks:\n  back:\n    driver: ho¦st', 'host', 'weakens', /machine’s ports/],
  ['volumes:\n  da¦ta: {}', 'data', 'neutral', /outlives/],
  ['volumes:\n  data:\n    driver_opts:\n      dev¦ice: /etc', 'device', 'weakens', /configuration/],
  ['secre¦ts:\n  a: {file: x}', 'secrets', 'strengthens', /run\/secrets/],
  ['x-base: &base\n  privi¦leged: true', 'privileged', 'weakens', /all devices/],
  ['x-base: &ba¦se\n  privileged: true', '&base', 'neutral', /nothing where it stands/],
  ['x-all:\n  one: &one\n    pid: ho¦st', 'host', 'weakens', /every process/],
  ['x-b: &b {init: true}\nservices:\n  web:\n    <¦<: *b', '<<', 'neutral', /not added/],
  ['x-b: &b {init: true}\nservices:\n  web:\n    <<: *¦b', '*b', 'neutral', /fragment/],
  ['x-b: &b {init: true}\nservices:\n  web:\n    <<: [*b, *¦b]', '*b', 'neutral', /fragment/],
  ['inclu¦de: [a.yaml]', 'include', 'neutral', /written in `a\.yaml`, which is not looked into/],
  ['include:\n  - path: ./b/comp¦ose.yaml', './b/compose.yaml', 'neutral', /written in `\.\/b\/compose\.yaml`/],
  ['inclu¦de: [a.yaml, b.yaml]', 'include', 'neutral', /that file is not looked into/],
  ['---\nname: a\n---\nservices:\n  web:\n    pid: ho¦st', 'host', 'weakens', /every process/],
];

for (const [marked, covers, effect, says] of elsewhere) {
  test(`compose: ${JSON.stringify(marked)}`, () => {
    const hover = hoverOver('/p/docker-compose.override.yml', marked);
    assert.ok(hover);
    assert.equal(covered(marked, hover), covers);
    assert.equal(hover.effect, effect);
    assert.match(textOf(hover), says);
  });
}

const base = '  base:\n    privileged: true\n    pids_limit: 9\n    image: a\n    cap_add: [SYS_ADMIN]\n';

/** Keys that are not on the screen. */
const brought: readonly Row[] = [
  [`services:\n${base}  web:\n    ext¦ends: base\n`, 'extends', 'weakens', /From `base` come `privileged`, `pids_limit`, `image`, `cap_add`\.[\s\S]*Weakening: `privileged`, `cap_add`\.[\s\S]*Strengthening: `pids_limit`/],
  [`services:\n${base}  web:\n    extends: ba¦se\n    privileged: false\n    cap_add: []\n`, 'base', 'strengthens', /From `base` come `pids_limit`, `image`\./],
  [`services:\n${base}  web:\n    extends:\n      ser¦vice: base\n`, 'service', 'weakens', /From `base` come/],
  [`services:\n${base}  mid:\n    extends: base\n  web:\n    ext¦ends: mid\n`, 'extends', 'weakens', /come `privileged`/],
  ['services:\n  a:\n    ext¦ends: a\n', 'extends', 'neutral', /in a circle/],
  ['services:\n  a:\n    ext¦ends: b\n    init: true\n  b:\n    extends: c\n    pid: host\n  c:\n    extends: b\n', 'extends', 'weakens', /in a circle[\s\S]*From `b` come `pid`/],
  ['services:\n  a:\n    ext¦ends: gone\n', 'extends', 'neutral', /no service `gone`/],
  ['services:\n  a:\n    extends: {ser¦vice: x, file: ../common.yml}\n', 'service', 'neutral', /those of `x` in `\.\.\/common\.yml`/],
  [`services:\n${base}  web:\n    extends: base\n    cap_¦add: [CHOWN]\n`, 'cap_add', 'weakens', /list of `base` is added to this one: `SYS_ADMIN`/],
  ['services:\n  base:\n    cap_add: [KILL]\n  web:\n    extends: base\n    cap_¦add: [CHOWN]\n', 'cap_add', 'neutral', /added to this one: `KILL`/],
  ['services:\n  base:\n    command: [a]\n  web:\n    extends: base\n    com¦mand: [b]\n', 'command', 'neutral', /^(?![\s\S]*is added)/],
  ['x-b: &b {privileged: true, init: true}\nservices:\n  web:\n    <¦<: *b\n', '<<', 'weakens', /From `b` come `privileged`, `init`\.[\s\S]*Weakening: `privileged`/],
  ['x-b: &b {privileged: true}\nservices:\n  web:\n    <<: *¦b\n    privileged: false\n', '*b', 'neutral', /docker compose config/],
  ['x-b: &b {privileged: true}\nx-c: &c {<<: *b, pid: host}\nservices:\n  web:\n    <<: [*b, *¦c]\n', '*c', 'weakens', /From `c` come `pid`, `privileged`/],
  ['x-b: &b {privileged: true}\nservices:\n  base:\n    <<: *b\n  web:\n    ext¦ends: base\n', 'extends', 'weakens', /From `b` come `privileged`/],
  ['x-b: &b {pid: host}\nservices:\n  one:\n    <<: &b {privileged: true}\n  web:\n    <¦<: *b\n', '<<', 'weakens', /come `privileged`/],
];

for (const [marked, covers, effect, says] of brought) {
  test(`compose, keys from elsewhere: ${JSON.stringify(marked)}`, () => {
    const hover = hoverOver('/p/compose.yaml', marked);
    assert.ok(hover);
    assert.equal(covered(marked, hover), covers);
    assert.equal(hover.effect, effect);
    assert.match(textOf(hover), says);
    assert.ok(hover.paragraphs.length <= 5);
  });
}

test('compose: a value behind an alias, or a variable with a default, counts as it is', () => {
  const of = (marked: string) => hoverOver('/p/compose.yaml', marked);
  assert.equal(of('x-no: &no false\nservices:\n  web:\n    privi¦leged: *no')?.effect, 'neutral');
  assert.equal(of('x-yes: &yes true\nservices:\n  web:\n    privileged: *y¦es')?.effect, 'weakens');
  assert.equal(of('services:\n  web:\n    privi¦leged: ${P:-false}')?.effect, 'neutral');
  assert.match(textOf(of('services:\n  web:\n    mem_lim¦it: ${MEM:-${DEFAULT:-64m}}')!), /64 MiB[\s\S]*where that is not set, it is `64m`/);
  assert.match(textOf(of('services:\n  web:\n    mem_lim¦it: ${MEM}')!), /shows what it is/);
  assert.equal(of('services:\n  web:\n    network_mode: ${NET:-ho¦st}')?.effect, 'weakens');
  assert.match(textOf(of('services:\n  web:\n    command: echo $$HO¦ME')!), /^(?![\s\S]*variable)/);
});

/** A Dockerfile within a compose file. */
const inline: readonly Row[] = [
  ['      FROM alpine\n      USER ro¦ot\n', 'root', 'weakens', /uid 0/],
  ['\n      FROM alpine\n      RUN <<EOF\n        chmod 4¦755 /x\n      EOF\n      USER 1000\n', '4755', 'weakens', /becomes its owner/],
  ['      FROM alpine\n      RUN <<EOF\n        true\n      EOF\n      USER 1¦000\n', '1000', 'strengthens', /1000/],
  ['      FR¦OM scratch\n', 'FROM', 'strengthens', /no shell/],
];
for (const [lines, covers, effect, says] of inline) {
  for (const newline of ['\n', '\r\n']) {
    test(`compose, dockerfile_inline: ${JSON.stringify(lines)} with ${JSON.stringify(newline)}`, () => {
      const marked = `services:\n  web:\n    build:\n      dockerfile_inline: |\n${lines.replace(/^( +)/gm, '$1  ')}    init: true\n`.replaceAll('\n', newline);
      const hover = hoverOver('/p/compose.yaml', marked);
      assert.ok(hover);
      assert.equal(covered(marked, hover), covers);
      assert.equal(hover.effect, effect);
      assert.match(textOf(hover), says);
    });
  }
}
test('compose, dockerfile_inline: its key, and what is no block', () => {
  assert.match(textOf(hoverOver('/p/compose.yaml', inService('build:\n  dockerfile_in¦line: |\n    FROM a\n'))!), /hover over its lines/);
  assert.match(textOf(hoverOver('/p/compose.yaml', inService('build:\n  dockerfile_inline: "FROM ¦a"\n'))!), /hover over its lines/);
});

for (const name of capabilityNames) {
  test(`compose: cap_add ${name} has a meaning of its own`, () => {
    const hover = hoverOver('compose.yaml', inService(`cap_add: [${name.slice(0, 6)}¦${name.slice(6)}]`));
    assert.ok(hover);
    assert.doesNotMatch(textOf(hover), /does not describe|not among/);
  });
}

/** Every key of a service in the specification. https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json */
const specified = `annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period
  cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends
  external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit
  models network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy pull_refresh_after read_only restart runtime scale
  secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes volumes_from working_dir`.split(/\s+/);
test('compose: every key of a service in the specification has words', () => {
  assert.deepEqual(specified.filter((key) => !serviceKeys.has(key)), []);
});

test('there are 41 capabilities', () => assert.equal(capabilityNames.size, 41));

for (const path of serviceKeys.keys()) {
  test(`compose: ${path} has words with any kind of value`, () => {
    const keys = path.replaceAll('.*', '').split('.');
    for (const value of ['true', '[]', '{}', '12', '"text"', '', '~', '[[1]]', '{a: {b: c}}', '!!binary aGk=', '2001-01-01']) {
      const lines = keys.map((key, depth) => `${'  '.repeat(depth)}${depth === keys.length - 1 ? `${key.slice(0, 1)}¦${key.slice(1)}` : key}:`).join('\n');
      const hover = hoverOver('compose.yaml', inService(`${lines} ${value}`));
      assert.ok(hover, value);
      assert.ok(hover.title !== '' && hover.paragraphs.length > 0 && hover.paragraphs.length <= 6);
    }
  });
}

for (const marked of ['# comm¦ent\nservices: {}', 'services:\n  web:\n    nons¦ense: 1', 'services:\n  web:\n   ¦ image: a', 'a¦', '[¦1]', '¦']) {
  test(`compose, no hover: ${JSON.stringify(marked)}`, () => assert.equal(hoverOver('compose.yaml', marked), null));
}
