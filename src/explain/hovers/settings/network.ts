/**
 * The network namespace, and what opens it.
 * https://man7.org/linux/man-pages/man7/network_namespaces.7.html
 */
import * as l10n from '@vscode/l10n';
import { type Asked, type Setting, isOn } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';
import { joinedOf } from './namespaces.js';

const facts = ['namespaces/net'];

export const networkMode: Setting = (asked) => {
  const title = l10n.t('Network namespace');
  const joined = joinedOf(asked);
  if (joined !== undefined) {
    return weakens(title, 'net', [
      say(l10n.t('Joins the [network namespace](net) of {0}: one loopback, one set of ports and addresses, one firewall for both, and each reaches what the other binds to `127.0.0.1`.'), joined),
    ], facts);
  }
  switch (asked.text) {
    case 'host': return weakens(title, 'net', [
      say(l10n.t('No [network namespace](net) of its own: it has the machine’s interfaces, listens on the machine’s ports directly, and reaches services bound to `127.0.0.1` and abstract Unix sockets.')),
      say(l10n.t('`CAP_NET_ADMIN` would change the machine’s own routes and firewall. Published ports mean nothing here.')),
    ], facts);
    case 'none': return strengthens(title, 'net', [
      say(l10n.t('Its own [network namespace](net) with nothing but a loopback interface: no packet leaves or enters.')),
      say(l10n.t('Unix sockets in shared directories still work: they are files.')),
    ], facts);
    case 'bridge': case 'default': return neutral(title, 'net', [
      say(l10n.t('Its own [network namespace](net), joined by a virtual cable to the engine’s bridge. Containers on the same bridge reach each other on every port.')),
    ], facts);
    default: return neutral(title, 'net', [
      say(l10n.t('The container has its own [network namespace](net): own interfaces, addresses, routes, firewall and ports.')),
      say(l10n.t('A network connects it to others: all containers on the same network reach each other on every port, published or not.')),
    ], facts);
  }
};

export const networkDriver: Setting = ({ text }) => {
  const title = l10n.t('Network driver');
  switch (text) {
    case 'host': return networkMode({ text });
    case 'none': return networkMode({ text });
    case 'macvlan': case 'ipvlan': return neutral(title, 'net', [
      say(l10n.t('Puts the container’s own interface directly on the physical network, with an address there, past the machine’s bridge and most of its firewall rules.')),
      say(l10n.t('The [network namespace](net) stays its own.')),
    ], facts);
    case 'overlay': return neutral(title, 'net', [say(l10n.t('One network across several machines (VXLAN). Traffic between them is unencrypted unless the driver option `encrypted` is set.'))], facts);
    default: return neutral(title, 'net', [say(l10n.t('A bridge in the machine’s network namespace, joined to each container’s own by a virtual cable. Bridges do not reach each other: the engine’s firewall rules keep them apart.'))], facts);
  }
};

export const networkInternal: Setting = (asked) => isOn(asked)
  ? strengthens(l10n.t('Internal network'), 'net', [
    say(l10n.t('No route leads out: its containers reach each other, not the internet or other networks.')),
    say(l10n.t('By default the machine itself can still be reached at the bridge’s address.')),
  ], facts)
  : neutral(l10n.t('Network with a way out'), 'net', [say(l10n.t('The default: containers reach the outside through the machine’s address translation.'))], facts);

/** `127.0.0.1:8080:80/tcp`, or the long syntax. */
function hostAddressOf({ text, raw, fields }: Asked): string | undefined {
  if (fields !== undefined) {
    return fields.get('host_ip');
  }
  const parts = (text ?? raw ?? '').match(/(?:\[[^\]]*\]|\$\{[^}]*\}|[^:])*(?::|$)/g) ?? [];
  return parts.filter((part) => part !== '').length > 2 ? parts[0]?.replace(/:$/, '') : undefined;
}

export const publishedPort: Setting = (asked) => {
  const address = hostAddressOf(asked);
  const title = l10n.t('Published port');
  if (address !== undefined && /^(127\.|\[?::1\]?$)/.test(address)) {
    return neutral(title, 'net', [
      say(l10n.t('Opens the container’s [network namespace](net) to processes of this machine only: {0} is loopback.'), address),
      say(l10n.t('Other containers of its networks reach the port with or without this line.')),
    ], facts);
  }
  return weakens(title, 'net', [
    say(l10n.t('Opens the container’s [network namespace](net) at this port to everyone who reaches the machine: without an address it listens on all interfaces.')),
    say(l10n.t('Docker’s own firewall rules come before those of `ufw` or `firewalld`, so their blocks do not apply. `127.0.0.1:` in front keeps it on this machine.')),
  ], facts);
};

export const publishAll: Setting = (asked) => isOn(asked)
  ? weakens(l10n.t('Publish every exposed port'), 'net', [
    say(l10n.t('Each port that the image merely documents with `EXPOSE` is opened on all interfaces of the machine, at a random number.')),
  ], facts)
  : neutral(l10n.t('Exposed ports'), 'net', [say(l10n.t('The default: `EXPOSE` publishes nothing.'))], facts);

export const exposedPort: Setting = () => neutral(l10n.t('Exposed port'), 'net', [
  say(l10n.t('Documents a port and opens nothing. Containers on the same network reach every port that is listened on, exposed or not; the machine’s outside reaches published ones only.')),
], facts);

export const networks: Setting = () => neutral(l10n.t('Networks'), 'net', [
  say(l10n.t('Each network adds an interface to the container’s own [network namespace](net). Services on a common network reach each other on every port; services without one do not.')),
  say(l10n.t('Separate networks are the simplest wall between services.')),
], facts);

export const networkAddress: Setting = () => neutral(l10n.t('Network address'), 'net', [
  say(l10n.t('An address or name inside the container’s network. It changes how others find it, not who reaches it: an address is no permission.')),
], facts);

export const nameResolution: Setting = () => neutral(l10n.t('Name resolution'), 'net', [
  say(l10n.t('Written to the container’s own `/etc/resolv.conf` or served by the engine’s resolver at `127.0.0.11`. Names change, reach does not.')),
], facts);

export const extraHosts: Setting = ({ text, raw }) => (text ?? raw ?? '').includes('host-gateway')
  ? weakens(l10n.t('A name for the machine'), 'net', [
    say(l10n.t('`host-gateway` is the machine’s address on the bridge: services of the machine that listen on all interfaces get a name in here.')),
    say(l10n.t('They could be reached by address before; the line makes it a habit.')),
  ], facts)
  : neutral(l10n.t('Extra host names'), 'net', [say(l10n.t('A line in the container’s own `/etc/hosts`. Names change, reach does not.'))], facts);

export const links: Setting = () => neutral(l10n.t('Links'), 'net', [
  say(l10n.t('An old way to name another container, which also copies its environment variables into this one on the default bridge. A common network does it without.')),
], facts);

export const macAddress: Setting = () => neutral(l10n.t('MAC address'), 'net', [
  say(l10n.t('The address of the interface in the container’s own [network namespace](net). It proves nothing about who is behind it.')),
], facts);
