import assert from 'node:assert/strict';
import { test } from 'node:test';
import { properties } from '../../../src/explain/hovers/devcontainer/properties.js';
import { argumentSaid } from '../../../src/explain/hovers/run/arguments.js';
import { letters, options, switches } from '../../../src/explain/hovers/run/runFlags.js';
import type { Effect } from '../../../src/explain/hovers/hover.js';
import { covered, hoverOver, textOf } from './cursor.js';

type Row = readonly [marked: string, covers: string, effect: Effect, says: RegExp];

const rows: readonly Row[] = [
  ['{"privil¦eged": true}', '"privileged"', 'weakens', /all devices/],
  ['{"privileged": fal¦se}', 'false', 'neutral', /default/],
  ['{// c\n"capAdd": ["SYS_PTR¦ACE",]}', '"SYS_PTRACE"', 'weakens', /default set/],
  ['{"securityOpt": ["seccomp=unconf¦ined"]}', '"seccomp=unconfined"', 'weakens', /Every system call/],
  ['{"in¦it": true}', '"init"', 'neutral', /tini/],
  ['{"mounts": ["source=/var/run/docker.sock,target=/d¦,type=bind"]}', '"source=/var/run/docker.sock,target=/d,type=bind"', 'weakens', /control socket/],
  ['{"mounts": [{"type": "volume", "sou¦rce": "a", "target": "/b"}]}', '"source"', 'neutral', /outlives/],
  ['{"mounts": [{"type": "bind", "source": "/etc", "target": "/b¦"}]}', '"/b"', 'weakens', /configuration/],
  ['{"workspaceMou¦nt": "source=${localWorkspaceFolder},target=/w,type=bind"}', '"workspaceMount"', 'weakens', /same file/],
  ['{"workspaceMount": "¦"}', '""', 'neutral', /Mounts|anonymous/],
  ['{"containerUs¦er": "root"}', '"containerUser"', 'weakens', /uid 0/],
  ['{"remoteUser": "vsc¦ode"}', '"vscode"', 'strengthens', /containerUser/],
  ['{"updateRemoteUserU¦ID": true}', '"updateRemoteUserUID"', 'neutral', /no user namespace/],
  ['{"hostRequirements": {"mem¦ory": "8gb"}}', '"memory"', 'neutral', /no limit/],
  ['{"hostRequirements": {"gp¦u": true}}', '"gpu"', 'neutral', /graphics/],
  ['{"overrideComm¦and": true}', '"overrideCommand"', 'neutral', /only waits/],
  ['{"forwardPorts": [30¦00]}', '3000', 'neutral', /no port of the machine/],
  ['{"features": {"ghcr.io/x/dock¦er-in-docker:2": {}}}', '"ghcr.io/x/docker-in-docker:2"', 'neutral', /privileged/],
  ['{"initializeComm¦and": "x"}', '"initializeCommand"', 'weakens', /machine itself/],
  ['{"containerEnv": {"API_TO¦KEN": "x"}}', '"API_TOKEN"', 'weakens', /secret/],
  ['{"runArgs": ["--me¦mory", "64m"]}', '"--memory"', 'strengthens', /64 MiB/],
  ['{"runArgs": ["--memory", "64¦m"]}', '"64m"', 'strengthens', /64 MiB/],
  ['{"runArgs": ["--memory=64¦m"]}', '"--memory=64m"', 'strengthens', /64 MiB/],
  ['{"runArgs": ["-m", "64¦m"]}', '"64m"', 'strengthens', /64 MiB/],
  ['{"runArgs": ["--memory-swap", "-¦1", "--init"]}', '"-1"', 'weakens', /without limit/],
  ['{"runArgs": ["--init", "--pri¦vileged"]}', '"--privileged"', 'weakens', /all devices/],
  ['{"runArgs": ["-i¦t", "--init"]}', '"-it"', 'neutral', /Terminal/],
  ['{"runArgs": ["-v/:/ho¦st"]}', '"-v/:/host"', 'weakens', /whole root/],
  ['{"runArgs": ["--user=10¦00"]}', '"--user=1000"', 'strengthens', /1000/],
  ['{"runArgs": ["--net¦work=host"]}', '"--network=host"', 'weakens', /machine’s ports/],
  ['{"runAr¦gs": []}', '"runArgs"', 'neutral', /docker run/],
];

for (const [marked, covers, effect, says] of rows) {
  test(`devcontainer: ${JSON.stringify(marked)}`, () => {
    const hover = hoverOver('/w/.devcontainer/devcontainer.json', marked);
    assert.ok(hover);
    assert.equal(covered(marked, hover), covers);
    assert.equal(hover.effect, effect);
    assert.match(textOf(hover), says);
  });
}

for (const name of properties.keys()) {
  test(`devcontainer: ${name} has words with any kind of value`, () => {
    const [top = '', second] = name.split('.');
    for (const value of ['true', '[]', '{}', '12', '"text"', 'null', '[[1]]', '{"a":{"b":1}}']) {
      const marked = second === undefined ? `{"${top}¦": ${value}}` : `{"${top}": {"${second}¦": ${value}}}`;
      assert.ok(hoverOver('devcontainer.json', marked), value);
    }
  });
}

test('docker run: each flag has words as one word and as two', () => {
  for (const name of options.keys()) {
    assert.ok(argumentSaid([`--${name}=1`], 0), name);
    assert.ok(argumentSaid([`--${name}`, '1'], 0), name);
    assert.ok(argumentSaid([`--${name}`, '1'], 1), name);
  }
  for (const name of switches.keys()) {
    assert.ok(argumentSaid([`--${name}`], 0), name);
    assert.equal(argumentSaid([`--${name}`, 'image'], 1), undefined, name);
  }
  for (const [letter, name] of letters) {
    assert.deepEqual(argumentSaid([`-${letter}`, '1'], 0), argumentSaid([`--${name}`, '1'], 0));
  }
});

test('docker run and compose say the same of the same setting', () => {
  assert.deepEqual(argumentSaid(['--memory=64m'], 0)?.says, hoverOver('compose.yaml', 'services:\n  a:\n    mem_lim¦it: 64m')?.paragraphs);
});
