// Output and verdict of tests that run inside the extension host, where console and stdout go nowhere: a wrapper around the
// real test runner sends both over a local socket, unaltered.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onClose } from '../closing.mjs';

/** @param {string} folder @param {string} tests the module with run() @returns {Promise<{ wrapper: string, passed: () => boolean }>} */
export async function listenForVerdict(folder, tests) {
  const socket = join(folder, 's');
  const wrapper = join(folder, 'wrapper.js');
  let passed = false;
  const server = createServer((connection) => {
    connection.on('error', () => undefined);
    createInterface({ input: connection }).on('line', (line) => {
      const message = JSON.parse(line);
      if (message.out !== undefined) process.stdout.write(message.out);
      if (message.err !== undefined) process.stderr.write(message.err);
      if (message.passed !== undefined) passed = message.passed;
    });
  });
  await new Promise((resolve) => server.listen(socket, () => resolve(undefined)));
  onClose(() => server.close());
  writeFileSync(wrapper, wrapperText(socket, tests));
  return { wrapper, passed: () => passed };
}

/** VS Code gives console and process accessors that ignore assignment, so they are redefined. @param {string} socket @param {string} tests */
const wrapperText = (socket, tests) => `
const { connect } = require('node:net');
const { format } = require('node:util');
const { Writable } = require('node:stream');
exports.run = async () => {
  const connection = connect(${JSON.stringify(socket)});
  await new Promise((resolve, reject) => connection.once('connect', resolve).once('error', reject));
  const send = (message) => connection.write(JSON.stringify(message) + '\\n');
  const define = (object, name, value) => Object.defineProperty(object, name, { value, writable: true, configurable: true });
  for (const [kind, names] of [['out', ['log', 'info', 'debug']], ['err', ['warn', 'error', 'trace']]])
    for (const name of names) define(console, name, (...words) => send({ [kind]: format(...words) + '\\n' }));
  for (const [kind, name] of [['out', 'stdout'], ['err', 'stderr']])
    define(process, name, new Writable({ write(data, _encoding, done) { send({ [kind]: data.toString() }); done(); } }));
  let passed = false;
  try {
    await require(${JSON.stringify(tests)}).run();
    passed = true;
  } catch (error) {
    send({ err: String(error?.stack ?? error) + '\\n' });
  }
  send({ passed });
  await new Promise((resolve) => connection.end(resolve));
  if (!passed) throw new Error('tests failed');
};
`;
