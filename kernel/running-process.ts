import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

function told(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return '';
  }
}

/** The set of processes among which a number means one process: one machine since it was switched on, one container. */
const neighbourhood = [
  hostname(),
  told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')).slice(0, 8),
  told(() => readlinkSync('/proc/self/ns/pid')).replaceAll(/\D/g, ''),
]
  .join('.')
  .replaceAll('~', '-');

/** Tells this run from an earlier one that had the same number, as happens in containers. */
const run = randomUUID().slice(0, 8);

/** Names this run of this process: `where~process~run`. No other process, now or later, has this name. */
export const thisProcess = `${neighbourhood}~${process.pid}~${run}`;

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether the process of that name lives. `unknown` where it cannot be seen from here: another machine,
 * another container, or this machine before it was last switched on.
 * @param name as `thisProcess` was there; what follows a further `~` is ignored
 */
export function stateOfProcess(name: string): 'alive' | 'gone' | 'unknown' {
  const [where, pid, ownRun] = name.split('~');
  if (where !== neighbourhood) return 'unknown';
  if (Number(pid) === process.pid) return ownRun === run ? 'alive' : 'gone';
  return lives(Number(pid)) ? 'alive' : 'gone';
}
