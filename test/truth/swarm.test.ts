/**
 * A Swarm of three real engines: the manager shows nodes, their tasks and the containers; what runs on another node is told
 * apart from what is gone; a node that leaves, and one that dies, are shown.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { containersOf } from '../../src/model/containers.js';
import type { Container, Isolation } from '../../src/model/isolation.js';
import type { Snapshot } from '../../src/model/snapshot.js';
import { type SwarmNode, swarmOf } from '../../src/model/swarm.js';
import { closeAll } from '../support/closing.mjs';
import { image } from '../support/engine/busyboxImage.mjs';
import { whyNoPrivateEngine } from '../support/engine/daemon.mjs';
import { until } from '../support/processes.mjs';
import { inRoot } from '../support/root.mjs';
import { folderFor } from '../support/truth/builtProgram.js';
import { call, type Done } from '../support/truth/commands.js';
import { namespaceNumber } from '../support/truth/files.js';
import { type Node, startSwarm } from '../support/truth/swarm.js';
import { Table } from '../support/truth/table.js';
import { namespaceTypes } from '../support/truth/world.js';

const service = 'lens-six';
const label = `com.docker.swarm.service.name=${service}`;

describe('a Swarm of three nodes', { skip: whyNoPrivateEngine() ?? false, timeout: 200_000 }, () => {
  let nodes: readonly Node[] = [];
  let home = '';
  before(async () => {
    home = folderFor('home');
    nodes = await startSwarm(3);
    nodes[0]!.docker('service', 'create', '--detach', '--quiet', '--no-resolve-image', '--network', 'host', '--replicas', '6', '--name', service, image, 'sleep', '900');
    ok(await until(() => nodes.flatMap(running).length === 6, 60_000), 'six replicas within a minute');
  });
  after(closeAll);

  const hosts = (): string[] => nodes.flatMap(({ host }) => ['--host', host]);
  const lens = (...words: readonly string[]): Promise<Done> =>
    call(process.execPath, [inRoot('dist', 'cli.js'), ...words], { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: `${home}/run` });
  const json = async (...words: readonly string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await lens(...words);
    equal(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const running = ({ docker }: Node): readonly string[] =>
    docker('ps', '--no-trunc', '--quiet', '--filter', `label=${label}`).split('\n').filter((id) => id !== '').sort();
  /** What the manager's own command line says of the tasks that are meant to run: node and container of each. */
  const manager = (): Node => nodes[0]!;

  async function look(host = manager().host): Promise<{ snapshot: Snapshot; swarm: readonly SwarmNode[] }> {
    const one = (await json('list', '--json', '--host', host)) as Container[];
    const snapshot = await json('snapshot', one.find(({ engine }) => engine?.endpoint === host)?.id ?? '', '--host', host) as Snapshot;
    const swarm = swarmOf(snapshot, host, containersOf(snapshot));
    ok('value' in swarm, JSON.stringify(swarm));
    return { snapshot, swarm: swarm.value };
  }

  /** Looks until it holds; the test's own time limit ends it where it never does. */
  async function lookUntil(holds: (swarm: readonly SwarmNode[]) => boolean): Promise<{ snapshot: Snapshot; swarm: readonly SwarmNode[] }> {
    for (let found = await look(); ; found = await look()) {
      if (holds(found.swarm)) {
        return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  const tasks = (swarm: readonly SwarmNode[]) => swarm.flatMap((node) => node.tasks.map((task) => ({ ...task, node: node.hostname })));
  const allRun = (swarm: readonly SwarmNode[]): boolean => tasks(swarm).filter(({ state, containerId }) => state === 'running' && containerId !== undefined).length === 6;

  test('nodes, their tasks and the containers, as docker node ls and docker ps on each node have them', async () => {
    const { swarm } = await lookUntil(allRun);
    const told = manager().docker('node', 'ls', '--format', '{{.ID}} {{.Hostname}} {{.Status}}').split('\n').sort();
    deepEqual(swarm.map(({ id, hostname, state }) => `${id} ${hostname} ${state === 'ready' ? 'Ready' : state}`).sort(), told);
    deepEqual(swarm.map(({ hostname, role, isThis }) => [hostname, role, isThis]), [['lens-node-1', 'manager', true], ['lens-node-2', 'worker', false], ['lens-node-3', 'worker', false]]);
    for (const node of nodes) {
      const shown = swarm.find(({ hostname }) => hostname === node.hostname)?.tasks ?? [];
      deepEqual(shown.map(({ containerId }) => containerId).sort(), running(node), node.hostname);
      ok(shown.every(({ place }) => place === (node === manager() ? 'here' : 'elsewhere')), JSON.stringify(shown));
    }
    deepEqual(tasks(swarm).map(({ name }) => name).sort(), [1, 2, 3, 4, 5, 6].map((slot) => `${service}.${slot}`));
  });

  test('what is gone from this node is not taken for what is on another one', async () => {
    const { snapshot, swarm } = await lookUntil(allRun);
    const here = tasks(swarm).find(({ place }) => place === 'here');
    ok(here);
    // The list of a moment later, in which the engine has it no more.
    const later = swarmOf(snapshot, manager().host, containersOf(snapshot).filter(({ id }) => id !== here.containerId));
    ok('value' in later);
    deepEqual(tasks(later.value).filter(({ place }) => place === 'ended').map(({ id }) => id), [here.id]);
    deepEqual(tasks(later.value).filter(({ place }) => place === 'elsewhere').length, tasks(swarm).filter(({ place }) => place === 'elsewhere').length);
  });

  test('a worker knows its own containers and manages nothing', async () => {
    const worker = nodes[1]!;
    const [id = ''] = running(worker);
    const snapshot = await json('snapshot', id, '--host', worker.host) as Snapshot;
    const swarm = swarmOf(snapshot, worker.host, containersOf(snapshot));
    ok('unread' in swarm && swarm.unread === 'unsupported');
  });

  test('all nodes asked at once: every container of the service once, each explained from its own engine', async () => {
    const listed = (await json('list', '--json', ...hosts())) as Container[];
    const ids = nodes.flatMap((node) => running(node).map((id) => `${id} ${node.host}`)).sort();
    deepEqual(listed.filter(({ engine }) => engine !== null).map(({ id, engine }) => `${id} ${engine?.endpoint ?? ''}`).sort(), ids);
    const table = new Table('swarm');
    for (const node of nodes) {
      const [id = ''] = running(node);
      const found = await json('explain', id, '--json', ...hosts()) as Isolation;
      const pid = Number(node.docker('inspect', '--format', '{{.State.Pid}}', id));
      equal(found.container.pid, pid);
      for (const type of namespaceTypes) {
        equal('value' in found.namespaces[type].id && found.namespaces[type].id.value, namespaceNumber(pid, type));
      }
      equal(found.namespaces.net.relation, 'shared'); // they are in the network of their engines, which is one of all three
      equal(found.namespaces.net.sharedWith.length, 5);
      table.add({ what: 'Docker Swarm, three nodes', asked: 'its API and the kernel', reader: 'root', named: 'its name' }, found, 10);
    }
    table.save();
  });

  test('a node that left and one that died are shown as such, and their tasks go elsewhere', async () => {
    const [, leaving, dying] = nodes as [Node, Node, Node];
    leaving.docker('swarm', 'leave');
    await lookUntil((swarm) => swarm.find(({ hostname }) => hostname === leaving.hostname)?.state === 'down');
    await dying.kill();
    const { swarm } = await lookUntil((seen) => allRun(seen) && seen.filter(({ state }) => state === 'down').length === 2
      && (seen.find(({ isThis }) => isThis)?.tasks.length ?? 0) === 6);
    deepEqual(swarm.map(({ hostname, state }) => [hostname, state]), [['lens-node-1', 'ready'], ['lens-node-2', 'down'], ['lens-node-3', 'down']]);
    deepEqual(swarm[0]?.tasks.map(({ containerId }) => containerId).sort(), running(manager()));
    const { code, stderr } = await lens('list', ...hosts());
    equal(code, 1);
    ok(stderr.includes(dying.host), stderr);
  });
});
