import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Dataset } from './dataset.ts';

/** Whom a dataset may reach besides its provider: nobody, or the departments of the city; opened it is in neither case. */
export type Onward = 'none' | 'departments';

export interface SharingLimit {
  readonly dataset: string;
  /** Who placed it: `sources.contract:<code>`. */
  readonly origin: string;
  readonly onward: Onward;
  /** In words, for those who ask for what they do not get. */
  readonly basis: string;
}

const rowsOf = async (db: Db, dataset: string | undefined): Promise<SharingLimit[]> => {
  const { rows } = await sql<SharingLimit>`
    select dataset, origin, onward, basis from catalogue.sharing_limit
    where ${dataset === undefined ? sql`true` : sql`dataset = ${dataset}`} order by dataset, onward desc, origin`.execute(
    db,
  );
  return rows;
};

/** What holds datasets back, each by its code. */
export async function limitsOf(db: Db, dataset?: string): Promise<ReadonlyMap<string, SharingLimit[]>> {
  return Map.groupBy(await rowsOf(db, dataset), (each) => each.dataset);
}

type Sharing = Pick<Dataset, 'share' | 'open'>;

/** Whether a description gives more than a limit leaves. */
export const exceeds = ({ share, open }: Sharing, { onward }: Pick<SharingLimit, 'onward'>): boolean =>
  open !== 'none' || (onward === 'none' && share.type !== 'none');

/** A description with no more given than its limits leave; the same when they leave all of it. */
export function withinLimits(dataset: Dataset, limits: readonly SharingLimit[] = []): Dataset {
  const broken = limits.filter((each) => exceeds(dataset, each));
  if (broken.length === 0) return dataset;
  const { openCondition: _opened, ...rest } = dataset;
  const held = broken.find((each) => each.onward === 'none' && dataset.share.type !== 'none');
  return { ...rest, open: 'none', share: held ? { type: 'none', basis: held.basis } : dataset.share };
}

/** Places a limit, or changes the one of the same origin. */
export async function putLimit(tx: Db, limit: SharingLimit, at: string): Promise<void> {
  await sql`
    insert into catalogue.sharing_limit (dataset, origin, onward, basis, placed_at)
    values (${limit.dataset}, ${limit.origin}, ${limit.onward}, ${limit.basis}, ${at})
    on conflict (dataset, origin) do update set onward = excluded.onward, basis = excluded.basis`.execute(tx);
}

/** The datasets that an origin holds back. */
export async function limitedBy(db: Db, origin: string): Promise<string[]> {
  const { rows } = await sql<{ dataset: string }>`
    select dataset from catalogue.sharing_limit where origin = ${origin} order by dataset`.execute(db);
  return rows.map(({ dataset }) => dataset);
}
