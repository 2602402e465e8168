// Type-checked lint, with the walls of the design: sources → model ← explain ← views; imports point at the pure centre.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

const wall = (files, patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns, paths: [] }] } });
const only = (names, message) => ({ group: names, message });
const noVscode = only(['vscode'], 'Only extension.ts and views/ know the editor.');
const noFs = only(['node:fs', 'node:fs/*', 'fs', 'fs/*'], 'Only sources/hostFs.ts touches files.');
const noDocker = only(['dockerode', 'dockerode/*'], 'Only sources/engine.ts knows dockerode.');
const noToolkit = only(['@vscode/webview-ui-toolkit', '@vscode/webview-ui-toolkit/*'], 'Only media/panel/ui.ts imports the archived toolkit.');
const noSources = only(['**/sources/*', '**/sources/**'], 'This layer does not touch the machine.');
const noViews = only(['**/views/*', '**/views/**'], 'Views are the outermost layer.');
const noExplain = only(['**/explain/*', '**/explain/**'], 'Imports point at the pure centre.');
const noModelUp = only(['../*', '../**'], 'model imports nothing of ours.');
const noNode = only(['node:*'], 'This layer is pure.');

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/', 'test/fixtures/'] },
  js.configs.recommended,
  {
    files: ['src/**/*.ts', 'media/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './media/tsconfig.json', './test/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './test/tsconfig.json' })] },
    rules: {
      'import-x/no-cycle': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': 'off', 'max-lines-per-function': 'off', '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'URL', 'URLSearchParams', 'Buffer', 'fetch', 'performance', 'AbortController', 'AbortSignal', 'document', 'window', 'MutationObserver', 'getComputedStyle', 'structuredClone', 'queueMicrotask'].map((name) => [name, 'readonly'])) },
  },
  wall(['src/model/**'], [noVscode, noFs, noDocker, noToolkit, noSources, noViews, noExplain, noModelUp, noNode]),
  wall(['src/explain/**'], [noVscode, noFs, noDocker, noToolkit, noSources, noViews]),
  wall(['src/sources/**'], [noVscode, noFs, noDocker, noToolkit, noViews, noExplain]),
  wall(['src/sources/hostFs.ts'], [noVscode, noDocker, noToolkit, noViews, noExplain]),
  wall(['src/sources/engine.ts'], [noVscode, noFs, noToolkit, noViews, noExplain]),
  wall(['src/views/**'], [noFs, noDocker, noToolkit, noSources]),
  wall(['src/lens.ts', 'src/protocol.ts', 'src/ids.ts'], [noVscode, noFs, noDocker, noToolkit, noViews]),
  wall(['src/cli.ts', 'src/cli/**'], [noVscode, noDocker, noToolkit, noViews]),
  wall(['media/panel/**'], [noVscode, noFs, noDocker, noToolkit, noSources, noViews, noNode]),
  wall(['media/panel/ui.ts'], [noVscode, noFs, noDocker, noSources, noViews, noNode]),
);
