/** The reader of the concepts' pages, with its Markdown parser: loaded when the first page is opened. */
export { readConcept } from './explain/concepts/readConcept.js';
