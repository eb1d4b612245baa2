import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { system, type Actor } from '../../actor.ts';
import { planOf } from '../../record/plan.ts';
import { recordHandlers } from '../../record/handlers.ts';
import { listQuerySchema } from '../../record/operations.ts';
import type { ApiRow } from '../../record/rows.ts';
import { searchRecords } from '../../record/search.ts';
import type { Trial } from '../../record/testing/open.ts';
import { writeRows } from '../../record/write-rows.ts';
import { readSnapshot } from '../lake.ts';
import { records } from './hostile.ts';
import type { World } from './world.ts';

/** What came of a question: the answer, or the refusal by its status and code. */
export type Came<T> =
  | { readonly answer: T }
  | { readonly status: number; readonly code: string; readonly said: string };

export const came = <T>(work: Promise<T>): Promise<Came<T>> =>
  work.then(
    (answer) => ({ answer }),
    (error: { status?: number; code?: string; detail?: unknown; errors?: unknown; extra?: unknown }) => {
      if (error.status === undefined || error.status >= 500) throw error;
      const { status, code = '', detail, errors, extra } = error;
      return { status, code, said: JSON.stringify([detail, errors, extra]) };
    },
  );

export interface ListPage {
  readonly items: readonly ApiRow[];
  readonly next: string | null;
  readonly total: { readonly value: number };
}

/** Every way in which one record can be asked, as one actor. */
export function asking(trial: Trial, name: 'chart' | 'strict', actor: Actor, purpose?: string) {
  const record = records.find((each) => each.name === name);
  if (!record) throw new Error(name);
  const handlers = recordHandlers(record);
  const schema = listQuerySchema(record);
  const context = trial.contextFor(actor, { purpose });
  const list = (asked: Readonly<Record<string, string>>) =>
    came(handlers.list({ query: schema.parse(asked) } as never, context) as unknown as Promise<ListPage>);
  const params = (key: string) => ({ key });
  return {
    list,
    /** All pages of a list, each by the cursor of the one before. */
    pages: async (asked: Readonly<Record<string, string>>) => {
      const found: ApiRow[] = [];
      let total = -1;
      for (let after = ''; ;) {
        const page = await list({ ...asked, limit: '5', ...(after ? { after } : {}) });
        if (!('answer' in page)) return page;
        total = page.answer.total.value;
        found.push(...page.answer.items);
        if (page.answer.next === null) return { answer: { items: found, total } };
        after = page.answer.next;
      }
    },
    get: (key: string, asked: { asOf?: string; reveal?: 'yes' } = {}) =>
      came(
        handlers.get(
          { params: params(key), query: { reveal: 'no', ...asked } },
          context,
        ) as unknown as Promise<ApiRow>,
      ),
    history: (key: string, reveal: 'no' | 'yes' = 'no') =>
      came(handlers.history({ params: params(key), query: { reveal } }, context)),
    search: (q: string) => came(searchRecords(context, q, 50)),
    tile: () => came(handlers.tile({ params: { z: 6, x: 53, y: 26 } }, context)),
    change: (key: string, revision: number, values: Record<string, unknown>) =>
      came(handlers.change({ params: params(key), body: { revision, values } }, context)),
    withdraw: (key: string) =>
      came(handlers.withdraw({ params: params(key), body: { revision: 99, reason: '试' } }, context)),
    create: (values: Record<string, unknown>) => came(handlers.create({ body: values as never }, context)),
    snapshot: (reveal: boolean) => came(readSnapshot(context, record, { reveal })),
    exported: async (query: Record<string, string>) => {
      const started = await came(handlers.exportRows({ body: { format: 'csv', query } }, context));
      if (!('answer' in started)) return started;
      const { status, problem, outcome } = await trial.jobEnds(started.answer.job);
      if (status !== 'done') return { status: 409, code: problem?.code ?? status, said: '' };
      const file = outcome.files?.[0]?.id ?? '';
      return { answer: await readFile(await context.files.path(file), 'utf8') };
    },
  };
}

/** Writes a world into both records, its first versions half a day before the present ones. */
export async function settle(trial: Trial, world: World): Promise<void> {
  const context = trial.contextFor(system);
  for (const record of records) {
    const { table, history } = planOf(record);
    await sql`delete from ${table}`.execute(trial.store.db);
    await sql`delete from ${history}`.execute(trial.store.db);
    for (const [rows, validFrom] of [
      [world.before, '2026-02-01T00:00:00.000Z'],
      [world.now, '2026-02-20T00:00:00.000Z'],
    ] as const)
      await context.transaction((tx) =>
        writeRows(context, tx, record, rows as never, { source: 'batch:1', validFrom }),
      );
  }
  await sql`delete from hostile.relation`.execute(trial.store.db);
  for (const { kind, holder, subject, begins, ends } of world.relations)
    await sql`insert into hostile.relation values (${kind}, ${holder}, ${subject}, ${begins}, ${ends})`.execute(
      trial.store.db,
    );
}
