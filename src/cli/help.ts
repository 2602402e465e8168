export const help = `See what really separates a container from the machine it runs on.

  isolation-lens list [--json] [--all]
  isolation-lens explain CONTAINER [--json | --markdown] [--far-proc]
  isolation-lens explain --snapshot FILE [CONTAINER] [--json | --markdown]
  isolation-lens snapshot CONTAINER [--env]
  isolation-lens matrix [--json]
  isolation-lens machine [--json]
  isolation-lens hover FILE LINE COLUMN

CONTAINER is an id, a name, the first 4 or more characters of an id, or the pid of any process inside.

  --host URL          the engine to ask: unix://, npipe://, tcp:// or ssh://; may be given several times
  --context NAME      the engine to ask, as a Docker context; may be given several times
  --no-engine         ask no engine, read the kernel only
  --far-proc          explain: where the engine is behind ssh, read its machine's /proc by that ssh, with a script
                      that only reads; without this option nothing is run there
  --lang en|ko        language of the answer (en)
  --path.procfs DIR   a machine's /proc, seen elsewhere
  --path.sysfs DIR    a machine's /sys, seen elsewhere
  --all               list: stopped containers too
  --env               snapshot: environment values as they are, not masked
  -h, --help          this text
  -v, --version       the version

It only looks: nothing is started, run or changed in a container.
Exit codes: 0 answered, 1 not found or not readable, 2 wrong usage.
`;
