// Finds the request lines in one connection's bytes, however they are cut: head, then a body of Content-Length or chunks, then
// the next head. After an upgrade the rest is not HTTP. What cannot be read as HTTP is recorded as method "?", so that it fails the check.

/** @param {(request: { method: string, path: string }) => void} found @returns {(data: Buffer) => void} */
export function requestLines(found) {
  let rest = Buffer.alloc(0);
  /** @type {'head' | 'chunk' | 'trailer' | 'raw'} */
  let expects = 'head';
  let skip = 0;

  const untilMark = (/** @type {string} */ mark) => {
    const end = rest.indexOf(mark);
    if (end < 0) return undefined;
    const text = rest.subarray(0, end).toString('latin1');
    rest = rest.subarray(end + mark.length);
    return text;
  };

  const head = (/** @type {string} */ text) => {
    const [line = '', ...headers] = text.replace(/^(\r\n)+/, '').split('\r\n');
    const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(line) ?? [undefined, '?', line.slice(0, 200)];
    found({ method: method ?? '?', path: path ?? '' });
    const value = (/** @type {string} */ name) => headers.find((one) => one.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim();
    if (method === '?' || value('upgrade') !== undefined) return 'raw';
    if (/chunked/i.test(value('transfer-encoding') ?? '')) return 'chunk';
    skip = Number(value('content-length') ?? 0);
    return 'head';
  };

  /** @returns {boolean} whether there may be more to read */
  const step = () => {
    const skipped = Math.min(skip, rest.length);
    skip -= skipped;
    rest = rest.subarray(skipped);
    if (skip > 0 || rest.length === 0) return false;
    const text = untilMark(expects === 'head' ? '\r\n\r\n' : '\r\n');
    if (text === undefined) return false;
    if (expects === 'head') expects = head(text);
    else if (expects === 'trailer') expects = text === '' ? 'head' : 'trailer';
    else if (text !== '') {
      const size = Number.parseInt(text, 16);
      if (size === 0) expects = 'trailer';
      else skip = size + 2;
    }
    return expects !== 'raw';
  };

  return (data) => {
    if (expects === 'raw') return;
    rest = Buffer.concat([rest, data]);
    while (step());
  };
}
