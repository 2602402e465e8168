/** Values that say more than their instruction: an image's name, a user, a file that should stay out. */
import * as l10n from '@vscode/l10n';
import type { Said } from '../hover.js';
import { neutral, say, strengthens, weakens } from '../say.js';
import { user } from '../settings/user.js';

const layerFacts = ['root/root.layers'];

export function baseImage(name: string | undefined): Said {
  if (name === 'scratch') {
    return strengthens(l10n.t('An empty root'), 'layers', [
      say(l10n.t('No files at all: no shell, no package manager, nothing that an intruder finds ready. The program must bring what it needs.')),
      say(l10n.t('The kernel is the machine’s own all the same, and every system call stays in reach.')),
    ], layerFacts);
  }
  return neutral(l10n.t('Base image'), 'layers', [
    say(l10n.t('Its [layers](layers) are the bottom of the container’s root, read-only and shared with every container that uses them. There is no kernel in an image: the container runs on the machine’s own.')),
    name?.includes('@sha256:') === true
      ? say(l10n.t('Named by digest: always the same bytes.'))
      : say(l10n.t('A tag may point to other bytes tomorrow; a digest (`@sha256:…`) may not. Its `USER`, `ENV` and `VOLUME` are inherited; each `FROM` starts afresh.')),
  ], layerFacts);
}

/** An earlier stage in the place of an image. */
export function fromStage(name: string): Said {
  return neutral(l10n.t('An earlier stage as base'), 'layers', [
    say(l10n.t('Goes on from the stage {0} of this file: its [layers](layers), `USER`, `ENV` and `VOLUME` are those of this one too, with every file that is in them, secrets too.'), name),
  ], layerFacts);
}

export function stageName(): Said {
  return neutral(l10n.t('Build stage'), 'layers', [
    say(l10n.t('A name for this stage. Only the last stage (or the one that is asked for) becomes the image: compilers and secrets of the others are not in its [layers](layers) unless they are copied.')),
  ], layerFacts);
}

/** The builder takes quotes away, within a word too. */
export function userLine(text: string | undefined): Said {
  const said = user(text === undefined || text.includes('$') ? {} : { text: text.replace(/["']/g, '') });
  return {
    ...said,
    says: [...said.says, say(l10n.t('Holds for the `RUN`, `CMD` and `ENTRYPOINT` that follow; whoever starts the container may choose another.'))],
  };
}

const secretFile = /(^|\/)(\.env(\.\w+)?|id_(rsa|ed25519|ecdsa|dsa)|\.npmrc|\.netrc|\.pypirc|\.git-credentials|\.aws|\.ssh|\.docker|\.kube|kubeconfig|[^/]*\.(pem|key|p12|pfx|jks))\/?$/i;

/** A source of COPY or ADD. */
export function copied(source: string): Said | undefined {
  if (secretFile.test(source)) {
    return weakens(l10n.t('A secret in a layer'), 'layers', [
      say(l10n.t('{0} looks like a secret. A copied file stays in its [layer](layers) for everybody who has the image, even when a later line deletes it.'), source),
      say(l10n.t('`RUN --mount=type=secret` shows it to one command and leaves nothing behind.')),
    ], layerFacts);
  }
  if (/^https?:\/\//i.test(source)) {
    return neutral(l10n.t('Fetched by the builder'), 'layers', [
      say(l10n.t('Fetched when the image is built, by the builder and not in a container of yours. Without `--checksum` the bytes are whatever the server sends.')),
    ], layerFacts);
  }
  return source === '.' || source === './'
    ? neutral(l10n.t('The whole build context'), 'layers', [
      say(l10n.t('Everything in the folder that `.dockerignore` does not keep out, `.git` and `.env` files too, becomes part of a [layer](layers).')),
    ], layerFacts)
    : undefined;
}

export function directive(name: string): Said | undefined {
  switch (name) {
    case 'syntax': return neutral(l10n.t('The build’s own language'), 'layers', [
      say(l10n.t('The builder fetches this image and runs it to read the file: it decides what every line means, with the rights of the build. A digest ties it to known bytes.')),
    ]);
    case 'escape': return neutral(l10n.t('Escape character'), 'layers', [say(l10n.t('Only how lines are read: nothing in the image or around the container changes.'))]);
    case 'check': return neutral(l10n.t('Build checks'), 'layers', [say(l10n.t('Which checks the builder makes of the file: nothing in the image or around the container changes.'))]);
    default: return undefined;
  }
}

export function heredoc(keyword: string): Said {
  return keyword === 'RUN'
    ? neutral(l10n.t('A script in place'), 'layers', [
      say(l10n.t('All lines up to the end word run in one container and become one [layer](layers). The text itself is kept in the image’s history, secrets in it too.')),
    ], layerFacts)
    : neutral(l10n.t('A file in place'), 'layers', [
      say(l10n.t('All lines up to the end word become a file in the [layer](layers), owned by uid 0, readable for everybody who has the image.')),
    ], layerFacts);
}

export function variable(name: string, definedBy: 'ARG' | 'ENV' | undefined): Said {
  const title = l10n.t('Variable');
  switch (definedBy) {
    case 'ARG': return neutral(title, 'layers', [say(l10n.t('{0} is a build argument: the container does not have it in its environment, but the image’s history shows what it was.'), name)]);
    case 'ENV': return neutral(title, 'pid', [say(l10n.t('{0} is in the environment of every process of the container: `/proc/PID/environ` shows it.'), name)]);
    case undefined: return neutral(title, 'layers', [say(l10n.t('{0} is set by no line above in this stage: the builder takes it from the base image, or the shell decides when it runs.'), name)]);
  }
}
