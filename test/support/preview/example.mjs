// A container as the panel gets it, written by hand after real recordings, in both languages: [English, Korean] pairs.
const id = '0fd0844ce269a3d5a3f7a6b2c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091';
const proc = '/proc/5873';
const group = (controller) => `/sys/fs/cgroup/${controller}/docker/${id}`;

export function example(lang) {
  const t = (en, ko) => (lang === 'ko' ? ko : en);
  const fact = (factId, label, value, meaning, source, command, more = {}) => ({
    id: factId, label, value, meaning, source, ...(command ? { command } : {}), concept: more.concept ?? factId, unread: more.unread ?? false,
    ...(more.meter ? { meter: more.meter } : {}), ...(more.children ? { children: more.children } : {}),
  });
  const ns = (type, value, meaning, number) => fact(type, type, value, meaning, `${proc}/ns/${type}`, `readlink ${proc}/ns/${type}`, {
    concept: type === 'cgroup' ? 'cgroup-namespace' : type,
    children: [fact(`${type}.id`, 'id', `${type}:[${number}]`, t('Equal numbers are the same namespace.', '번호가 같으면 같은 네임스페이스입니다.'), `${proc}/ns/${type}`, `readlink ${proc}/ns/${type}`, { concept: 'namespaces' })],
  });
  const layers = ['9a3f0c1', '77b1e9d', '4410cfa', '1ee5d02', 'c90ab17'].map((layer) => `/var/lib/docker/overlay2/${layer}8a6d4f0b2e7c9a1d3f5b7e9c0a2d4f6b8e1c3a5d7f9/diff`);
  const made = ['CMD ["nginx" "-g" "daemon off;"]', 'COPY 30-tune-worker-processes.sh /docker-entrypoint.d', 'RUN /bin/sh -c set -x && groupadd --system --gid 101 nginx', 'ENV NJS_VERSION=0.8.5', 'ADD file:5aaace706aa00ff97d243daa3c29e5de88f124e8b97c570634c6a0d6b7b8f5b2 in /'];
  const explanation = {
    container: { id, name: 'web', runtime: 'docker', lowLevelRuntime: 'runc', engine: { kind: 'docker', endpoint: 'unix:///var/run/docker.sock', version: '28.0.4' }, image: 'nginx:1.27', state: 'running', pid: 5873, parent: null, pod: null },
    row: 'nginx:1.27 · 41 of 64 MiB',
    sentence: t(
      'web runs nginx on this machine’s own kernel, sees its own processes and files, shares the network of proxy, may use 64 MiB of memory and half a core, and is root out here if it escapes.',
      'web은 이 컴퓨터의 커널에서 nginx를 실행하며, 자신의 프로세스와 파일만 보고, proxy의 네트워크를 함께 쓰고, 메모리 64 MiB와 코어 절반까지 쓸 수 있으며, 탈출하면 이곳에서도 root입니다.'),
    findings: [
      { id: 'oom-killed', severity: 'danger', concept: 'memory', says: t('The kernel killed 2 of its processes because its memory was used up.', '메모리를 다 써서 커널이 프로세스 2개를 강제로 종료했습니다.'),
        why: t('When a cgroup reaches memory.max and nothing can be given back, the kernel ends one of its processes. The container may look as if it crashed by itself.', 'cgroup이 memory.max에 이르고 돌려줄 메모리가 없으면 커널이 프로세스 하나를 끝냅니다. 컨테이너가 저절로 죽은 것처럼 보일 수 있습니다.'),
        evidence: [`${group('memory')}/memory.oom_control`, `${group('memory')}/memory.limit_in_bytes`], fix: t('Give it more memory. docker run: --memory 128m · compose: mem_limit: 128m', '메모리를 더 주세요. docker run: --memory 128m · compose: mem_limit: 128m') },
      { id: 'root-without-user-namespace', severity: 'warning', concept: 'user-ids', says: t('Its root is root on this machine too.', '안의 root가 이 컴퓨터의 root이기도 합니다.'),
        why: t('There is no user namespace between them, so uid 0 in there is uid 0 out here. A process that escapes has root’s files.', '둘 사이에 user 네임스페이스가 없어서 안의 uid 0이 밖의 uid 0입니다. 탈출한 프로세스는 root의 파일에 닿습니다.'),
        evidence: [`${proc}/status`, `${proc}/uid_map`], fix: t('Run it as another user.', '다른 사용자로 실행하세요.') + ' docker run: --user 1000:1000 · compose: user: "1000:1000" · Dockerfile: USER 1000:1000' },
      { id: 'net-namespace-shared', severity: 'info', concept: 'net', says: t('It shares its network with proxy.', '네트워크를 proxy와 함께 씁니다.'),
        why: t('Both see the same interfaces and ports, and reach each other on 127.0.0.1.', '둘은 같은 인터페이스와 포트를 보고, 127.0.0.1로 서로 닿습니다.'),
        evidence: [`${proc}/ns/net`, 'GET /containers/{id}/json'], fix: t('Start it with a network of its own.', '네트워크를 따로 주세요.') + ' docker run: --network bridge' },
    ],
    sections: [
      { id: 'namespaces', title: t('Namespaces', '네임스페이스'), summary: t('4 private · 1 shared · 3 initial', '전용 4 · 공유 1 · 호스트 3'), concept: 'namespaces', facts: [
        ns('pid', t('private · PID 1 in there is 5873 out here', '전용 · 안의 PID 1이 밖에서는 5873'), t('It sees only its own processes; this machine sees all of them.', '자신의 프로세스만 봅니다. 이 컴퓨터는 그 모두를 봅니다.'), 4026532447),
        ns('net', t('shared with proxy', 'proxy와 공유'), t('Its interfaces, addresses and ports are those of proxy.', '인터페이스, 주소, 포트가 proxy의 것과 같습니다.'), 4026532388),
        ns('mnt', t('private', '전용'), t('It has a list of mounts of its own.', '마운트 목록을 따로 가집니다.'), 4026532444),
        ns('uts', t('private · host name 0fd0844ce269', '전용 · 호스트 이름 0fd0844ce269'), t('Its host name can differ from this machine’s.', '호스트 이름이 이 컴퓨터와 다를 수 있습니다.'), 4026532445),
        ns('ipc', t('private', '전용'), t('Shared memory and message queues of this machine are out of its sight.', '이 컴퓨터의 공유 메모리와 메시지 큐가 보이지 않습니다.'), 4026532446),
        ns('user', t('initial · root in there is root out here', '호스트 · 안의 root가 밖에서도 root'), t('User ids mean the same on both sides.', '사용자 번호가 양쪽에서 같은 뜻입니다.'), 4026531837),
        ns('cgroup', t('initial', '호스트'), t('It sees the cgroup tree as this machine does.', 'cgroup 트리를 이 컴퓨터와 똑같이 봅니다.'), 4026531835),
        fact('time', 'time', t('not readable: permission denied', '읽을 수 없음: 권한 없음'), t('Only root may read this link. Run the editor as a member of the docker group to learn it from the engine.', '이 링크는 root만 읽을 수 있습니다. docker 그룹의 사용자로 실행하면 엔진에서 알 수 있습니다.'), `${proc}/ns/time`, `sudo readlink ${proc}/ns/time`, { unread: true }),
      ] },
      { id: 'cgroup', title: 'Cgroup', summary: '/docker/0fd0844ce269', concept: 'cgroups', facts: [
        fact('memory', t('memory', '메모리'), t('41 of 64 MiB · 2 OOM kills', '64 MiB 중 41 · OOM 종료 2회'), t('Used is usage minus file pages that can be dropped, as docker stats counts.', '사용량은 버릴 수 있는 파일 페이지를 뺀 값으로, docker stats와 같은 방식입니다.'), `${group('memory')}/memory.limit_in_bytes`, `cat ${group('memory')}/memory.limit_in_bytes`, { meter: { used: 42991616, limit: 67108864 },
          children: [
            fact('memory.anonymous', t('anonymous', '익명'), '36 MiB', t('Heaps and stacks.', '힙과 스택입니다.'), `${group('memory')}/memory.stat`, `grep total_rss ${group('memory')}/memory.stat`, { concept: 'memory' }),
            fact('memory.file', t('file', '파일'), '5.1 MiB', t('Pages of files that were read or written.', '읽거나 쓴 파일의 페이지입니다.'), `${group('memory')}/memory.stat`, `grep total_cache ${group('memory')}/memory.stat`, { concept: 'memory' }),
            fact('memory.swap', t('swap limit', '스왑 한도'), t('unlimited', '무제한'), t('It may push pages to swap while there is room.', '자리가 있는 동안 스왑을 쓸 수 있습니다.'), `${group('memory')}/memory.memsw.limit_in_bytes`, `cat ${group('memory')}/memory.memsw.limit_in_bytes`, { concept: 'memory' }),
          ] }),
        fact('cpu', 'cpu', t('0.5 cores · throttled 3 % of periods', '0.5코어 · 기간의 3%에서 제한됨'), t('It may use the time of 0.5 cores; then it waits for the next period.', '0.5코어의 시간을 쓸 수 있고, 그 뒤에는 다음 기간을 기다립니다.'), `${group('cpu')}/cpu.cfs_quota_us, ${group('cpu')}/cpu.stat`, `cat ${group('cpu')}/cpu.cfs_quota_us ${group('cpu')}/cpu.cfs_period_us`),
        fact('pids', t('tasks', '작업'), t('5 · no limit', '5 · 제한 없음'), t('It may start as many processes as this machine allows.', '이 컴퓨터가 허용하는 만큼 프로세스를 만들 수 있습니다.'), `${group('pids')}/pids.max`, `cat ${group('pids')}/pids.max`, { meter: { used: 5, limit: 'unlimited' } }),
        fact('io', t('disk', '디스크'), t('12 MiB read · 3 MiB written', '12 MiB 읽음 · 3 MiB 씀'), t('Summed over all block devices since its start.', '시작한 뒤 모든 블록 장치에서 더한 값입니다.'), `${group('blkio')}/blkio.throttle.io_service_bytes`, `cat ${group('blkio')}/blkio.throttle.io_service_bytes`),
        fact('network', t('network', '네트워크'), t('not readable: the file is gone', '읽을 수 없음: 파일이 사라짐'), t('The process ended while it was being read.', '읽는 동안 프로세스가 끝났습니다.'), `${proc}/net/dev`, undefined, { unread: true }),
      ] },
      { id: 'root', title: t('Root', '루트'), summary: t('overlay · 5 layers + writable', 'overlay · 레이어 5개 + 쓰기 레이어'), concept: 'layers', facts: [
        fact('root.hostPath', '/', `/var/lib/docker/overlay2/9a3f0c18a6d4f0b2e7c9a1d3f5b7e9c0a2d4f6b8e1c3a5d7f9/merged`, t('What it sees as / lies here on this machine.', '컨테이너의 /는 이 컴퓨터의 이 경로에 있습니다.'), `${proc}/mountinfo, GET /containers/{id}/json`, `ls ${proc}/root`, { concept: 'pivot-root' }),
        fact('root.mechanism', t('mechanism', '방식'), 'pivot_root', t('The old root was unmounted, so there is no way back by path.', '이전 루트를 마운트 해제해서 경로로는 돌아갈 수 없습니다.'), `${proc}/mountinfo`, `head -1 ${proc}/mountinfo`, { concept: 'pivot-root' }),
        fact('root.mounts', t('mounts', '마운트'), t('22 mounts · 1 from this machine', '마운트 22개 · 이 컴퓨터에서 1개'), t('Directories of this machine that were put into its tree.', '이 컴퓨터의 디렉터리가 트리 안에 들어와 있습니다.'), `${proc}/mountinfo`, `cat ${proc}/mountinfo`, { concept: 'mnt',
          children: Array.from({ length: 22 }, (_, n) => fact(`root.mounts.${n}`, n === 0 ? '/etc/hosts' : `/mount/${n}`, n === 0 ? `/var/lib/docker/containers/${id}/hosts` : 'tmpfs', '', `${proc}/mountinfo`, undefined, { concept: 'mnt' })) }),
      ] },
      { id: 'privileges', title: t('Privileges', '권한'), summary: t('14 capabilities · seccomp filter · no_new_privs off', '권한 14개 · seccomp 필터 · no_new_privs 꺼짐'), concept: 'capabilities', facts: [
        fact('user', t('user', '사용자'), t('root (uid 0), root on this machine', 'root (uid 0), 이 컴퓨터에서도 root'), t('Its first process runs as root.', '첫 프로세스가 root로 실행됩니다.'), `${proc}/status, ${proc}/uid_map`, `grep Uid ${proc}/status`, { concept: 'user-ids' }),
        fact('capabilities', t('capabilities', 'capability'), t('14 capabilities · the default', '14개 · 기본값'), t('The parts of root’s power that its first process has now.', 'root의 권한 가운데 첫 프로세스가 지금 가진 것들입니다.'), `${proc}/status`, `grep CapEff ${proc}/status`, { concept: 'capabilities',
          children: ['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_NET_RAW'].map((name) => fact(`capabilities.${name}`, name, t('in the default', '기본값에 있음'), t('Change the owner of any file.', '모든 파일의 소유자를 바꿉니다.'), `${proc}/status`, undefined, { concept: 'capabilities' })) }),
        fact('seccomp', 'seccomp', t('filter', '필터'), t('A filter refuses system calls that a container rarely needs.', '컨테이너에 거의 필요 없는 시스템 호출을 필터가 거절합니다.'), `${proc}/status`, `grep Seccomp ${proc}/status`),
      ] },
      { id: 'processes', title: t('Processes', '프로세스'), summary: t('3 processes', '프로세스 3개'), concept: 'pid', facts: [
        fact('processes.1', '1', t('5873 on this machine · nginx: master process nginx -g daemon off;', '이 컴퓨터에서 5873 · nginx: master process nginx -g daemon off;'), '', `${proc}/status`, undefined, { concept: 'pid' }),
        fact('processes.29', '29', t('5921 on this machine · nginx: worker process', '이 컴퓨터에서 5921 · nginx: worker process'), '', '/proc/5921/status', undefined, { concept: 'pid' }),
      ] },
    ],
  };
  const types = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'];
  const pictures = {
    namespaces: { types, rows: [
      { name: null, letters: types.map(() => 'A') },
      { name: 'web', letters: ['A', 'B', 'B', 'C', 'B', '?', 'A', 'B'] },
      { name: 'proxy', letters: ['', '', '', 'C', '', '', '', ''] },
    ] },
    root: { readOnly: false, merged: explanation.sections[2].facts[0].value, layers: [
      { path: '/var/lib/docker/overlay2/9a3f0c18a6d4f0b2e7c9a1d3f5b7e9c0a2d4f6b8e1c3a5d7f9/diff', createdBy: null, writable: true },
      ...layers.map((path, i) => ({ path, createdBy: i === 0 ? null : made[i] ?? null, writable: false })),
    ] },
    limits: { memory: 67108864, cpu: 0.5, pids: 'unlimited' },
  };
  return { type: 'explanation', explanation, pictures, mayRun: true };
}

