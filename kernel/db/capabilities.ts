import type { Text } from '../texts.ts';

/** What the store in use can do. A module asks these, never which store it is. */
export interface Capabilities {
  /** `ST_AsMVT` is there; else tiles are encoded in the process. */
  readonly vectorTiles: boolean;
  /** Several statements run at the same time. */
  readonly concurrentSessions: boolean;
  /** What was acknowledged outlives a power cut. */
  readonly powerLossSafe: boolean;
  /** One statement can be stopped and the session goes on; else the whole engine is replaced. */
  readonly statementCancel: boolean;
  /** Advisory locks exclude other sessions. */
  readonly advisoryLocks: boolean;
  readonly listenNotify: boolean;
  /** ICU collations such as `zh-x-icu` (order by pinyin). */
  readonly icuCollation: boolean;
  /** `for update skip locked` hands different rows to different workers. */
  readonly skipLocked: boolean;
}

export type StoreKind = 'embedded' | 'server';

interface Offer {
  readonly capabilities: Capabilities;
  /** Said at start, so that nobody learns them from an accident. */
  readonly promises: readonly Text[];
}

const crashSafe: Text = {
  zh: '进程被强行终止时，已确认的数据不丢失。',
  en: 'Nothing acknowledged is lost when the process is killed.',
};

/** The one table of what each store offers. */
export const offers: Readonly<Record<StoreKind, Offer>> = {
  embedded: {
    capabilities: {
      vectorTiles: false,
      concurrentSessions: false,
      powerLossSafe: false,
      statementCancel: false,
      advisoryLocks: false,
      listenNotify: false,
      icuCollation: false,
      skipLocked: true,
    },
    promises: [
      crashSafe,
      {
        zh: '断电时不作保证：内置数据库不强制写盘。城市级使用请设置 DATABASE_URL。',
        en: 'No promise on power loss: the embedded database does not force writes to disk. For a city, set DATABASE_URL.',
      },
      {
        zh: '语句逐条执行；超时的语句会使内置数据库重新打开（约两秒）。',
        en: 'Statements run one at a time; one that runs over its time makes the embedded database reopen (about two seconds).',
      },
    ],
  },
  server: {
    capabilities: {
      vectorTiles: true,
      concurrentSessions: true,
      powerLossSafe: true,
      statementCancel: true,
      advisoryLocks: true,
      listenNotify: true,
      icuCollation: true,
      skipLocked: true,
    },
    promises: [
      crashSafe,
      {
        zh: '断电时已确认的数据不丢失（以服务器 fsync 与 synchronous_commit 开启为前提）。',
        en: 'Nothing acknowledged is lost on power loss, as long as the server keeps fsync and synchronous_commit on.',
      },
    ],
  },
};
