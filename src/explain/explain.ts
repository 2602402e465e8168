/** The explanation of one container, put together from its parts. Pure: the picture goes in, text comes out. */
import type { Isolation } from '../model/isolation.js';
import type { Explanation } from './explanation.js';
import { asFarMachines, farNoteOf } from './far.js';
import { findingsOf } from './findings.js';
import { isIncomplete } from './incomplete.js';
import { rowOf } from './row.js';
import { cgroupSection } from './sections/cgroup.js';
import { namespacesSection } from './sections/namespaces.js';
import { privilegesSection } from './sections/privileges.js';
import { processesSection } from './sections/processes.js';
import { rootSection } from './sections/root.js';
import { sentenceOf } from './sentence.js';

export function explain(isolation: Isolation): Explanation {
  return asFarMachines(explained(isolation), isolation);
}

function explained(isolation: Isolation): Explanation {
  const far = farNoteOf(isolation);
  return {
    container: isolation.container,
    ...(far && { far }),
    sentence: sentenceOf(isolation),
    row: rowOf(isolation),
    findings: findingsOf(isolation),
    ...(isIncomplete(isolation) ? { incomplete: true } : {}),
    sections: [
      namespacesSection(isolation),
      cgroupSection(isolation),
      rootSection(isolation),
      privilegesSection(isolation),
      processesSection(isolation),
    ],
  };
}
