// The sample workspace that `npm start`, screenshots and UI tests open.
import { inRoot } from '../root.mjs';

export const workspace = inRoot('test', 'support', 'demo', 'workspace');
