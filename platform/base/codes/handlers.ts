import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import type { CodeChoice, operations } from './contract.ts';
import { tablesMapped } from './mapping-store.ts';
import {
  codesAbove,
  findBelow,
  findCodes,
  findMeanings,
  findTables,
  searchCodes,
  tableExists,
  type CodeRow,
} from './store.ts';
import { texts } from './texts.ts';
import { meaningOf, translateCodes } from './translate.ts';

const choiceOf = ({ code, zh, en, parent, retired }: CodeRow): CodeChoice => ({
  code,
  label: { zh, en },
  ...(parent === null ? {} : { parent }),
  ...(retired ? { retired } : {}),
});

/** @throws Problem 404 */
async function requireTable(db: Db, table: string): Promise<void> {
  if (!(await tableExists(db, table))) throw notFound(texts.table, table);
}

async function choices(context: Context, table: string): Promise<{ items: CodeChoice[] }> {
  const codes = await findCodes(context.db, table, dayOf(context));
  if (!codes) throw notFound(texts.table, table);
  return { items: codes.map(choiceOf) };
}

/** How a code is said in every other table that maps it. */
async function mappedTo(db: Db, from: string, code: string, on: string) {
  const found = [];
  for (const to of await tablesMapped(db, from)) {
    const { items } = await translateCodes(db, { from, to, on, values: [code] });
    for (const item of items) found.push({ table: to, to: [...item.to] });
  }
  return found;
}

export const handlers: Handlers<typeof operations> = {
  tables: async (_input, context) => ({ items: await findTables(context.db) }),

  search: async ({ query: { q, table, limit } }, context) => {
    if (table !== undefined) await requireTable(context.db, table);
    const rows = await searchCodes(context.db, { table, q, limit, on: dayOf(context) });
    return { items: rows.map((row) => ({ ...choiceOf(row), table: row.table })) };
  },

  translate: async ({ body: { from, to, on, values } }, context) => {
    await requireTable(context.db, from);
    await requireTable(context.db, to);
    const said = await translateCodes(context.db, { from, to, values, on: on ?? dayOf(context) });
    return {
      items: said.items.map((item) => ({ ...item, to: [...item.to] })),
      unmapped: [...said.unmapped],
      unknown: [...said.unknown],
    };
  },

  values: ({ params }, context) => choices(context, params.table),

  below: async ({ params: { table }, query }, context) => {
    await requireTable(context.db, table);
    const rows = await findBelow(context.db, table, { parent: query.parent, on: dayOf(context) });
    return { items: rows.map((row) => ({ ...choiceOf(row), below: row.below })) };
  },

  meaning: async ({ params: { table, code }, query }, context) => {
    const { db } = context;
    await requireTable(db, table);
    const on = query.on ?? dayOf(context);
    const all = await findMeanings(db, { table, code, on });
    if (all.length === 0) throw notFound(texts.code, `${table}:${code}`);
    const meaning = await meaningOf(db, table, code, on);
    if (!meaning) throw new Problem(404, 'codes.no-meaning', fill(texts.noMeaning, { code, on }));
    const { usedFrom, usedTo } = meaning;
    return {
      code,
      label: { zh: meaning.zh, en: meaning.en },
      usedFrom,
      usedTo,
      on,
      above: (await codesAbove(db, { table, code, on })).map(choiceOf),
      others: all
        .filter((other) => other.usedFrom !== usedFrom || other.usedTo !== usedTo)
        .map((other) => ({
          label: { zh: other.zh, en: other.en },
          usedFrom: other.usedFrom,
          usedTo: other.usedTo,
        })),
      mapped: await mappedTo(db, table, code, on),
    };
  },
};
