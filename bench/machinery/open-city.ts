import { readConfig } from '#kernel/config';
import { openPlatform, type Platform } from '#kernel/platform';
import { modules } from '../../apps/server/modules.ts';

/** The whole platform with Yuyao's files on a server's database, its log silent, its workers not started. */
export const openCity = (url: string, folder: string): Promise<Platform> =>
  openPlatform({
    modules,
    config: readConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: url,
      YAOJIANG_DATA: folder,
      CITY: 'cities/yuyao',
      SEED_SIZE: 'none',
    }),
  });
