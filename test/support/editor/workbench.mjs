// A real VS Code workbench for a test or a screenshot: code-server with the extension installed, and a browser in front of it.
//
//   const workbench = await startWorkbench({ locale: 'ko' });        // one server and one browser; open as many pages as you like
//   const page = await workbench.open();                            // a page of its own, a clean workbench state
//   await showContainers(page);                                     // clicks our activity icon
//   await rowOf(page, 'lens-demo-web').click();                     // gestures.mjs has these
//   await runCommand(page, 'Isolation Lens: Explain Container');
//   const panel = panelOf(page);                                    // a FrameLocator for the webview
//   await workbench.stop();
//
// DOCKER_HOST of the environment reaches the extension. LENS_VSIX: a packed extension to use instead of packing one.
import { launchBrowser } from './browser.mjs';
import { startCodeServer } from './codeServer.mjs';
import { developIn, workbenchUrl } from './development.mjs';
import { quiet, untrusted } from './settings.mjs';
import { workspace } from '../demo/workspace.mjs';
import { inRoot } from '../root.mjs';
import { packExtension } from '../vsix.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ width?: number, height?: number }} Size */
/** @typedef {{ server: import('./codeServer.mjs').CodeServer, open: (size?: Size) => Promise<Page>, stop: () => Promise<void> }} Workbench */
/** @typedef {object} WorkbenchOptions
 * @property {string} [folder] what is opened; the sample workspace if not said
 * @property {string | undefined} [locale] such as ko
 * @property {string | undefined} [theme] the name in settings, such as 'Default Dark Modern'
 * @property {Record<string, unknown>} [settings] on top of the quiet ones
 * @property {Record<string, string | undefined>} [env] for the server, and so for the extension
 * @property {boolean} [restricted] the workspace is not trusted
 * @property {boolean} [development] run the checkout's dist/ as it is, not a packed and installed extension
 */

/** @param {WorkbenchOptions} [options] @returns {Promise<Workbench>} */
export async function startWorkbench({ folder = workspace, locale, theme, settings = {}, env = {}, restricted = false, development = false } = {}) {
  const all = { ...quiet, ...(theme === undefined ? {} : { 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false }), ...(restricted ? untrusted : {}), ...settings };
  const server = await startCodeServer({ settings: all, env, locale, trusting: !restricted, vsix: development ? undefined : packExtension() });
  const { browser, close } = await launchBrowser();
  return {
    server,
    open: async ({ width = 1280, height = 800 } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, permissions: ['clipboard-read', 'clipboard-write'] });
      const page = await context.newPage();
      if (development) await developIn(page, server, { extensions: [inRoot()] });
      await page.goto(workbenchUrl(server, folder), { timeout: 90_000, waitUntil: 'commit' });
      await page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
      return page;
    },
    stop: async () => {
      await close();
      await server.stop();
    },
  };
}
