import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { machineEnvironment, type Config } from '#kernel/config';
import type { TestCity } from '#testing';

const root = join(import.meta.dirname, '..', '..', '..');

export interface Process {
  /** What it said first. */
  readonly said: string;
  /** As a machine that loses its power ends it. */
  kill(): Promise<void>;
}

async function running(child: ChildProcess): Promise<Process> {
  const gone = once(child, 'exit');
  const first = new Promise<string>((resolve) =>
    child.stdout?.once('data', (bytes: Buffer) => resolve(bytes.toString())),
  );
  const said = await Promise.race([
    first,
    gone.then(([code]) => Promise.reject(new Error(`ended with ${String(code)}`))),
  ]);
  child.stdout?.resume();
  return {
    said: said.trim(),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

const environmentOf = (config: Config): Record<string, string> => ({
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  SEED_SIZE: 'none',
  LAKE_MEMORY: '1GB',
  PASSWORD_COST: '10',
  CITY: config.CITY,
  YAOJIANG_DATA: config.YAOJIANG_DATA,
  DATABASE_URL: config.DATABASE_URL ?? '',
});

/** Of the platform's modules: neither the kernel's nor the one that lets a test be anybody. */
const ownFolders = (modules: readonly { readonly folder: string }[]): string[] =>
  modules.map(({ folder }) => folder).filter((folder) => folder.startsWith(join(root, 'platform')));

/** The city as a process of its own, on the store of a test city that was opened with `work: false`. It says its port. */
export function startCity({ platform }: TestCity): Promise<Process> {
  const { config, modules } = platform.services;
  const city = { environment: environmentOf(config), folders: ownFolders(modules) };
  return running(
    spawn(process.execPath, [join(root, 'tests/setup/city-worker.ts')], {
      env: { ...machineEnvironment(), TEST_CITY: JSON.stringify(city) },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}

export interface NodeStart {
  readonly skewMs?: number;
  /** Words before the program, as `ip netns exec`. */
  readonly before?: readonly string[];
}

/** `yj node` on the store of a test node, with a clock that is off. */
export function startNode(
  { platform }: TestCity,
  { skewMs = 0, before = [] }: NodeStart = {},
): Promise<Process> {
  const { config } = platform.services;
  const words = [
    ...before,
    process.execPath,
    '--import',
    join(import.meta.dirname, 'skewed-clock.ts'),
    join(root, 'apps/cli/main.ts'),
    'node',
    '--port',
    '0',
    '--every',
    '0.2',
  ];
  const [program = '', ...args] = words;
  return running(
    spawn(program, args, {
      cwd: root,
      env: { ...machineEnvironment(), ...environmentOf(config), CLOCK_SKEW_MS: String(skewMs) },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}
