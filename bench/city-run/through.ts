import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Spent, State } from '#simulator';

const root = join(import.meta.dirname, '..', '..');
const hook = join(root, 'apps', 'server', 'testing', 'crash-hook.ts');

export interface Through {
  readonly url: string;
  /** Of the city's lake and files. */
  readonly folder: string;
  /** Of the simulated files. */
  readonly files: string;
  readonly size: string;
}

export interface Ran {
  readonly whole: boolean;
  readonly spent: readonly Spent[];
  readonly state: State;
}

export interface Ended {
  /** What it came to; undefined when it was killed. */
  readonly ran: Ran | undefined;
  readonly seconds: number;
}

/** How a run is cut off: after so many seconds, or by what the hook in it reads. */
export interface Cut {
  readonly afterSeconds?: number;
  readonly hooked?: Readonly<Record<string, string>>;
}

/**
 * `yj simulate --run` in a process of its own, on a city of its own.
 * @throws when it ends by itself without having come through
 */
export async function bringThrough({ url, folder, files, size }: Through, cut: Cut = {}): Promise<Ended> {
  const begun = performance.now();
  const command = ['simulate', '--run', '--size', size, '--seed', '1', '--out', files, '--json'];
  const child = spawn(
    process.execPath,
    [...(cut.hooked ? ['--import', hook] : []), join(root, 'apps', 'cli', 'main.ts'), ...command],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: url, YAOJIANG_DATA: folder, ...cut.hooked },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const timer =
    cut.afterSeconds === undefined
      ? undefined
      : setTimeout(() => child.kill('SIGKILL'), cut.afterSeconds * 1000);
  const [said, [code, signal]] = await Promise.all([
    text(child.stdout),
    once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  clearTimeout(timer);
  const seconds = (performance.now() - begun) / 1000;
  if (signal === 'SIGKILL') return { ran: undefined, seconds };
  if (code !== 0) throw new Error(`the run ended with ${signal ?? code}: ${said.slice(-500)}`);
  return { ran: JSON.parse(said) as Ran, seconds };
}
