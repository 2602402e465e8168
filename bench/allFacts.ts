/** Prints how many milliseconds one look at all containers takes, with every explanation built; without the program's start. */
import { explain } from '../src/explain/explain.js';
import { build } from '../src/model/build.js';
import { containersOf } from '../src/model/containers.js';
import { look } from '../src/thisMachine.js';

const since = performance.now();
const { snapshot } = await look('', { depth: 'facts' });
const containers = containersOf(snapshot, {});
const explained = containers.map((container) => explain(build(snapshot, container, containers)));
console.log(explained.length === 0 ? 'NaN' : String(performance.now() - since));
