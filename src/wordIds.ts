/**
 * The page's own words. The browser side has no language of its own: `views/panel/words.ts` gives each id its text, and
 * the `explanation` message carries them. `{0}` and `{1}` stand for values that the page fills in.
 */
export const wordIds = [
  'refresh', 'unknownRuntime', 'copy', 'copyCommand', 'copied', 'run', 'learn', 'details', 'source', 'readFar',
  'stateCreated', 'stateRunning', 'statePaused', 'stateRestarting', 'stateExited', 'stateDead',
  'findings', 'noFindings', 'findingsUntold', 'moreFindingsUntold', 'severityInfo', 'severityWarning', 'severityDanger', 'fix', 'evidence',
  'live', 'memory', 'cpu', 'tasks', 'disk', 'of', 'noLimit', 'limitNotRead', 'notRead', 'waiting', 'nearLimit', 'cores', 'oneCore', 'taskCount', 'oneTask',
  'perSecond', 'lastMinute', 'seconds', 'range',
  'machine', 'letterMachine', 'letterOwn', 'letterShared', 'letterUnknown', 'matrix',
  'besideContainer', 'noContainer', 'notAllAsked', 'showContainers', 'explainContainer', 'nextConcept', 'nothingHere', 'table',
  'stack', 'stackContainers', 'stackMachines', 'guestKernel', 'noneFound', 'machinesUnread', 'moreContainers',
  'cgroupTree', 'noLimitHere', 'levelsAbove',
  'layers', 'merged', 'writable', 'readOnly', 'moreLayers',
  'wall', 'wallInside', 'wallPivot', 'wallChroot', 'wallNone', 'wallUnknown', 'concluded', 'wayUnknown', 'doors', 'noDoors', 'moreDoors', 'doorWritable',
] as const;
export type WordId = (typeof wordIds)[number];
