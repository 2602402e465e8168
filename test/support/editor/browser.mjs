// The machine's own Chromium, without a window, with a home folder that can be written.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { onClose } from '../closing.mjs';
import { programOf } from '../programs.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

/** @returns {string | undefined} LENS_CHROMIUM says another one */
export const chromiumPath = () => process.env.LENS_CHROMIUM ?? ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(programOf).find((path) => path !== undefined)
  ?? [chromium.executablePath()].find((path) => existsSync(path));

export async function launchBrowser() {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('no Chromium here (Debian: apt-get install chromium)');
  const home = tempFolder('browser');
  onClose(() => removeFolder(home));
  const browser = await chromium.launch({ executablePath, args: flags, env: { ...definedOnly(process.env), HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home }, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
  const close = onClose(async () => {
    await browser.close();
    removeFolder(home);
  });
  return { browser, close };
}

/** @param {NodeJS.ProcessEnv} env @returns {Record<string, string>} */
const definedOnly = (env) => /** @type {Record<string, string>} */ (Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)));
