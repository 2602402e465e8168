/** Which engine to ask, and who said so: Docker's command line's own order, with an option and our setting before it. */
import { type NotRead, isRead } from '../model/reading.js';
import { endpointOf } from './endpoint.js';
import type { ChosenBy } from '../model/snapshot.js';
import { configFolder, contextNamed, contextStore, currentContext, setIn } from './contexts.js';
import type { EngineTrouble } from './errors.js';
import type { HostFs } from './hostFs.js';
import { type Tls, tlsIn } from './tls.js';
import { defaultEndpoint, wellKnownEndpoints } from './wellKnown.js';
import { oncePerPlace, placeOf } from './places.js';

export interface EndpointChoice {
  /** As Docker's command line writes it: `unix:///var/run/docker.sock`. */
  readonly endpoint: string;
  readonly chosenBy: ChosenBy;
  /** What led here: the variable, the file, the product. */
  readonly why: string;
  readonly context?: string;
  /** Whose socket it is, at a well-known place. */
  readonly product?: string;
  /** The context that would have been used if `DOCKER_HOST` were not set. */
  readonly hides?: string;
  readonly tls?: Tls;
  /** The program that connects to it, where it is behind ssh and a setting names one. */
  readonly ssh?: string;
  /** Why Docker's settings said nothing, where they are there. */
  readonly configTrouble?: string;
  /** Known before anything was tried: a context that is not in the store. */
  readonly trouble?: EngineTrouble;
}

export interface EndpointWishes {
  /** `--host`; several are asked all. */
  readonly host?: string | readonly string[];
  /** `--context`; several are asked all. */
  readonly context?: string | readonly string[];
  /** The setting, in its order. */
  readonly setting?: readonly string[];
  /** Further engines, by a setting: endpoints, names of contexts, or `all-contexts`. */
  readonly more?: readonly string[];
  /** The program for engines behind ssh; `ssh` on the PATH where none is named. */
  readonly ssh?: string;
}

/** The word of the setting for every context in the store. */
export const everyContext = 'all-contexts';

export interface EndpointWorld {
  readonly fs: HostFs;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Null where the platform has none. */
  readonly uid: number | null;
}

/**
 * The engines to ask, each place once: the one that Docker's command line would choose, those that the setting adds, and
 * the well-known sockets. Whoever names engines by an option gets those and no other.
 */
export function endpointChoices(world: EndpointWorld, wishes: EndpointWishes = {}): readonly EndpointChoice[] {
  const { ssh } = wishes;
  const options = optionChoices(world, wishes);
  const choices = (options.length > 0 ? oncePerPlace(world.fs, options) : withoutOptions(world, wishes))
    .map((choice) => ({ ...choice, endpoint: withoutPassword(choice.endpoint) }));
  return ssh === undefined ? choices : choices.map((choice) => (endpointOf(choice.endpoint).scheme === 'ssh' ? { ...choice, ssh } : choice));
}

