/**
 * Stands in for the parts of dockerode that are not used: its own ssh (it checks no host key; ssh goes through the system's
 * `ssh`), BuildKit sessions, and what packs folders for builds. esbuild's `alias` puts it in their place.
 */
function leftOut(): never {
  throw new Error('This part of dockerode is not in the bundle');
}

export { leftOut as Client, leftOut as Server, leftOut as load, leftOut as loadSync, leftOut as loadPackageDefinition };
