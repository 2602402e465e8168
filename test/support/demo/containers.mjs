// Three real containers to look at, those of workspace/compose.yaml, made by the engine's own command line.
// They carry the labels that compose would give them, so that a hover over the file finds its running container.
import { onClose } from '../closing.mjs';
import { messageOf, say } from '../say.mjs';
import { workspace } from './workspace.mjs';

const site = 'lens-demo-site';
const mark = 'lens.demo=1';

/** @typedef {(...args: string[]) => string} Docker */

/** @param {string} service */
const labels = (service) => ['--label', mark, '--label', 'com.docker.compose.project=lens-demo', '--label', `com.docker.compose.service=${service}`,
  '--label', `com.docker.compose.project.working_dir=${workspace}`, '--label', `com.docker.compose.project.config_files=${workspace}/compose.yaml`];

/** @param {string} image @param {boolean} local whether the engine sees this machine's files */
const services = (image, local) => [
  { name: 'web', flags: ['--memory', '64m', '--cpus', '0.5', '--pids-limit', '64', '--security-opt', 'no-new-privileges:true'], image: site, command: [] },
  { name: 'proxy', flags: ['--network', 'container:lens-demo-web', '--read-only', '--cap-drop', 'ALL'], image,
    command: ['sh', '-c', 'while true; do wget -q -O /dev/null http://127.0.0.1:8080/; sleep 5; done'] },
  { name: 'worker', flags: ['--cap-add', 'SYS_PTRACE', '--cap-add', 'NET_ADMIN', ...(local ? ['--volume', `${workspace}/site:/site:ro`] : [])], image,
    command: ['sh', '-c', 'while true; do cat /site/* | md5sum > /tmp/sum; sleep 2; done'] },
];

/** Removes what carries the demo's label, of this run or of an earlier one. @param {Docker} docker */
export function removeDemo(docker) {
  const ids = docker('ps', '--all', '--quiet', '--filter', `label=${mark}`).split('\n').filter((id) => id !== '');
  if (ids.length > 0) docker('rm', '--force', '--volumes', ...ids);
  if (docker('images', '--quiet', site) !== '') docker('image', 'rm', site);
}

/** @param {Docker} docker @param {{ image: string, local: boolean }} options @returns {string[]} the names */
export function startContainers(docker, { image, local }) {
  removeDemo(docker);
  onClose(() => removeDemo(docker));
  docker('build', '--quiet', '--build-arg', `BASE=${image}`, '--tag', site, workspace);
  return services(image, local).flatMap(({ name, flags, image: from, command }) => {
    const full = `lens-demo-${name}`;
    try {
      docker('run', '--detach', '--name', full, '--stop-timeout', '1', ...labels(name), ...flags, from, ...command);
      return [full];
    } catch (error) {
      say(`The demo container ${full} did not start: ${messageOf(error)}`);
      return [];
    }
  });
}
