import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { accountNames, findColleagues } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import { behindGlass, getBehindGlass } from './behind-glass.ts';
import { breakGlass, note } from './break-glass.ts';
import type { Glass, operations } from './contract.ts';
import { stateOf, type State } from './rules.ts';
import { hush } from './shout.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

async function present(context: Context, rows: readonly store.GlassRow[]): Promise<Glass[]> {
  const offices = await organisationNames(
    context.db,
    rows.map(({ organisation }) => organisation),
  );
  const names = await accountNames(
    context.db,
    rows.flatMap(({ brokenBy, informed }) => [brokenBy, informed]),
  );
  const now = context.clock.now();
  return rows.map(({ informed, reviewedBy: _reviewedBy, ...row }) => ({
    ...row,
    brokenByName: names.get(row.brokenBy) ?? null,
    informedName: names.get(informed) ?? null,
    organisationName: offices.get(row.organisation) ?? null,
    state: stateOf(row, now),
  }));
}

async function presentOne(context: Context, row: store.GlassRow): Promise<Glass> {
  const [glass] = await present(context, [row]);
  if (!glass) throw notFound(texts.glass, row.id);
  return glass;
}

/** Glass that the actor broke, still open. To everybody else it is not there. */
async function getOwnOpen(context: Context, tx: Db, id: string): Promise<store.GlassRow> {
  const glass = await store.lockGlass(tx, id);
  if (glass?.brokenBy !== context.actor.id) throw notFound(texts.glass, id);
  if (stateOf(glass, context.clock.now()) !== 'open') throw new Problem(403, 'emergency.over', texts.over);
  return glass;
}

const asText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** One look: counted, in the ledger, and only then shown. */
const look = (context: Context, id: string) =>
  context.transaction(async (tx) => {
    const glass = await getOwnOpen(context, tx, id);
    const record = getBehindGlass(context, glass.record);
    const row = await readRow(context, tx, record, glass.key);
    if (!row) throw notFound(record.title, glass.key);
    const seen = { ...glass, looks: glass.looks + 1 };
    await store.saveGlass(tx, seen);
    await note(context, tx, seen, { action: 'read', done: 'looked' });
    const values = row as unknown as Readonly<Record<string, unknown>>;
    const fields = Object.entries(record.fields).map(([name, { label }]) => ({
      name,
      label,
      value: asText(values[name]),
    }));
    return { seen, title: record.title, fields };
  });

const review = (context: Context, id: string, verdict: 'justified' | 'unjustified', words: string) =>
  context.transaction(async (tx) => {
    const glass = await store.lockGlass(tx, id);
    if (!glass) throw notFound(texts.glass, id);
    const { id: me } = context.actor;
    if (me === glass.brokenBy || me === glass.informed)
      throw new Problem(403, 'emergency.own-review', texts.ownReview);
    if (glass.reviewedAt !== null) throw new Problem(409, 'emergency.reviewed', texts.alreadyReviewed);
    const reviewedAt = context.clock.now().toISOString();
    const seen = { ...glass, verdict, review: words, reviewedBy: me, reviewedAt };
    await store.saveGlass(tx, seen);
    await hush(context, tx, id);
    await note(context, tx, seen, { action: 'decide', done: `reviewed ${verdict}` });
    return seen;
  });

/** @throws Problem 400 for a cursor that no page gave */
function readAfter(after: string | undefined): store.GlassQuery['after'] {
  if (after === undefined) return undefined;
  const [at = '', id = ''] = after.split('_');
  if (id === '' || Number.isNaN(Date.parse(at)))
    throw new Problem(400, 'request.bad-cursor', texts.badCursor);
  return { at, id };
}

interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly state?: State | undefined;
  readonly brokenBy?: string;
}

async function pageOf(context: Context, query: Page) {
  const now = context.clock.now().toISOString();
  const rows = await store.findGlasses(context.db, { ...query, now, after: readAfter(query.after) });
  const last = rows.at(-1);
  const next = last && rows.length === query.limit ? `${last.brokenAt}_${last.id}` : null;
  return { items: await present(context, rows), next };
}

export const handlers: Handlers<typeof operations> = {
  break: async ({ body }, context) => presentOne(context, await breakGlass(context, body)),

  row: async ({ params: { id } }, context) => {
    const { seen, title, fields } = await look(context, id);
    return { glass: await presentOne(context, seen), title, fields };
  },

  end: async ({ params: { id } }, context) => {
    const ended = await context.transaction(async (tx) => {
      const glass = { ...(await getOwnOpen(context, tx, id)), endsAt: context.clock.now().toISOString() };
      await store.saveGlass(tx, glass);
      await note(context, tx, glass, { action: 'administer', done: 'ended' });
      return glass;
    });
    return presentOne(context, ended);
  },

  colleagues: async (_input, context) => {
    const { organisation, id } = context.actor;
    const all = organisation === undefined ? [] : await findColleagues(context.db, organisation);
    return {
      items: all.filter((each) => each.id !== id),
      records: behindGlass(context).map((record) => ({ id: record.id, title: record.title })),
      minutes: context.config.EMERGENCY_MINUTES,
    };
  },

  mine: ({ query }, context) => pageOf(context, { ...query, brokenBy: context.actor.id }),

  list: ({ query }, context) => pageOf(context, query),

  review: async ({ params: { id }, body: { verdict, words } }, context) =>
    presentOne(context, await review(context, id, verdict, words)),
};
