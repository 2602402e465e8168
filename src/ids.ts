/** Command, view, panel and context-key ids, once. A test holds package.json to them. */
export const commands = {
  explainContainer: 'isolationLens.explainContainer',
  explainConcept: 'isolationLens.explainConcept',
  refresh: 'isolationLens.refresh',
  copyValue: 'isolationLens.copyValue',
  readFar: 'isolationLens.readFar',
  showLog: 'isolationLens.showLog',
} as const;

export const views = {
  containers: 'isolationLens.containers',
  concepts: 'isolationLens.concepts',
} as const;

export const panels = {
  explanation: 'isolationLens.explanation',
  concept: 'isolationLens.concept',
} as const;

export const contextKeys = {
  /** Empty while there is something to show; else why the welcome is shown: `absent`, `denied` or `failed`. */
  nothing: 'isolationLens.nothing',
  /** True after the first hover, and after the first command typed into a terminal: steps of the walkthrough. */
  hovered: 'isolationLens.hovered',
  typed: 'isolationLens.typed',
} as const;
