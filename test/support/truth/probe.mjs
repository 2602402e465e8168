// Tries to read what it is told to, as whoever runs it, and prints what came of it: the witness of "cannot be read by this user".
// Standard input: { files, links, sockets }, lists of paths. Standard output: path → { text } or { error }.
import { readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';

const { files = [], links = [], sockets = [] } = JSON.parse(readFileSync(0, 'utf8'));
const found = {};
const attempt = (path, read) => {
  try {
    found[path] = { text: read(path) };
  } catch (error) {
    found[path] = { error: error.code };
  }
};
for (const path of files) attempt(path, (one) => readFileSync(one, 'utf8'));
for (const path of links) attempt(path, readlinkSync);
for (const path of sockets) {
  found[path] = await new Promise((resolve) => {
    const socket = connect(path, () => resolve({ text: 'connected' }));
    socket.on('error', (error) => resolve({ error: error.code })).setTimeout(5000, () => resolve({ error: 'ETIMEDOUT' }));
    socket.unref();
  });
}
process.stdout.write(JSON.stringify(found), () => process.exit(0));
