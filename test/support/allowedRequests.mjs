// What the product may ask an engine, and nothing else: it looks, it never changes.
const paths = [
  /^\/_ping$/, /^\/version$/, /^\/info$/, /^\/events$/, /^\/(nodes|tasks|services)$/, /^\/containers\/json$/,
  /^\/containers\/[^/]+\/(json|top)$/, /^\/images\/json$/, /^\/images\/.+\/(json|history)$/,
];

/** @param {{ method: string, path: string }} request */
export function isAllowed({ method, path }) {
  const bare = path.replace(/\?.*$/s, '').replace(/^\/v\d+\.\d+(?=\/)/, '');
  if (method === 'GET' && /^(\/v[\d.]+)?\/containers\/[\w.-]+\/stats\?stream=false(&one-shot=true)?$/.test(path)) {
    return true;
  }
  return (method === 'GET' || method === 'HEAD') && !/(^|\/)\.\.?(\/|$)|%2f|%2e/i.test(bare) && paths.some((one) => one.test(bare));
}
