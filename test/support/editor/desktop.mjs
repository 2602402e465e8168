// Desktop VS Code, where its download can be reached and there is a screen for its window. LENS_EDITOR=code-server: never.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onClose } from '../closing.mjs';
import { endProcesses, processOf } from '../processes.mjs';
import { run } from '../programs.mjs';
import { kept } from '../root.mjs';
import { say } from '../say.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';

const hasScreen = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

async function canDownload() {
  try {
    return (await fetch('https://update.code.visualstudio.com/api/releases/stable', { method: 'HEAD', signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<string | undefined>} the executable, downloaded once into .vscode-test/ */
export async function desktopPath() {
  if (process.env.LENS_EDITOR === 'code-server' || !hasScreen() || !(await canDownload())) return undefined;
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  say('Desktop VS Code (downloaded once into .vscode-test/)');
  return await downloadAndUnzipVSCode({ version: process.env.LENS_VSCODE === '1.100' ? '1.100.3' : 'stable', cachePath: kept });
}

/** @param {string} executable @param {{ vsix: string, env: Record<string, string>, folder: string }} what @returns {Promise<string>} */
export async function openDesktop(executable, { vsix, env, folder }) {
  const { resolveCliPathFromVSCodeExecutablePath } = await import('@vscode/test-electron');
  const own = tempFolder('desktop');
  const where = ['--user-data-dir', join(own, 'user'), '--extensions-dir', join(own, 'extensions'), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  run(resolveCliPathFromVSCodeExecutablePath(executable), [...where, '--install-extension', vsix]);
  const child = spawn(executable, [...where, '--disable-workspace-trust', folder], { env: { ...process.env, ...env }, stdio: 'ignore' });
  onClose(async () => {
    const window = child.pid === undefined ? null : processOf(child.pid);
    if (window) await endProcesses([window]);
    else child.kill();
    removeFolder(own);
  });
  return `in a VS Code window on ${folder}`;
}
