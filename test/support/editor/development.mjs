// How an extension that is not installed gets into the web workbench, and its tests with it: the workbench reads its
// configuration from a <meta> element, so `developmentOptions` is written there before its script runs.
// (A query `?payload=` is ignored by a release build, and answering the page from the test makes Chromium refuse its sockets.)

/** @param {import('playwright-core').Page} page @param {{ port: number }} server @param {{ extensions: readonly string[], tests?: string | undefined }} paths */
export async function developIn(page, { port }, { extensions, tests }) {
  const uri = (/** @type {string} */ path) => ({ $mid: 1, scheme: 'vscode-remote', authority: `127.0.0.1:${port}`, path });
  await page.addInitScript((options) => {
    if (window !== window.top) return; // it runs in every frame
    const write = () => {
      const meta = document.getElementById('vscode-workbench-web-configuration');
      const settings = meta?.getAttribute('data-settings');
      if (!meta || !settings) return false;
      const configuration = JSON.parse(settings);
      meta.setAttribute('data-settings', JSON.stringify({ ...configuration, developmentOptions: { ...configuration.developmentOptions, ...options } }));
      return true;
    };
    if (write()) return;
    const watcher = new MutationObserver(() => write() && watcher.disconnect());
    watcher.observe(document, { childList: true, subtree: true });
  }, { extensions: extensions.map(uri), ...(tests === undefined ? {} : { extensionTestsPath: uri(tests) }) });
}

/** @param {{ url: string }} server @param {string | undefined} folder @param {readonly (readonly [string, string])[]} [more] */
export function workbenchUrl({ url }, folder, more = []) {
  const query = new URLSearchParams(folder === undefined ? { ew: 'true' } : { folder });
  if (more.length > 0) query.set('payload', JSON.stringify(more));
  return `${url}/?${query}`;
}
