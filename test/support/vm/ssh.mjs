// One connection into the machine, kept open: a login there takes seconds.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programOf, run } from '../programs.mjs';

/** @param {{ key: string, hostKey: string, folder: string, port: number }} way folder: for its socket; not longer than 80 characters */
export function sshInto({ key, hostKey, folder, port }) {
  const known = join(folder, 'known_hosts');
  const [kind, text] = readFileSync(`${hostKey}.pub`, 'utf8').split(' ');
  writeFileSync(known, `lens-vm ${kind} ${text}\n`);
  const trust = { IdentityFile: key, IdentitiesOnly: 'yes', UserKnownHostsFile: known, HostKeyAlias: 'lens-vm', StrictHostKeyChecking: 'yes', BatchMode: 'yes', LogLevel: 'ERROR', ConnectTimeout: '60' };
  const wordsOf = (/** @type {Record<string, string>} */ options) => Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const words = ['-F', 'none', '-p', String(port), ...wordsOf({ ...trust, ControlMaster: 'auto', ControlPath: join(folder, 'ssh'), ControlPersist: '120' })];
  return {
    /** A folder to be put before PATH: its `ssh` trusts this machine and is trusted by it, whatever else it is called with. */
    programs: () => {
      mkdirSync(join(folder, 'bin'), { recursive: true });
      writeFileSync(join(folder, 'bin', 'ssh'), `#!/bin/sh\nexec ${programOf('ssh')} -F none ${wordsOf(trust).join(' ')} "$@"\n`, { mode: 0o755 });
      return join(folder, 'bin');
    },
    /** @param {string} script for its `sh` @returns {string} what it printed; throws where it fails */
    run: (script) => run('ssh', [...words, 'root@127.0.0.1', 'sh', '-s'], { input: script, stdio: ['pipe', 'pipe', 'pipe'], timeout: 120_000 }),
    end: () => void spawnSync('ssh', [...words, '-O', 'exit', 'root@127.0.0.1'], { stdio: 'ignore', timeout: 5000 }),
  };
}
