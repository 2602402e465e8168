/**
 * A module used by somebody who may do little. The checkout may be closed to others (`mktemp -d` makes such folders), so
 * the program starts as root, uses the module once, by which all that it needs is loaded, and becomes nobody then.
 */
import { execFileSync } from 'node:child_process';

/** Why it cannot be done; undefined where it can. */
export function whyNotNobody(): string | undefined {
  return process.getuid?.() === 0 ? undefined : 'needs root to become somebody else';
}

/** `use` is the text of a function of the module, `(m) => …`; its result, or what its promise gives, comes back through JSON. */
export function asNobody(module: URL, use: string): unknown {
  const script = `import(${JSON.stringify(module.href)}).then(async (found) => {
    const use = ${use};
    await use(found.default ?? found);
    process.setgroups([65534]); process.setgid(65534); process.setuid(65534);
    console.log(JSON.stringify(await use(found.default ?? found)));
  })`;
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', '-e', script], { encoding: 'utf8' }));
}
