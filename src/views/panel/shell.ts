/**
 * The page around a panel: no content of its own, nothing remote, no inline script or style. Only constants and the
 * editor's own addresses are put in; what is foreign reaches the page as data, by message.
 */
export interface Shell {
  readonly nonce: string;
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** BCP 47, as the editor's display language. */
  readonly language: string;
  readonly title: string;
}

export function shellHtml(shell: Shell): string {
  const { nonce, cspSource } = shell;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(shell.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(shell.title)}</title>
<link rel="stylesheet" nonce="${nonce}" href="${attribute(shell.style)}">
</head>
<body>
<main id="root"></main>
<script nonce="${nonce}" src="${attribute(shell.script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
