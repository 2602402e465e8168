/** Which engine to ask, and who said so: Docker's command line's own order, with an option and our setting before it. */
import { isRead } from '../model/reading.js';
import type { ChosenBy } from '../model/snapshot.js';
import { configFolder, contextNamed, currentContext } from './contexts.js';
import type { EngineTrouble } from './errors.js';
import type { HostFs } from './hostFs.js';
import { type Tls, tlsIn } from './tls.js';
import { defaultEndpoint, wellKnownEndpoints } from './wellKnown.js';

export interface EndpointChoice {
  /** As Docker's command line writes it: `unix:///var/run/docker.sock`. */
  readonly endpoint: string;
  readonly chosenBy: ChosenBy;
  /** What led here: the variable, the file, the product. */
  readonly why: string;
  readonly context?: string;
  /** The context that would have been used if `DOCKER_HOST` were not set. */
  readonly hides?: string;
  readonly tls?: Tls;
  /** Known before anything was tried: a context that is not in the store. */
  readonly trouble?: EngineTrouble;
}

export interface EndpointWishes {
  /** `--host` */
  readonly host?: string;
  /** `--context` */
  readonly context?: string;
  /** The setting, in its order. */
  readonly setting?: readonly string[];
}

export interface EndpointWorld {
  readonly fs: HostFs;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Null where the platform has none. */
  readonly uid: number | null;
}

/**
 * The endpoints in the order to try them. Whoever chose one gets that one and no other; where nobody did, the default
 * comes first and the well-known sockets after it.
 */
export function endpointChoices(world: EndpointWorld, wishes: EndpointWishes = {}): readonly EndpointChoice[] {
  const chosen = optionChoice(world, wishes) ?? settingChoices(wishes) ?? environmentChoice(world) ?? configChoice(world);
  return chosen ?? [
    { endpoint: defaultEndpoint(world.platform), chosenBy: 'default', why: `where Docker listens by default${configTrouble(world)}` },
    ...wellKnownEndpoints(world.platform, world.env, world.home, world.uid)
      .map(({ endpoint, product }): EndpointChoice => ({ endpoint, chosenBy: 'well-known', why: product })),
  ];
}

function optionChoice(world: EndpointWorld, wishes: EndpointWishes): EndpointChoice[] | null {
  if (wishes.host !== undefined) {
    return [withTls(world, { endpoint: wishes.host, chosenBy: 'option', why: '--host' })];
  }
  return wishes.context === undefined ? null : [contextChoice(world, wishes.context, 'option', '--context')];
}

function settingChoices({ setting = [] }: EndpointWishes): EndpointChoice[] | null {
  return setting.length === 0 ? null : setting.map((endpoint) => ({ endpoint, chosenBy: 'setting', why: 'setting' }));
}

function environmentChoice(world: EndpointWorld): EndpointChoice[] | null {
  const { DOCKER_HOST: host = '', DOCKER_CONTEXT: context = '' } = world.env;
  if (host !== '') {
    const hidden = context !== '' ? context : currentName(world);
    return [withTls(world, { endpoint: host, chosenBy: 'DOCKER_HOST', why: 'DOCKER_HOST', ...(hidden && { hides: hidden }) })];
  }
  return context === '' ? null : [contextChoice(world, context, 'DOCKER_CONTEXT', 'DOCKER_CONTEXT')];
}

function configChoice(world: EndpointWorld): EndpointChoice[] | null {
  const folder = configFolder(world.env, world.home);
  const name = currentName(world);
  return name === undefined ? null : [contextChoice(world, name, 'config', `${folder}/config.json`)];
}

/** The context of `config.json`; undefined for the one called `default`, which is no context at all. */
function currentName(world: EndpointWorld): string | undefined {
  const name = currentContext(world.fs, configFolder(world.env, world.home));
  return isRead(name) && name.value !== 'default' ? name.value : undefined;
}

/** Docker's command line goes on without a file that it cannot use, and says so; so do we. */
function configTrouble(world: EndpointWorld): string {
  const name = currentContext(world.fs, configFolder(world.env, world.home));
  return isRead(name) || name.unread === 'absent' ? '' : `; ${name.from} cannot be used: ${name.detail ?? name.unread}`;
}

function contextChoice(world: EndpointWorld, name: string, chosenBy: ChosenBy, why: string): EndpointChoice {
  if (name === 'default') {
    const { DOCKER_HOST: host = '' } = world.env;
    const endpoint = host === '' ? defaultEndpoint(world.platform) : host;
    return { ...withTls(world, { endpoint, chosenBy, why }), context: name };
  }
  const context = contextNamed(world.fs, configFolder(world.env, world.home), name);
  if (isRead(context)) {
    const { host, tls } = context.value;
    return { endpoint: host, chosenBy, why, context: name, ...(tls && { tls }) };
  }
  const says = context.unread === 'absent' ? 'not in the context store' : context.detail ?? context.unread;
  const status = context.unread === 'denied' ? 'denied' : context.unread === 'absent' ? 'absent' : 'malformed';
  return { endpoint: `context ${name}`, chosenBy, why, context: name, trouble: { status, detail: `${context.from}: ${says}` } };
}

/** `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH` belong to every endpoint that is not a context's. */
function withTls(world: EndpointWorld, choice: EndpointChoice): EndpointChoice {
  const { DOCKER_TLS_VERIFY: verify = '', DOCKER_TLS: unverified = '', DOCKER_CERT_PATH: folder } = world.env;
  if (verify === '' && unverified === '') {
    return choice;
  }
  const tls = tlsIn(world.fs, folder ?? configFolder(world.env, world.home), verify === '');
  return { ...choice, tls: tls ?? { skipVerify: verify === '' } };
}
