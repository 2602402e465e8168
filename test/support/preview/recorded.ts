// The `explanation` message of a recorded container, as JSON on stdout: npx tsx test/support/preview/recorded.ts docker-limited-v1 [name]
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { explain } from '../../../src/explain/explain.js';
import { picturesOf } from '../../../src/explain/pictures.js';
import { snapshotOfFixture } from '../snapshotOfFixture.js';

const [fixture = '', name] = process.argv.slice(2);
const snapshot = snapshotOfFixture(fixture);
const all = containersOf(snapshot, { all: true });
const container = all.find((one) => one.name === name) ?? all[0];
if (container === undefined) {
  throw new Error(`${fixture} has no container.`);
}
const isolation = build(snapshot, container, all);
console.log(JSON.stringify({ type: 'explanation', explanation: explain(isolation), pictures: picturesOf(isolation), mayRun: true }));
