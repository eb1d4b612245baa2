import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from '#kernel/context';
import { openStore, type Store } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Check } from '../records.ts';
import { serveBeside, verifyBeside, type Place } from './beside.ts';
import { measure } from './disk.ts';
import { dropDatabase, makeDatabase } from './drill-store.ts';
import { checksumOf } from './dump.ts';
import { rowsOf, type Manifest } from './manifest.ts';
import { restoreBackup } from './restore.ts';
import { findTables, nameOf, settle } from './tables-store.ts';

export interface DrillOptions {
  readonly from: string;
  readonly passphrase: string;
  readonly signal?: AbortSignal | undefined;
  readonly told?: (step: Check['name']) => void;
}

export interface DrillReport {
  readonly manifest: Manifest;
  readonly equal: boolean;
  readonly store: 'embedded' | 'server';
  readonly restoreSeconds: number;
  readonly seconds: number;
  readonly checks: readonly Check[];
}

type Drilling = Pick<Services, 'config' | 'store' | 'log'>;

/** Which tables are not as the manifest says, row by row of their whole content. */
async function compareTables(store: Store, { tables, modules }: Manifest): Promise<string[]> {
  return store.transaction(
    async (tx) => {
      await settle(tx);
      const shapes = new Map((await findTables(tx)).map((table) => [nameOf(table), table]));
      const unequal: string[] = [];
      for (const { table, rows, checksum } of tables) {
        const shape = shapes.get(table);
        const found = shape && (await checksumOf(store, tx, shape, modules));
        if (found?.rows !== rows || found.checksum !== checksum) unequal.push(table);
      }
      const known = new Set(tables.map(({ table }) => table));
      return [...unequal, ...[...shapes.keys()].filter((name) => !known.has(name))];
    },
    { isolation: 'repeatable read', timeoutMs: 0 },
  );
}

async function compareFiles(folder: string, { files }: Manifest): Promise<string[]> {
  const unequal: string[] = [];
  for (const { path, sha256 } of files) {
    const found = await measure(join(folder, path)).catch(() => undefined);
    if (found?.sha256 !== sha256) unequal.push(path);
  }
  return unequal;
}

const same = (count: number, unequal: readonly string[], what: Text): { ok: boolean; detail: Text } => ({
  ok: unequal.length === 0,
  detail:
    unequal.length === 0
      ? { zh: `${count} ${what.zh}，校验和全部一致`, en: `${count} ${what.en}, all equal by checksum` }
      : {
          zh: `${count} ${what.zh}中 ${unequal.length} 个不一致：${unequal.slice(0, 5).join('、')}`,
          en: `${unequal.length} of ${count} ${what.en} differ: ${unequal.slice(0, 5).join(', ')}`,
        },
});

type Seen = Pick<Check, 'ok' | 'skipped' | 'detail'>;

const notBuilt: Seen = {
  ok: false,
  skipped: true,
  detail: {
    zh: '本程序没有构建页面，页面未比对。运行 npm start 会构建页面。',
    en: 'The pages of this program are not built, so the page was not compared. npm start builds them.',
  },
};

async function asks(address: string, path: string): Promise<Seen> {
  const answer = await fetch(`${address}${path}`, { signal: AbortSignal.timeout(60_000) });
  await answer.arrayBuffer();
  // The restored city runs on this very program: what has no page here has none there.
  if (path === '/' && answer.status === 404) return notBuilt;
  const words = `${path} → ${answer.status}`;
  return { ok: answer.ok, detail: { zh: words, en: words } };
}

class Report {
  readonly checks: Check[] = [];
  readonly #options: DrillOptions;

  constructor(options: DrillOptions) {
    this.#options = options;
  }

  /** Looks at one thing; what goes wrong in looking is a fault of it, and the others are looked at all the same. */
  async look(name: Check['name'], work: () => Promise<Seen>): Promise<void> {
    this.#options.signal?.throwIfAborted();
    this.#options.told?.(name);
    const begun = performance.now();
    const found = await work().catch((error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      return { ok: false, detail: { zh: words, en: words } };
    });
    this.checks.push({ name, ...found, seconds: Math.round(performance.now() - begun) / 1000 });
  }
}

async function compare(drilling: Drilling, place: Place, manifest: Manifest, report: Report): Promise<void> {
  const { config } = drilling;
  await report.look('tables', async () => {
    const store = await openStore({ url: place.database, folder: place.data });
    try {
      const words = { zh: `张表（${rowsOf(manifest)} 行）`, en: `tables (${rowsOf(manifest)} rows)` };
      return same(manifest.tables.length, await compareTables(store, manifest), words);
    } finally {
      await store.close();
    }
  });
  await report.look('files', async () =>
    same(manifest.files.length, await compareFiles(place.data, manifest), {
      zh: '个文件与批次',
      en: 'files and batches',
    }),
  );
  await report.look('ledger', async () => {
    const { ok, size, fault } = await verifyBeside(config, place);
    return ok
      ? { ok, detail: { zh: `账本完整，${size} 条`, en: `the ledger is whole, ${size} entries` } }
      : { ok, detail: { zh: `账本不完整：${fault}`, en: `the ledger is not whole: ${fault}` } };
  });
  await report.look('answers', () =>
    serveBeside(config, place, async (address) => {
      const ready = await asks(address, '/readyz');
      await report.look('page', () => asks(address, '/'));
      return ready;
    }),
  );
}

/**
 * Restores a backup beside the city, on its own data folder and database, starts it on 127.0.0.1 without jobs and
 * compares it with what the backup says the city was. Nothing of it is left afterwards.
 * @throws Problem as `restoreBackup` does
 */
export async function drillBackup(drilling: Drilling, options: DrillOptions): Promise<DrillReport> {
  const begun = performance.now();
  const name = `drill_${crypto.randomUUID().slice(0, 8)}`;
  const database = await makeDatabase(drilling, name);
  const place: Place = {
    data: join(drilling.config.dataFolder, 'drills', name),
    ...(database && { database }),
  };
  const report = new Report(options);
  try {
    const restoring = performance.now();
    options.told?.('restored');
    const manifest = await restoreBackup({ from: options.from, passphrase: options.passphrase, ...place });
    const restoreSeconds = Math.round(performance.now() - restoring) / 1000;
    const words = { zh: `已恢复 ${manifest.id}`, en: `${manifest.id} restored` };
    report.checks.push({ name: 'restored', ok: true, seconds: restoreSeconds, detail: words });
    await compare(drilling, place, manifest, report);
    return {
      manifest,
      equal: report.checks.every(({ ok, skipped }) => ok || skipped === true),
      store: database === undefined ? 'embedded' : 'server',
      restoreSeconds,
      seconds: Math.round(performance.now() - begun) / 1000,
      checks: report.checks,
    };
  } finally {
    await rm(place.data, { recursive: true, force: true });
    if (database !== undefined) await dropDatabase(drilling, name);
  }
}
