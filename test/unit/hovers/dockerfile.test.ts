import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Effect } from '../../../src/explain/hovers/hover.js';
import { covered, hoverOver, textOf } from './cursor.js';

type Row = readonly [marked: string, covers: string, effect: Effect, says: RegExp];

const rows: readonly Row[] = [
  ['FR¦OM debian:12', 'FROM', 'neutral', /Base image[\s\S]*kernel/],
  ['FROM deb¦ian:12', 'debian:12', 'neutral', /digest/],
  ['FROM deb¦ian@sha256:0f', 'debian@sha256:0f', 'neutral', /always the same bytes/],
  ['FROM scr¦atch', 'scratch', 'strengthens', /no shell/],
  ['FROM debian AS build\nFR¦OM build', 'FROM', 'neutral', /Goes on from the stage `build`/],
  ['FROM debian AS build\nFROM Bui¦ld AS x', 'Build', 'neutral', /Goes on from the stage `Build`/],
  ['FROM bui¦ld\nFROM debian AS build', 'build', 'neutral', /digest/],
  ['# che¦ck=skip=all\nFROM a', '# check=skip=all', 'neutral', /checks/],
  ['FROM debian\nRUN --mount=type=secret,id=x,en¦v=TOKEN true', 'env=TOKEN', 'neutral', /inherits/],
  ['FROM debian\nRUN --mount=type=bind,target=/x,r¦w true', 'rw', 'neutral', /thrown away/],
  ['FROM debian\nRUN --mount=type=secret,id=x,ui¦d=1000 true', 'uid=1000', 'neutral', /by number/],
  ['FROM debian\nRUN --mount=type=bi¦nd,target=/x true', '--mount=type=bind,target=/x', 'neutral', /out of reach/],
  ['FROM debian\nRUN --dev¦ice=nvidia.com/gpu=all true', '--device=nvidia.com/gpu=all', 'weakens', /device/i],
  ['FROM debian AS bui¦ld', 'build', 'neutral', /last stage/],
  ['FROM --plat¦form=linux/arm64 debian', '--platform=linux/arm64', 'neutral', /QEMU/],
  ['FROM debian\nR¦UN true', 'RUN', 'neutral', /container made for it/],
  ['FROM debian\nrun true\nu¦ser 1000', 'user', 'strengthens', /1000/],
  ['FROM debian\nUSER roo¦t', 'root', 'weakens', /machine’s own root/],
  ['FROM debian\nUSER 0¦:0', '0:0', 'weakens', /uid 0/],
  ['FROM debian\nUSER "ro¦ot"', '"root"', 'weakens', /uid 0/],
  ['FROM debian\nUSER \'0¦\':0', "'0':0", 'weakens', /uid 0/],
  ['FROM debian\nUSER :10¦00', ':1000', 'weakens', /uid 0/],
  ['FROM debian\nUSER app¦:app', 'app:app', 'strengthens', /app:app/],
  ['FROM debian\nUSE¦R $NAME', 'USER', 'neutral', /user namespace/],
  ['FROM debian\nWORKD¦IR /app', 'WORKDIR', 'neutral', /limits nothing/],
  ['FROM debian\nWORKDIR /a¦pp', '/app', 'neutral', /limits nothing/],
  ['FROM debian\nVOLU¦ME /data', 'VOLUME', 'neutral', /outlives/],
  ['FROM debian\nVOLUME /da¦ta', '/data', 'neutral', /outlives/],
  ['FROM debian\nEXP¦OSE 80', 'EXPOSE', 'neutral', /opens nothing/],
  ['FROM debian\nEXPOSE 80 4¦43/tcp', '443/tcp', 'neutral', /opens nothing/],
  ['FROM debian\nEN¦V A=b', 'ENV', 'neutral', /environ/],
  ['FROM debian\nENV A=b API_T¦OKEN=x', 'API_TOKEN=x', 'weakens', /secret/],
  ['FROM debian\nEN¦V A=b API_TOKEN=x', 'ENV', 'weakens', /API\\_TOKEN|API_TOKEN/],
  ['FROM debian\nENV PASSWORD_FI¦LE=/run/secrets/x', 'PASSWORD_FILE=/run/secrets/x', 'neutral', /environ/],
  ['FROM debian\nENV DB_URL=postgres://me:hunter2@¦db/x', 'DB_URL=postgres://me:hunter2@db/x', 'weakens', /secret/],
  ['FROM debian\nENV OLD sty¦le value', 'OLD style value', 'neutral', /environ/],
  ['FROM debian\nA¦RG V=1', 'ARG', 'neutral', /history/],
  ['FROM debian\nARG NPM_TO¦KEN', 'NPM_TOKEN', 'weakens', /history/],
  ['FROM debian\nCM¦D ["nginx"]', 'CMD', 'neutral', /Exec form/],
  ['FROM debian\nCM¦D nginx', 'CMD', 'neutral', /Shell form/],
  ['FROM debian\nENTRYPO¦INT ["/x"]', 'ENTRYPOINT', 'neutral', /PID 1/],
  ['FROM debian\nHEALTH¦CHECK CMD true', 'HEALTHCHECK', 'neutral', /docker exec/],
  ['FROM debian\nHEALTHCHECK NO¦NE', 'NONE', 'neutral', /No process/],
  ['FROM debian\nHEALTHCHECK --inter¦val=5s CMD true', '--interval=5s', 'neutral', /docker exec/],
  ['FROM debian\nSTOPSIG¦NAL SIGQUIT', 'STOPSIGNAL', 'neutral', /PID 1/],
  ['FROM debian\nSTOPSIGNAL SIGK¦ILL', 'SIGKILL', 'neutral', /cannot be caught/],
  ['FROM debian\nSHE¦LL ["/bin/bash", "-c"]', 'SHELL', 'neutral', /shell-form/],
  ['FROM debian\nLAB¦EL a=b', 'LABEL', 'neutral', /kernel never sees/],
  ['FROM debian\nLABEL a=b c=¦d', 'c=d', 'neutral', /kernel never sees/],
  ['FROM debian\nMAINTAI¦NER me', 'MAINTAINER', 'neutral', /kernel never sees/],
  ['FROM debian\nONBU¦ILD RUN true', 'ONBUILD', 'weakens', /every build/],
  ['FROM debian\nONBUILD US¦ER root', 'USER', 'weakens', /uid 0/],
  ['FROM debian\nonbuild run chmod 4¦755 /x', '4755', 'weakens', /no-new-privileges/],
  ['FROM debian\nCO¦PY . .', 'COPY', 'neutral', /uid 0/],
  ['FROM debian\nCOPY ¦. /app', '.', 'neutral', /dockerignore/],
  ['FROM debian\nCOPY .e¦nv /app/', '.env', 'weakens', /everybody who has the image/],
  ['FROM debian\nCOPY --ch¦own=app x y', '--chown=app', 'neutral', /belong to this number/],
  ['FROM debian\nCOPY --chown=app --ch¦mod=4755 x y', '--chmod=4755', 'weakens', /becomes its owner/],
  ['FROM debian\nCOPY --ch¦mod=0644 x y', '--chmod=0644', 'neutral', /permissions/],
  ['FROM debian\nCOPY --li¦nk x y', '--link', 'neutral', /another base/],
  ['FROM debian\nCOPY --fr¦om=build x y', '--from=build', 'neutral', /stay behind/],
  ['FROM debian\nA¦DD x y', 'ADD', 'neutral', /checksum/],
  ['FROM debian\nADD --check¦sum=sha256:0 https://x/y /', '--checksum=sha256:0', 'strengthens', /build fails/],
  ['FROM debian\nADD https://x¦/y /', 'https://x/y', 'neutral', /server sends/],
  ['FROM debian\nADD --keep-git¦-dir=true https://x/y.git /', '--keep-git-dir=true', 'weakens', /history/],
  ['FROM debian\nRUN --mo¦unt=type=secret,id=x true', '--mount=type=secret,id=x', 'strengthens', /no layer/],
  ['FROM debian\nRUN --mount=type=s¦sh true', '--mount=type=ssh', 'strengthens', /socket/],
  ['FROM debian\nRUN --mount=type=ca¦che,target=/x true', '--mount=type=cache,target=/x', 'neutral', /later builds/],
  ['FROM debian\nRUN --mount=type=cache,target=/x,shar¦ing=locked true', 'sharing=locked', 'neutral', /waits/],
  ['FROM debian\nRUN --mount=type=tm¦pfs,target=/x true', '--mount=type=tmpfs,target=/x', 'neutral', /gone/],
  ['FROM debian\nRUN --mount=type=bind,fr¦om=build,target=/x true', 'from=build', 'neutral', /read-only/],
  ['FROM debian\nRUN --mount=targ¦et=/x true', '--mount=target=/x', 'neutral', /out of reach/],
  ['FROM debian\nRUN --net¦work=host true', '--network=host', 'weakens', /loopback/],
  ['FROM debian\nRUN --net¦work=none true', '--network=none', 'strengthens', /loopback/],
  ['FROM debian\nRUN --net¦work=default true', '--network=default', 'neutral', /runs later/],
  ['FROM debian\nRUN --secur¦ity=insecure true', '--security=insecure', 'weakens', /all capabilities/],
  ['FROM debian\nRUN --secur¦ity=sandbox true', '--security=sandbox', 'neutral', /default/],
  ['FROM debian\nRUN a && \\\n  # why\n  su¦do b', 'sudo', 'weakens', /set-user-ID|set\\-user\\-ID/i],
  ['FROM debian\nRUN chmod u+¦s /x', 'u+s', 'weakens', /becomes its owner/],
  ['FROM debian\nRUN chmod g+¦s /x', 'g+s', 'weakens', /group/],
  ['FROM debian\nRUN chmod a-¦s /x', 'a-s', 'strengthens', /takes the set/i],
  ['FROM debian\nRUN chmod -R 77¦7 /x', '777', 'weakens', /Every user/],
  ['FROM debian\nRUN setc¦ap cap_net_raw+ep /x', 'setcap', 'neutral', /bounding set/],
  ['FROM debian\nRUN setcap cap_net_r¦aw+ep /x', 'cap_net_raw+ep', 'neutral', /Capability/],
  ['FROM debian\nRUN docker run --privi¦leged x', '--privileged', 'weakens', /gives no rights/],
  ['FROM debian\nRUN curl -fsSL https://x | s¦h', 'sh', 'neutral', /server sends/],
  ['FROM debian\nRUN wget -O- https://x | sudo ba¦sh -s', 'bash', 'neutral', /server sends/],
  ['FROM debian\nRUN r¦m -rf /x', 'rm', 'neutral', /hidden/],
  ['FROM debian\nRUN unsh¦are -r true', 'unshare', 'neutral', /refuses/],
  ['FROM debian\nRUN chro¦ot /x', 'chroot', 'neutral', /path lookup/],
  ['FROM debian\nRUN export API_TOKEN=ab¦c && x', 'API_TOKEN=abc', 'weakens', /history/],
  ['FROM debian\nENTRYPOINT ["go¦su", "app"]', '"gosu"', 'strengthens', /other user/],
  ['FROM debian\nRUN <<E¦OF\necho hi\nEOF', '<<EOF', 'neutral', /one container/],
  ['FROM debian\nRUN <<EOF\nchmod 4¦755 /x\nEOF\nUSER 1', '4755', 'weakens', /becomes its owner/],
  ['FROM debian\nCOPY <<E¦OF /x\nhi\nEOF', '<<EOF', 'neutral', /file in the layer/],
  ['FROM debian\nRUN <<EOF\nsudo\nEOF\nUSER ro¦ot', 'root', 'weakens', /uid 0/],
  ['ARG V=1\nFROM debian:$¦V', '$V', 'neutral', /build argument/],
  ['FROM debian\nENV A=1\nWORKDIR /${¦A}', '${A}', 'neutral', /every process/],
  ['FROM debian\nWORKDIR /${X¦:-y}', '${X:-y}', 'neutral', /no line above/],
  ['# syn¦tax=docker/dockerfile:1\nFROM debian', '# syntax=docker/dockerfile:1', 'neutral', /fetches this image/],
  ['# esc¦ape=`\nFROM debian', '# escape=`', 'neutral', /how lines are read/],
  ['# escape=`\nFROM debian\nRUN a `\n su¦do b', 'sudo', 'weakens', /root/],
  ['FROM debian\r\nUSER r¦oot\r\n', 'root', 'weakens', /uid 0/],
  ['\uFEFFFROM debian\nUSER r¦oot', 'root', 'weakens', /uid 0/],
];