/** A minute of samples with a gap where nothing could be read. */
export function samples(count = 60) {
  return Array.from({ length: count }, (_, n) => ({ type: 'sample', sample: {
    at: 1_790_000_000_000 + n * 1000,
    memory: n > 20 && n < 25 ? null : Math.round(36e6 + 6e6 * Math.sin(n / 9) + 1e5 * n),
    cpu: Math.max(0.01, 0.16 + 0.15 * Math.sin(n / 4) + (n % 17 === 0 ? 0.25 : 0)),
    pids: n < 30 ? 4 : 5, readBytes: 12e6 + n * 3000 * (n % 7), writeBytes: 3e6 + n * 900,
  } }));
}

/** The cases that are looked at beside the plain one. */
export const cases = {
  plain: (message) => [message, ...samples()],
  loading: () => [],
  ended: (message) => [message, ...samples(), { type: 'ended', name: 'web', says: 'web ended at 10:42:07 (exit code 137). This is the last picture of it.' }],
  problem: (message) => [message, ...samples(), { type: 'problem', says: 'The engine at /var/run/docker.sock did not answer: permission denied. Facts of the kernel are shown.' }],
  nothing: () => [{ type: 'problem', says: 'There is no container named web any more.' }],
  calm: (message) => [{ ...message, explanation: { ...message.explanation, findings: [] } }, ...samples(1)],
  many: (message) => [{ ...message, explanation: { ...message.explanation, findings: Array.from({ length: 40 }, (_, n) => ({ ...message.explanation.findings[n % 3], id: `finding-${n}` })) } }, ...samples()],
  hostile: (message) => [hostile(message), ...samples()],
  full: (message) => [message, ...samples().map(({ type, sample }) => ({ type, sample: { ...sample, memory: sample.memory === null ? null : 66e6, pids: null } }))],
};

function hostile(message) {
  const name = `<img src=x onerror=alert(1)>\u001b[31m[link](http://x)\u202egnp.exe ${'very-long-name-'.repeat(30)}`;
  const copy = structuredClone(message);
  copy.explanation.container.name = name;
  copy.explanation.container.image = `registry.example.com/${'team/'.repeat(20)}image@sha256:${'0'.repeat(64)}`;
  copy.pictures.namespaces.rows[1].name = name;
  copy.explanation.sections[0].facts[0].value = 'x'.repeat(1_000_000);
  copy.explanation.sections[0].facts[1].label = name;
  copy.explanation.sections[1].summary = `/${'deep/'.repeat(40)}`;
  copy.explanation.findings[0].says = name;
  return copy;
}
