// VS Code writes log channels through a native module that npm ships as source. It is N-API, so it is compiled with nothing
// but a C++ compiler and the headers that came with the editor's Node: no python, no make, no node-gyp.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { ensurePackages, packages } from '../packages.mjs';
import { programOf } from '../programs.mjs';
import { messageOf, say } from '../say.mjs';

/** @param {string} inner the workbench's folder @param {string} headers of Node */
export async function buildLogWriter(inner, headers) {
  ensurePackages([packages.compiler]);
  const compiler = ['g++', 'c++', 'clang++'].map(programOf).find((path) => path !== undefined);
  if (compiler === undefined) return say('Without a C++ compiler the editor’s log channels stay empty; all else works');
  const module = join(inner, 'node_modules', '@vscode', 'spdlog');
  const addon = [join(module, 'node_modules', 'node-addon-api'), join(inner, 'node_modules', 'node-addon-api')].find(existsSync) ?? '';
  const out = join(module, 'build', 'Release');
  mkdirSync(out, { recursive: true });
  const flags = ['-fPIC', '-O1', '-std=c++17', '-pthread', '-DNODE_GYP_MODULE_NAME=spdlog', '-DBUILDING_NODE_EXTENSION', '-DNAPI_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS', '-DFMT_CONSTEVAL=', `-I${headers}`, `-I${addon}`, `-I${join(module, 'deps', 'spdlog', 'include')}`];
  const call = (/** @type {string[]} */ ...args) => promisify(execFile)(compiler, args, { cwd: module, timeout: 300_000 });
  try {
    await Promise.all(['main', 'logger'].map((name) => call('-c', ...flags, join('src', `${name}.cc`), '-o', join(out, `${name}.o`))));
    await call('-shared', '-pthread', join(out, 'main.o'), join(out, 'logger.o'), '-o', join(out, 'spdlog.node'));
  } catch (error) {
    say(`The editor’s log channels stay empty, their module could not be compiled: ${messageOf(error).slice(0, 400)}`);
  }
}
