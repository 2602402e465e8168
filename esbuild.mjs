// Builds the three programs: the extension (Node, CommonJS, `vscode` given by the editor), the command line, the panels.
import { build } from 'esbuild';
import { chmod, rm } from 'node:fs/promises';

const production = !process.argv.includes('--dev');
const shared = { bundle: true, minify: production, sourcemap: production ? false : 'inline', logLevel: 'warning', legalComments: 'none' };
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs' };

await rm('dist', { recursive: true, force: true });
await Promise.all([
  build({ ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] }),
  build({ ...node, entryPoints: ['src/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } }),
  build({ ...shared, platform: 'browser', target: 'es2022', format: 'iife', entryPoints: ['media/panel/main.ts'], outfile: 'dist/panel.js' }),
]);
await chmod('dist/cli.js', 0o755);
