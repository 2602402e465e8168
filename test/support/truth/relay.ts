/** A port of the loopback device that leads into another network namespace: bytes are passed on, nothing is looked at. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { onClose } from '../closing.mjs';
import { programOf } from '../programs.mjs';

/** `pid`: a process in there. Gives the port out here. */
export function relayInto(pid: number, port: number): Promise<number> {
  const server = createServer((socket) => {
    const far = spawn(programOf('nsenter') ?? 'nsenter', ['-t', String(pid), '-n', programOf('busybox') ?? 'busybox', 'nc', '127.0.0.1', String(port)], { stdio: ['pipe', 'pipe', 'ignore'] });
    const end = (): void => {
      far.kill();
      socket.destroy();
    };
    socket.on('error', end).on('close', end).pipe(far.stdin).on('error', end);
    far.on('error', end).on('exit', end).stdout.pipe(socket);
  });
  onClose(() => server.close());
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
