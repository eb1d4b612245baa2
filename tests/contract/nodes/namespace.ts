import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ip = (words: string) => run('ip', words.split(' '), { timeout: 10_000 });

/** A network of its own for one process, as a department has: one line leads to the city, and nothing else does. */
export interface Namespace {
  /** Words before the program that runs there. */
  readonly before: readonly string[];
  /** Address under which the near end of its line is reached from there. */
  readonly line: string;
  /** Takes the line down: nothing goes over, and nobody is told. */
  cut(): Promise<unknown>;
  mend(): Promise<unknown>;
  close(): Promise<void>;
}

async function open(id: number): Promise<Namespace> {
  const name = `yaojiang-${id}`;
  const near = `yj${id}`;
  const net = `10.203.${1 + (id % 250)}`;
  await ip(`netns add ${name}`);
  const close = async () => void (await ip(`netns del ${name}`));
  try {
    await ip(`link add ${near} type veth peer name line netns ${name}`);
    await ip(`addr add ${net}.1/30 dev ${near}`);
    await ip(`link set ${near} up`);
    for (const words of ['link set lo up', `addr add ${net}.2/30 dev line`, 'link set line up'])
      await ip(`-n ${name} ${words}`);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    before: ['ip', 'netns', 'exec', name],
    line: `${net}.1`,
    cut: () => ip(`link set ${near} down`),
    mend: () => ip(`link set ${near} up`),
    close,
  };
}

/** A store that is reached by a socket of the file system is reached from every network of the machine. */
function requireSocket(store: string): void {
  const { hostname } = new URL(store);
  if (!decodeURIComponent(hostname).startsWith('/')) throw new Error('the store is reached by the network');
}

/**
 * A network namespace with its line, where the system allows one (Linux, root, iproute2); undefined elsewhere, and says so.
 * @param store of the process that will run there
 */
export async function openNamespace(store: string): Promise<Namespace | undefined> {
  try {
    requireSocket(store);
    return await open(process.pid);
  } catch (error) {
    const why = String(error instanceof Error ? error.message : error).split('\n')[0];
    process.stderr.write(
      `\nSKIPPED  no network namespace for the node here (${why}): the proxy alone is its line.\n`,
    );
    return undefined;
  }
}
