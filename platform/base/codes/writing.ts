import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import type { Incoming, RecordOverrides } from '#kernel/record-server';
import { knownCodes } from './mapping-store.ts';
import { saidAloud } from './pinyin.ts';
import { isAncestor, keyFits, mappingKey } from './rules.ts';
import { findCodes, savePinyin, sourceOf, tableExists, type CodesTable } from './store.ts';
import { texts } from './texts.ts';

/** What the city's files hold is changed there: a change made here would be gone at the next start. */
async function requireOwn(context: Context, db: Db, table: CodesTable, key: string): Promise<void> {
  if (context.actor.kind === 'system') return;
  if ((await sourceOf(db, table, key))?.startsWith('city:'))
    throw new Problem(409, 'codes.of-the-city', texts.ofTheCity);
}

const refuse = (code: string, path: string, detail: { zh: string; en: string }): Problem =>
  new Problem(422, code, detail, { errors: [{ path, code, detail }] });

const ValueParts = z.object({
  key: z.string(),
  table: z.string(),
  code: z.string(),
  parent: z.string().nullish(),
  usedFrom: z.string().nullish(),
  usedTo: z.string().nullish(),
});

async function requireParent(
  context: Context,
  db: Db,
  { table, code, parent }: z.infer<typeof ValueParts>,
): Promise<void> {
  if (parent === null || parent === undefined || parent === '') return;
  const codes = (await findCodes(db, table, dayOf(context))) ?? [];
  const parentOf = new Map(codes.map((each) => [each.code, each.parent ?? undefined]));
  if (!parentOf.has(parent)) throw refuse('codes.parent-unknown', 'parent', texts.parentUnknown);
  if (isAncestor(parentOf, code, parent)) throw refuse('codes.parent-circle', 'parent', texts.parentCircle);
}

function requirePeriod(from: string | null | undefined, to: string | null | undefined): void {
  if (from && to && to <= from) throw refuse('codes.period', 'usedTo', texts.period);
}

/** Of the city's files the whole was checked before: each row need not be. */
async function checkValue(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  if (context.actor.kind === 'system') return incoming;
  // A row of an import may give its key and little more.
  await requireOwn(context, db, 'value', String(incoming['key']));
  const parts = ValueParts.safeParse(incoming);
  if (!parts.success) return incoming;
  const { key, table, code, usedFrom, usedTo } = parts.data;
  if (!(await tableExists(db, table))) throw refuse('codes.table-unknown', 'table', texts.tableUnknown);
  if (!keyFits(key, table, code)) throw refuse('codes.key', 'key', texts.key);
  requirePeriod(usedFrom, usedTo);
  await requireParent(context, db, parts.data);
  return incoming;
}

const MappingParts = z.object({
  key: z.string(),
  fromTable: z.string(),
  fromCode: z.string(),
  toTable: z.string(),
  toCode: z.string(),
  usedFrom: z.string().nullish(),
  usedTo: z.string().nullish(),
});

async function checkMapping(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  if (context.actor.kind === 'system') return incoming;
  await requireOwn(context, db, 'mapping', String(incoming['key']));
  const parts = MappingParts.safeParse(incoming);
  if (!parts.success) return incoming;
  const { key, usedFrom, usedTo, ...ends } = parts.data;
  if (key !== mappingKey(ends)) throw refuse('codes.mapping-key', 'key', texts.mappingKey);
  requirePeriod(usedFrom, usedTo);
  for (const side of ['from', 'to'] as const) {
    const code = ends[`${side}Code`];
    if (!(await knownCodes(db, ends[`${side}Table`], [code])).has(code))
      throw refuse('codes.mapping-unknown', `${side}Code`, texts.codeUnknown);
  }
  return incoming;
}

const own =
  (table: CodesTable) =>
  ({ key }: { readonly key: string }, context: Context, db: Db): Promise<void> =>
    requireOwn(context, db, table, key);

export const tableWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, db) => {
    await requireOwn(context, db, 'code_table', String(incoming['id']));
    return incoming;
  },
  beforeWithdraw: own('code_table'),
};

export const valueWriting: RecordOverrides = {
  beforeWrite: checkValue,
  beforeWithdraw: own('value'),
  afterWrite: async ({ key, values }, _context, db) => {
    const { nameZh } = values;
    if (typeof nameZh === 'string') await savePinyin(db, { key, ...saidAloud(nameZh) });
  },
};

export const mappingWriting: RecordOverrides = { beforeWrite: checkMapping, beforeWithdraw: own('mapping') };
