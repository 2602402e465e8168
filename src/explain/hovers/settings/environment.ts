/**
 * Environment, secrets, labels.
 * https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html
 */
import * as l10n from '@vscode/l10n';
import { type Asked, type Setting, pairOf } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';

const secretName = /(^|[_-])(PASS(WORD|WD|PHRASE)?|PWD|SECRET|TOKEN|CREDENTIALS?|(API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|SECRET)[_-]?KEY|AUTH)([_-]|$)/i;
const elsewhere = /[_-](FILE|PATH|DIR|NAME|ID|URL|TTL|LENGTH|EXPIRY|TYPE|SOCK)$/i;
/** A switch about secrets is none: `MYSQL_ALLOW_EMPTY_PASSWORD=1`. */
const switches = /^(?:0|1|true|false|yes|no|on|off)$/i;
const secretValue = /^(AKIA[A-Z0-9]{16}|gh[pousr]_\w{20,}|glpat-|sk-\w{16,}|xox[baprs]-|eyJ[\w-]+\.eyJ|-----BEGIN [A-Z ]*PRIVATE KEY|\w+:\/\/[^/\s:@]+:[^/\s@]+@)/;

/** By its name, or by the form of its value; a name that points elsewhere (`…_FILE`) is none. */
export function looksSecret(name: string | undefined, value: string | undefined): boolean {
  if (value !== undefined && secretValue.test(value)) {
    return true;
  }
  if (value !== undefined && switches.test(value)) {
    return false;
  }
  return name !== undefined && name !== 'PWD' && name !== 'OLDPWD' && secretName.test(name) && !elsewhere.test(name);
}

export const environment: Setting = (asked: Asked) => {
  const { name, value } = pairOf(asked);
  const seen = say(l10n.t('Every process inside inherits it; the machine’s root and the same user read it in `/proc/PID/environ`, and everybody who may talk to the engine in `docker inspect`.'));
  return looksSecret(name, value)
    ? weakens(l10n.t('A secret in the environment'), 'pid', [
      say(l10n.t('{0} looks like a secret.'), name ?? ''),
      seen,
      say(l10n.t('A mounted secret file (`/run/secrets/…`) is read by who needs it and inherited by nobody.')),
    ])
    : neutral(l10n.t('Environment'), 'pid', [seen]);
};

export const environmentFile: Setting = () => neutral(l10n.t('Environment from a file'), 'pid', [
  say(l10n.t('Read on your side and written into the container’s configuration: the file stays out, its values do not. They are in `/proc/PID/environ` and `docker inspect` like any others.')),
]);

export const secrets: Setting = () => strengthens(l10n.t('Secret'), 'mnt', [
  say(l10n.t('A file under `/run/secrets` in the container’s own [mount namespace](mnt), not a variable: it is not inherited and not in `docker inspect`.')),
  say(l10n.t('From a `file`, Compose makes it a bind mount of that file, with its permissions; a Swarm secret is kept in memory.')),
]);

export const configs: Setting = () => neutral(l10n.t('Config'), 'mnt', [
  say(l10n.t('A file that is mounted in the container’s own [mount namespace](mnt), readable by everybody in there.')),
]);

export const label: Setting = () => neutral(l10n.t('Label'), 'docker', [
  say(l10n.t('A note that the engine keeps; the kernel never sees it. Other programs may act on it (a proxy that publishes what a label asks for), and whoever may talk to the engine can read it.')),
]);
