import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export type FollowState = 'waiting' | 'held' | 'deleted';

/** An agreement whose rows are held here. */
export interface Followed {
  readonly agreement: string;
  readonly purpose: string;
  readonly state: FollowState;
  /** Why there are no rows: the city's code. */
  readonly reason: string | null;
  readonly etag: string | null;
  readonly dataset: string | null;
  readonly fields: readonly string[];
  readonly simulated: boolean;
  readonly rows: number;
  readonly digest: string;
  readonly generation: number;
  readonly takenAt: string | null;
  /** Id of the gateway's receipt for the rows, and its proof once it is sealed. */
  readonly receipt: string | null;
  readonly proved: boolean;
}

const columns = sql`agreement, purpose, state, reason, etag, dataset, fields, simulated, rows, digest, generation,
  taken_at as "takenAt", receipt, proof is not null as proved`;

export async function followed(db: Db): Promise<Followed[]> {
  const { rows } = await sql<Followed>`
    select ${columns} from nodes.local_agreement order by agreement`.execute(db);
  return rows;
}

export async function findFollowed(db: Db, agreement: string): Promise<Followed | undefined> {
  const { rows } = await sql<Followed>`
    select ${columns} from nodes.local_agreement where agreement = ${agreement}`.execute(db);
  return rows[0];
}

/** Followed again after it was deleted, it is asked for anew. */
export async function putFollowed(db: Db, agreement: string, purpose: string): Promise<void> {
  await sql`insert into nodes.local_agreement (agreement, purpose, state) values (${agreement}, ${purpose}, 'waiting')
    on conflict (agreement) do update set purpose = excluded.purpose,
      state = case when nodes.local_agreement.state = 'deleted' then 'waiting' else nodes.local_agreement.state end`.execute(
    db,
  );
}

/** Rows of a generation that nobody reads yet. */
export async function putRows(
  db: Db,
  { agreement, generation }: { readonly agreement: string; readonly generation: number },
  from: number,
  rows: readonly unknown[],
): Promise<void> {
  await sql`insert into nodes.local_row (agreement, generation, place, values)
    select ${agreement}, ${generation}, ${from} + at::int, each
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as list (each, at)`.execute(db);
}

export async function dropGeneration(db: Db, agreement: string, generation: number): Promise<void> {
  await sql`delete from nodes.local_row where agreement = ${agreement} and generation = ${generation}`.execute(
    db,
  );
}

type Snapshot = Pick<
  Followed,
  'etag' | 'dataset' | 'fields' | 'simulated' | 'rows' | 'digest' | 'generation' | 'receipt'
>;

/** From now on these rows are the ones that are read; those before are gone. */
export async function turnOver(tx: Db, agreement: string, now: Snapshot, at: string): Promise<void> {
  const { etag, dataset, fields, simulated, rows, digest, generation, receipt } = now;
  await sql`update nodes.local_agreement set state = 'held', reason = null, etag = ${etag}, dataset = ${dataset},
      fields = ${JSON.stringify(fields)}::jsonb, simulated = ${simulated}, rows = ${rows}, digest = ${digest},
      generation = ${generation}, receipt = ${receipt}, proof = null, taken_at = ${at}
    where agreement = ${agreement}`.execute(tx);
  await sql`delete from nodes.local_row where agreement = ${agreement} and generation <> ${generation}`.execute(
    tx,
  );
}

/** Takes away all rows of an agreement. @returns how many that were */
export async function deleteRows(tx: Db, agreement: string, reason: string): Promise<number> {
  const { numAffectedRows } = await sql`delete from nodes.local_row where agreement = ${agreement}`.execute(
    tx,
  );
  await sql`update nodes.local_agreement set state = 'deleted', reason = ${reason}, etag = null, rows = 0, digest = ''
    where agreement = ${agreement}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

export async function putProof(db: Db, agreement: string, receipt: string, proof: unknown): Promise<void> {
  await sql`update nodes.local_agreement set proof = ${JSON.stringify(proof)}::jsonb
    where agreement = ${agreement} and receipt = ${receipt}`.execute(db);
}

export async function readRows(
  db: Db,
  { agreement, generation }: Followed,
  page: { readonly after: number; readonly limit: number },
): Promise<{ readonly place: number; readonly values: Record<string, string | null> }[]> {
  const { rows } = await sql<{ place: number; values: Record<string, string | null> }>`
    select place, values from nodes.local_row
    where agreement = ${agreement} and generation = ${generation} and place > ${page.after}
    order by place limit ${page.limit}`.execute(db);
  return rows;
}

export async function noteRead(
  db: Db,
  { agreement, purpose }: Pick<Followed, 'agreement' | 'purpose'>,
  rows: number,
  at: string,
): Promise<void> {
  await sql`insert into nodes.local_read (agreement, purpose, calls, rows, since)
    values (${agreement}, ${purpose}, 1, ${rows}, ${at})
    on conflict (agreement, purpose) do update set calls = nodes.local_read.calls + 1,
      rows = nodes.local_read.rows + excluded.rows`.execute(db);
}

export interface LocalReads {
  readonly agreement: string;
  readonly purpose: string;
  readonly calls: number;
  readonly rows: number;
  readonly since: string;
}

/** What was read and not told of; taken away with it, in the transaction in which it is told. */
export async function takeReads(tx: Db): Promise<LocalReads[]> {
  const { rows } = await sql<LocalReads>`
    delete from nodes.local_read returning agreement, purpose, calls, rows, since`.execute(tx);
  return rows;
}
