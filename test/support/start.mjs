// `npm start`: installs what is missing, builds, starts something real to look at, opens VS Code with the extension on a sample
// workspace and says where. Ctrl+C ends everything that it started. LENS_PORT: a fixed port. LENS_EDITOR=code-server: no desktop window.
import { closeAll, closeOnSignals, onClose } from './closing.mjs';
import { ensureNodeModules } from './nodeModules.mjs';
import { ensurePackages, packages } from './packages.mjs';
import { messageOf, say } from './say.mjs';

closeOnSignals({ code: 0, withParent: process.env.npm_lifecycle_event !== undefined });

/** @param {string} vsix @param {Record<string, string>} env @returns {Promise<string>} where it is open */
async function openEditor(vsix, env) {
  const { desktopPath, openDesktop } = await import('./editor/desktop.mjs');
  const { workspace } = await import('./demo/workspace.mjs');
  const desktop = await desktopPath();
  if (desktop !== undefined) return await openDesktop(desktop, { vsix, env, folder: workspace });
  const { startCodeServer } = await import('./editor/codeServer.mjs');
  const { welcoming } = await import('./editor/settings.mjs');
  const server = await startCodeServer({ settings: welcoming, env, vsix, ...(process.env.LENS_PORT ? { port: Number(process.env.LENS_PORT) } : {}) });
  const watch = setInterval(() => {
    if (server.isRunning()) return;
    say(`VS Code ended by itself:\n${server.log().slice(-1000)}`);
    void closeAll().then(() => process.exit(1));
  }, 1000);
  onClose(() => clearInterval(watch));
  return `at ${server.url}/?folder=${encodeURIComponent(workspace).replaceAll('%2F', '/')}`;
}

async function main() {
  ensurePackages([packages.utilLinux, packages.iproute]);
  ensureNodeModules();
  say('Building');
  const { packExtension } = await import('./vsix.mjs'); // only now: what they import has just been installed
  const vsix = packExtension();
  const { startDemo } = await import('./demo/demo.mjs');
  const demo = await startDemo();
  const place = await openEditor(vsix, demo.env);
  say(`To look at: ${demo.says}`);
  say('Click the Isolation Lens icon in the activity bar, or run “Isolation Lens: Explain Container” (F1). Ctrl+C ends all of it.');
  console.log(`Isolation Lens is open ${place}`);
}

main().catch(async (error) => {
  say(messageOf(error));
  await closeAll();
  process.exit(1);
});