/** An endpoint is shown and saved; no way to an engine uses a password in it: over ssh it is refused, over tcp passed over. */
function withoutPassword(endpoint: string): string {
  return endpoint.replace(/^(\w+:\/\/[^/?#:@]*):[^/?#]*@/, '$1:***@');
}

/** The chosen one comes first, unless the setting names it too: its list is an order as well. */
function withoutOptions(world: EndpointWorld, wishes: EndpointWishes): readonly EndpointChoice[] {
  const further = furtherOnes(world, wishes.more ?? []);
  const chosen = chosenOnes(world, wishes);
  const listed = new Set(further.map(({ endpoint }) => placeOf(world.fs, endpoint)));
  const [inList, before] = [true, false].map((is) => chosen.filter(({ endpoint }) => listed.has(placeOf(world.fs, endpoint)) === is));
  const inOrder = further.map((choice) => inList?.find(({ endpoint }) => placeOf(world.fs, endpoint) === placeOf(world.fs, choice.endpoint)) ?? choice);
  return oncePerPlace(world.fs, [...before ?? [], ...inOrder, ...wellKnownOnes(world)]);
}

function chosenOnes(world: EndpointWorld, wishes: EndpointWishes): readonly EndpointChoice[] {
  return settingChoices(world, wishes) ?? environmentChoice(world) ?? configChoice(world) ?? [
    { endpoint: defaultEndpoint(world.platform), chosenBy: 'default', why: 'where Docker listens by default', ...configTrouble(world) },
  ];
}

function optionChoices(world: EndpointWorld, { host = [], context = [] }: EndpointWishes): readonly EndpointChoice[] {
  return [
    ...[host].flat().map((endpoint) => withTls(world, { endpoint, chosenBy: 'option', why: '--host' })),
    ...[context].flat().flatMap((name) => (name === everyContext
      ? [contextChoice(world, 'default', 'option', everyContext), ...everyChoice(world, 'option')] : [contextChoice(world, name, 'option', '--context')])),
  ];
}

/** What has no "/" in it is the name of a context, as the store's names have none. */
function furtherOnes(world: EndpointWorld, more: readonly string[]): readonly EndpointChoice[] {
  return more.flatMap((wish) => {
    if (wish === everyContext) {
      return everyChoice(world, 'setting');
    }
    return wish.includes('/') ? withTls(world, { endpoint: wish, chosenBy: 'setting', why: 'setting' }) : contextChoice(world, wish, 'setting', 'setting');
  });
}

/** Those that cannot be used are named too: each has its own health. */
function everyChoice(world: EndpointWorld, chosenBy: ChosenBy): readonly EndpointChoice[] {
  const { contexts, broken } = contextStore(world.fs, configFolder(world.env, world.home));
  return [
    ...contexts.map(({ name, host, tls }): EndpointChoice => ({ endpoint: host, chosenBy, why: everyContext, context: name, ...(tls && { tls }) })),
    ...broken.map((each) => unusable(/([0-9a-f]{12})[0-9a-f]*\/meta\.json$/.exec(each.from)?.[1] ?? everyContext, { chosenBy, why: everyContext }, each)),
  ];
}

/**
 * Where Docker listens by default is one of them, unless the environment of this process says otherwise: that is as
 * plain a word as an option.
 */
function wellKnownOnes({ platform, env, home, uid }: EndpointWorld): readonly EndpointChoice[] {
  const byEnvironment = (env.DOCKER_HOST ?? '') !== '' || (env.DOCKER_CONTEXT ?? '') !== '';
  return [
    ...(byEnvironment ? [] : [{ endpoint: defaultEndpoint(platform), product: 'Docker' }]), ...wellKnownEndpoints(platform, env, home, uid),
  ].map(({ endpoint, product }) => ({ endpoint, chosenBy: 'well-known', why: product, product }));
}

function settingChoices(world: EndpointWorld, { setting = [] }: EndpointWishes): EndpointChoice[] | null {
  return setting.length === 0 ? null : setting.map((endpoint) => withTls(world, { endpoint, chosenBy: 'setting', why: 'setting' }));
}

function environmentChoice(world: EndpointWorld): EndpointChoice[] | null {
  const { DOCKER_HOST: host = '', DOCKER_CONTEXT: context = '' } = world.env;
  if (host !== '') {
    const hidden = context !== '' ? context : currentName(world);
    return [withTls(world, { endpoint: host, chosenBy: 'DOCKER_HOST', why: 'DOCKER_HOST', ...(hidden !== undefined && hidden !== 'default' && { hides: hidden }) })];
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
function configTrouble(world: EndpointWorld): Pick<EndpointChoice, 'configTrouble'> {
  const name = currentContext(world.fs, configFolder(world.env, world.home));
  return isRead(name) || name.unread === 'absent' ? {} : { configTrouble: `${name.from}: ${name.detail ?? name.unread}` };
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
  return unusable(name, { chosenBy, why }, context);
}

function unusable(name: string, by: Pick<EndpointChoice, 'chosenBy' | 'why'>, { unread, from, detail }: NotRead): EndpointChoice {
  const says = unread === 'absent' ? 'not in the context store' : detail ?? unread;
  const status = unread === 'denied' ? 'denied' : unread === 'absent' ? 'absent' : 'malformed';
  return { endpoint: `context ${name}`, ...by, context: name, trouble: { status, detail: `${from}: ${says}` } };
}

/** `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH` belong to every endpoint that is not a context's. */
function withTls(world: EndpointWorld, choice: EndpointChoice): EndpointChoice {
  const { DOCKER_TLS_VERIFY: verify = '', DOCKER_TLS: unverified = '' } = world.env;
  if (verify === '' && unverified === '') {
    return choice;
  }
  const tls = tlsIn(world.fs, setIn(world.env, 'DOCKER_CERT_PATH') ?? configFolder(world.env, world.home), verify === '');
  return { ...choice, tls: tls ?? { skipVerify: verify === '' } };
}
