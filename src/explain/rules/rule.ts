/** A rule looks at one thing that was read and says what follows from it; from what was not read nothing follows. */
import type { Isolation } from '../../model/isolation.js';
import type { FindingText } from '../explanation.js';

export type Rule = (isolation: Isolation) => readonly FindingText[];