for (const [marked, covers, effect, says] of rows) {
  test(`Dockerfile: ${JSON.stringify(marked)}`, () => {
    const hover = hoverOver('Dockerfile', marked);
    assert.ok(hover);
    assert.equal(covered(marked.replace('\uFEFF', ''), hover), covers);
    assert.equal(hover.effect, effect);
    assert.match(textOf(hover), says);
  });
}

/** Every flag of the reference. https://docs.docker.com/reference/dockerfile/ */
const flags: Readonly<Record<string, readonly string[]>> = {
  FROM: ['platform'], RUN: ['mount', 'network', 'security', 'device'], COPY: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'],
  ADD: ['keep-git-dir', 'checksum', 'chown', 'chmod', 'link', 'exclude', 'unpack'], HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
};
for (const [keyword, names] of Object.entries(flags)) {
  for (const name of names) {
    test(`Dockerfile: ${keyword} --${name} has words of its own`, () => {
      const hover = hoverOver('Dockerfile', `FROM a\n${keyword} --${name.slice(0, 1)}¦${name.slice(1)}=x a b`);
      assert.ok(hover);
      assert.equal(covered(`FROM a\n${keyword} --${name}=x a b`, hover), `--${name}=x`);
    });
  }
}

test('Dockerfile: a name with a user namespace and without, live', () => {
  assert.match(textOf(hoverOver('Dockerfile', 'FROM a\nUSER ro¦ot')!), /Without a user namespace/);
});

const nothing = [
  '# a com¦ment\nFROM debian', 'FROM debian\nRUN a && \\\n  # su¦do\n  b', 'FROM debian\nRUN apt-get inst¦all x', 'FROM debian\n¦\n', 'NONS¦ENSE x',
  'FROM debian\nCOPY x /ap¦p', 'FROM debian\nRUN echo "sudo is no¦t it"', 'FROM debian\nRUN chmod 07¦55 /x',
];

for (const marked of nothing) {
  test(`Dockerfile, no hover: ${JSON.stringify(marked)}`, () => assert.equal(hoverOver('Dockerfile', marked), null));
}

test('a megabyte on one line still has the hover of its instruction and of its words', () => {
  const long = 'x '.repeat(1 << 19);
  assert.equal(hoverOver('Dockerfile', `FROM debian\nRU¦N ${long}`)?.effect, 'neutral');
  assert.equal(hoverOver('Dockerfile', `FROM debian\nRUN ${long} su¦do ${long}`)?.effect, 'weakens');
});
