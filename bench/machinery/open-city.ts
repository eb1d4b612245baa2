import type { Clock } from '#kernel/clock';
import { readConfig } from '#kernel/config';
import { openPlatform, type Platform } from '#kernel/platform';
import { modules } from '../../apps/server/modules.ts';

/**
 * The whole platform with Yuyao's files on a server's database, its log silent, its workers not started.
 * @param seed what it is told of a simulated city, without which nobody has a demonstration account; none is made here
 */
export const openCity = (
  url: string,
  folder: string,
  { clock, seed = 'none' }: { readonly clock?: Clock; readonly seed?: 'none' | 'town' } = {},
): Promise<Platform> =>
  openPlatform({
    modules,
    ...(clock && { clock }),
    config: readConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: url,
      YAOJIANG_DATA: folder,
      CITY: 'cities/yuyao',
      SEED_SIZE: seed,
    }),
  });
