import { system } from '#kernel/actor';
import { readConfig } from '#kernel/config';
import type { Context } from '#kernel/context';
import { openPlatform } from '#kernel/platform';
import { modules } from '../server/modules.ts';

/** Opens the city of the present configuration for one piece of work; the embedded store must not be in use. */
export async function withPlatform<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const config = { ...readConfig(), LOG_LEVEL: 'warn' as const };
  const platform = await openPlatform({ config, modules, logTo: 2 });
  try {
    return await work(platform.contextFor(system, { requestId: 'cli' }));
  } finally {
    await platform.close();
  }
}
