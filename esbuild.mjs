// Builds the three programs: the extension (Node, CommonJS, `vscode` given by the editor), the command line, the panels.
import { build, transform } from 'esbuild';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';

const production = !process.argv.includes('--dev');
const shared = { bundle: true, minify: production, sourcemap: production ? false : 'inline', logLevel: 'warning', legalComments: 'none' };
const node = { ...shared, platform: 'node', target: 'node20' };
const plain = { minify: production, legalComments: 'none' };

// Parts of dockerode that are not used: some would bring native files along, the rest packs folders for `docker build`.
const unused = ['ssh2', 'cpu-features', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs', 'tar-fs', '@balena/dockerignore'];
// The package is Node's own streams, published for other places.
const alias = { ...Object.fromEntries(unused.map((name) => [name, './src/sources/leftOut.ts'])), 'readable-stream': 'node:stream' };

/**
 * The programs for Node share their parts, and load what they need when they need it: a window in which nobody looks has no
 * parser and no engine client. esbuild splits ES modules only, the editor wants CommonJS, so the parts are turned into that.
 */
async function programs() {
  const entryPoints = ['src/extension.ts', 'src/cli.ts'];
  const { outputFiles } = await build({ ...node, alias, entryPoints, format: 'esm', splitting: true, chunkNames: 'part-[hash]', outdir: 'dist', external: ['vscode'], write: false });
  await mkdir('dist', { recursive: true });
  await Promise.all(outputFiles.map(async ({ path, text }) => {
    const { code } = await transform(text, { ...plain, format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false } });
    await writeFile(path, path.endsWith('cli.js') ? `#!/usr/bin/env node\n${code}` : code);
  }));
}

await rm('dist', { recursive: true, force: true });
try {
  await Promise.all([
    programs(),
    build({ ...shared, platform: 'browser', target: 'es2022', format: 'iife', entryPoints: ['media/panel/main.ts'], outfile: 'dist/panel.js' }),
    build({ ...shared, entryPoints: ['media/panel/panel.css'], outfile: 'dist/panel.css' }),
  ]);
} catch {
  process.exit(1); // esbuild has said what is wrong, with file and line
}
await chmod('dist/cli.js', 0o755);
