/** Which containers came from this file. A label that is not there proves nothing, so then there is no live line. */
import type { BuiltOn } from '../../model/imageLayers.js';
import type { Came, LiveContainer } from './live.js';

/** `service` narrows a compose file's containers to one of its services. */
export function liveFor(file: string, service: string | undefined, containers: readonly LiveContainer[]): Came[] {
  return containers.filter((live) => fromCompose(live, file, service)).map((live) => ({ live, evidence: { by: 'compose' } }));
}

/** Compose writes the files' paths (with commas between them) and the service on each container. */
function fromCompose(live: LiveContainer, file: string, service: string | undefined): boolean {
  const folder = labelOf(live, 'com.docker.compose.project.working_dir');
  const files = (labelOf(live, 'com.docker.compose.project.config_files') ?? '').split(',')
    .map((name) => (folder === undefined || isAbsolute(name) ? name : `${folder}/${name}`));
  return files.some((name) => name !== '' && samePath(name, file))
    && (service === undefined || labelOf(live, 'com.docker.compose.service') === service);
}

/** The dev container command line writes the workspace's folder and the configuration's path. */
export function liveForDevContainer(file: string, containers: readonly LiveContainer[]): Came[] {
  return containers.filter((live) => {
    const config = labelOf(live, 'devcontainer.config_file');
    const folder = labelOf(live, 'devcontainer.local_folder');
    return config === undefined ? folder !== undefined && workspaceOf(file) === normal(folder) : samePath(config, file);
  }).map((live) => ({ live, evidence: { by: 'devcontainer' } }));
}

/** `/w/.devcontainer/python/devcontainer.json` and `/w/.devcontainer.json` are of `/w`. */
function workspaceOf(file: string): string {
  return normal(file).replace(/\/(\.devcontainer(\/[^/]+)?\/devcontainer\.json|\.devcontainer\.json)$/, '');
}

export interface DockerfileMade {
  readonly fileName: string;
  /** The title that its LABEL writes. */
  readonly title: string | undefined;
  /** The image that its last stage begins with. */
  readonly base: string | undefined;
}

/**
 * An image does not say which Dockerfile it came from. Evidence: compose built it (the image has the name that compose
 * gives to what it builds) in this folder or for a service with this folder's name, a dev container of the workspace,
 * or a title that the file's own LABEL writes. Where there is none of that, whatever is built on the same image.
 */
export function liveForDockerfile({ fileName, title, base }: DockerfileMade, containers: readonly LiveContainer[]): Came[] {
  const folder = normal(fileName).replace(/\/[^/]*$/, '');
  const labelled = containers.flatMap((live): Came[] => {
    const by = builtIn(live, folder) ? 'built' : devContainerIn(live, folder) ? 'devcontainer' : hasTitle(live, title) ? 'title' : undefined;
    return by === undefined ? [] : [{ live, evidence: { by } }];
  });
  return labelled.length > 0 || base === undefined ? labelled : onBase(base, containers);
}

/** Those with layers of their own first: an image that has just those of the base was hardly built. */
function onBase(base: string, containers: readonly LiveContainer[]): Came[] {
  const by = (wanted: BuiltOn) => containers.filter((live) => live.builtOn(base) === wanted).map((live): Came => ({ live, evidence: { by: wanted, image: base } }));
  return [...by('more'), ...by('same')];
}

function hasTitle(live: LiveContainer, title: string | undefined): boolean {
  return title !== undefined && title !== '' && labelOf(live, 'org.opencontainers.image.title') === title;
}

function builtIn(live: LiveContainer, folder: string): boolean {
  const project = labelOf(live, 'com.docker.compose.project');
  const service = labelOf(live, 'com.docker.compose.service');
  const root = labelOf(live, 'com.docker.compose.project.working_dir');
  if (project === undefined || service === undefined || root === undefined) {
    return false;
  }
  const image = (live.container.image ?? '').replace(/:latest$/, '');
  const built = image === `${project}-${service}` || image === `${project}_${service}`;
  return built && (normal(root) === folder || `${normal(root)}/${service}` === folder);
}

function devContainerIn(live: LiveContainer, folder: string): boolean {
  const workspace = labelOf(live, 'devcontainer.local_folder');
  return workspace !== undefined && `${folder}/`.startsWith(`${normal(workspace)}/.devcontainer/`);
}

function labelOf({ labels }: LiveContainer, name: string): string | undefined {
  return labels.get(name);
}

function isAbsolute(path: string): boolean {
  return /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

const samePath = (one: string, other: string): boolean => normal(one) === normal(other);

/** Forward slashes, no `.` and no slash at the end, a small drive letter. */
function normal(path: string): string {
  return path.replace(/\\/g, '/').replace(/^[A-Z]:/, (drive) => drive.toLowerCase()).replace(/\/(\.\/)+/g, '/').replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
}
