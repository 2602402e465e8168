/** Gives a panel its page; what it shows comes by message. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { shellHtml } from './shell.js';

export function fillShell(panel: vscode.WebviewPanel, extension: vscode.Uri): void {
  const at = (...path: string[]) => vscode.Uri.joinPath(extension, ...path);
  const { webview } = panel;
  panel.iconPath = { light: at('media', 'isolation-light.svg'), dark: at('media', 'isolation-dark.svg') };
  webview.options = { enableScripts: true, localResourceRoots: [at('dist'), at('media')] };
  webview.html = shellHtml({
    nonce: randomBytes(16).toString('base64'),
    cspSource: webview.cspSource,
    script: webview.asWebviewUri(at('dist', 'panel.js')).toString(),
    style: webview.asWebviewUri(at('dist', 'panel.css')).toString(),
    language: vscode.env.language,
    title: 'Isolation Lens',
  });
}
