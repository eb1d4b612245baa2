import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestCity } from './city.ts';

export interface WorkerProcess {
  /** As a machine that loses its power ends it: nothing is said, nothing tidied up. */
  kill(): Promise<void>;
}

/**
 * A process of its own that works on the jobs of a test city on a server's store (opened with `work: false`).
 * @param environment what the city was opened with besides
 */
export async function startWorkerProcess(
  { platform }: TestCity,
  environment: Readonly<Record<string, string>>,
): Promise<WorkerProcess> {
  const { config, modules } = platform.services;
  const city = {
    environment: {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      SEED_SIZE: 'none',
      LAKE_MEMORY: '1GB',
      YAOJIANG_DATA: config.YAOJIANG_DATA,
      CITY: config.CITY,
      DATABASE_URL: config.DATABASE_URL,
      ...environment,
    },
    ids: modules.map(({ id }) => id),
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'platform-worker.ts')], {
    env: { ...process.env, TEST_CITY: JSON.stringify(city) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}`);
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
