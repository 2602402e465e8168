// As many containers as asked for, made by the engine's own command line, and ended by their label.
const label = 'lens.bench=1';

/** @param {import('../test/support/engine/privateEngine.mjs').Engine} engine @param {number} count @returns {() => void} */
export function startMany({ docker, image }, count) {
  const stop = () => {
    const ids = docker('ps', '--all', '--quiet', '--filter', `label=${label}`).split('\n').filter((id) => id !== '');
    if (ids.length > 0) docker('rm', '--force', ...ids);
  };
  stop();
  for (let index = 0; index < count; index += 1) {
    docker('run', '--detach', '--label', label, '--name', `lens-bench-${String(index)}`, '--network', 'none', '--memory', '64m', image, 'sleep', '100000');
  }
  return stop;
}
