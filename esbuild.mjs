// Builds the three programs: the extension (Node, CommonJS, `vscode` given by the editor), the command line, the panels.
import { build } from 'esbuild';
import { chmod, rm } from 'node:fs/promises';

const production = !process.argv.includes('--dev');
const shared = { bundle: true, minify: production, sourcemap: production ? false : 'inline', logLevel: 'warning', legalComments: 'none' };
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs' };

// Parts of dockerode that are not used and would bring native files along.
const unused = ['ssh2', 'cpu-features', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs'];
const alias = Object.fromEntries(unused.map((name) => [name, './src/sources/leftOut.ts']));

/** Leaves imports of ours as they are, to be found beside the bundle. @param {...string} paths */
const apart = (...paths) => ({
  name: 'apart',
  /** @param {import('esbuild').PluginBuild} program */
  setup: (program) => program.onResolve({ filter: /^\.\// }, ({ path }) => (paths.includes(path) ? { path, external: true } : undefined)),
});

await rm('dist', { recursive: true, force: true });
try {
  await Promise.all([
    // What touches the machine, and the hovers with their parsers, are loaded when first needed: until then the extension costs little.
    build({ ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'], plugins: [apart('./thisMachine.js', './hoverProgram.js', './conceptProgram.js')], supported: { 'dynamic-import': false } }),
    build({ ...node, alias, entryPoints: ['src/thisMachine.ts'], outfile: 'dist/thisMachine.js' }),
    build({ ...node, entryPoints: ['src/hoverProgram.ts'], outfile: 'dist/hoverProgram.js', external: ['vscode'] }),
    build({ ...node, entryPoints: ['src/conceptProgram.ts'], outfile: 'dist/conceptProgram.js' }),
    build({ ...node, alias, entryPoints: ['src/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } }),
    build({ ...shared, platform: 'browser', target: 'es2022', format: 'iife', entryPoints: ['media/panel/main.ts'], outfile: 'dist/panel.js' }),
    build({ ...shared, entryPoints: ['media/panel/panel.css'], outfile: 'dist/panel.css' }),
  ]);
} catch {
  process.exit(1); // esbuild has said what is wrong, with file and line
}
await chmod('dist/cli.js', 0o755);
