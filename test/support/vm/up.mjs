// From a shell:  node test/support/vm/up.mjs   boots the machine, prints how to reach it and runs until Ctrl+C.
import { closeAll, closeOnSignals } from '../closing.mjs';
import { messageOf, say } from '../say.mjs';
import { place } from './build.mjs';
import { startMachine } from './machine.mjs';
import { whyNoMachine } from './needs.mjs';

closeOnSignals({ code: 0, withParent: true });
try {
  const why = whyNoMachine();
  if (why !== undefined) throw new Error(why);
  const { host, sshPort } = await startMachine();
  console.log(`export DOCKER_HOST=${host}\n# ssh -i ${place}/key -p ${sshPort} root@127.0.0.1`);
  setInterval(() => undefined, 1 << 30);
} catch (error) {
  say(messageOf(error));
  await closeAll();
  process.exit(1);
}
