/** `container`: `docker inspect`, `docker version`, and for who may not ask the engine what the kernel shows. */
import { type Expectation, plain } from '../expectation.js';
import { numberAt, textAt } from '../json.js';
import type { Scene } from '../scene.js';

/** The list looks closer at those that run only: of the others it does not say which runtime they would get. */
export function listFacts(scene: Scene): [string, Expectation][] {
  const isOver = ['exited', 'created'].includes(textAt(scene.before.inspect, 'State', 'Status'));
  return containerFacts(scene).filter(([path]) => !isOver || path !== 'container.lowLevelRuntime');
}

export function containerFacts({ eyes, id, name, before, engine }: Scene): [string, Expectation][] {
  const { inspect } = before;
  const runtime = textAt(inspect, 'HostConfig', 'Runtime');
  const pid = numberAt(inspect, 'State', 'Pid');
  const everywhere: [string, Expectation][] = [
    ['id', plain(id, 'docker inspect')], ['runtime', plain('docker', 'docker inspect')],
    ['lowLevelRuntime', plain(runtime.replace(/^io\.containerd\.(\w+)\.v\d$/, '$1'), 'docker inspect (HostConfig.Runtime)')],
    ['pid', plain(pid === 0 ? null : pid, 'docker inspect (State.Pid)')],
    ['parent', plain(null, 'the test, which nests nothing')], ['pod', plain(null, 'the test, which makes no pods')],
  ];
  const known: [string, Expectation][] = eyes.reader.asksEngine ? [
    ['name', plain(name, 'docker inspect')], ['image', plain(textAt(inspect, 'Config', 'Image'), 'docker inspect')],
    ['state', plain(textAt(inspect, 'State', 'Status'), 'docker inspect')],
    ['engine.kind', plain('docker', 'docker version')], ['engine.endpoint', plain(engine.host, 'DOCKER_HOST')],
    ['engine.version', plain(engine.version, 'docker version')],
  ] : [
    ['name', plain(id.slice(0, 12), '/proc/PID/cgroup')], ['image', plain(null, 'nobody: the engine does not answer')],
    ['engine', plain(null, 'nobody: the engine does not answer')], ['state', plain(textAt(inspect, 'State', 'Status') === 'paused' ? 'paused' : 'running', 'docker inspect')],
  ];
  return [...everywhere, ...known].map(([path, expectation]) => [`container.${path}`, expectation]);
}
