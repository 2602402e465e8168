/** What an engine's API adds to the picture of a sandbox: names, what was asked for. The witness is its own command line. */
import { type Expectation, type Expectations, is, matches, plain } from '../expectation.js';
import { inspectAnswer, type Scene } from '../scene.js';
import { at, listAt, numberAt, textAt } from '../json.js';
import type { Sandbox } from './sandbox.js';

export interface Api {
  readonly host: string;
  readonly version: string;
  /** The storage driver. */
  readonly driver: string;
  /** Pods by id. */
  readonly pods: ReadonlyMap<string, string>;
}

export function withApi(kernel: Expectations, { pod }: Sandbox, { before: { inspect } }: Scene, { host, version, driver, pods }: Api): Expectations {
  const witness = 'podman inspect';
  const asked = (name: string): number => numberAt(inspect, 'HostConfig', name);
  const quota = asked('NanoCpus') > 0 ? asked('NanoCpus') / 1e9 : asked('CpuPeriod') > 0 ? asked('CpuQuota') / asked('CpuPeriod') : 0;
  const limit = (value: number): Expectation => is(value > 0 ? value : 'unlimited', witness, inspectAnswer);
  return new Map<string, Expectation>([
    ...[...kernel].filter(([path]) => path !== 'container.engine' && path !== 'root.history'),
    ['container.image', plain(textAt(inspect, 'ImageName'), witness)],
    ['container.engine.kind', plain('podman', 'podman version')], ['container.engine.endpoint', plain(host, 'podman system service')],
    ['container.engine.version', plain(version, 'podman version')],
    ['container.pod', plain(pod === undefined ? null : { ...pod, name: pods.get(pod.uid) }, 'podman pod ps')],
    ['cgroup.configured.memory', limit(asked('Memory'))], ['cgroup.configured.cpu', limit(quota)], ['cgroup.configured.pids', limit(asked('PidsLimit'))],
    ['root.driver', is(driver, 'podman info', inspectAnswer)], ['root.requested', is([], witness, inspectAnswer)],
    ['root.history', matches('podman history', 'GET /images/{id}/history', 'a list', (value) => Array.isArray(value))],
    ['privileges.privileged', is(at(inspect, 'HostConfig', 'Privileged'), witness, inspectAnswer)],
    ['privileges.devices', is([...listAt(inspect, 'HostConfig', 'Devices')], witness, inspectAnswer)],
  ]);
}
