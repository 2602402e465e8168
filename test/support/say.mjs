// Progress goes to stderr: stdout belongs to answers (an address, the tests' counts).
/** @param {string} text */
export const say = (text) => void process.stderr.write(`· ${text}\n`);

/** @param {number} since from Date.now() */
export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
