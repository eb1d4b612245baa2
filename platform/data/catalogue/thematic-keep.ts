import type { Context } from '#kernel/context';
import type { ReadCity } from '#kernel/city';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRows, writeRows, type RecordOverrides } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { Thematic } from './records.ts';
import { thematicFile } from './thematic-city.ts';
import { measure, unknownDatasets, unknownUsers, type Measure } from './thematic-store.ts';

async function put(context: Context, tx: Db, measures: readonly Measure[]): Promise<void> {
  const rows = measures.map((each) => ({ ...each }));
  const from = { source: 'catalogue:deliveries', basis: 'catalogue:read' };
  if (rows.length > 0) await writeRows(context, tx, Thematic, rows, from);
}

/** A dataset was delivered: the thematic databases that hold it are as large and as fresh as that. */
export const remeasure = async (context: Context, tx: Db, dataset: string): Promise<void> =>
  put(context, tx, await measure(tx, { dataset }));

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const unknown = (field: string, codes: readonly string[], words: { zh: string; en: string }) =>
  new Problem(422, 'records.invalid', fill(words, { codes: codes.join('、') }), {
    errors: [
      { path: field, code: 'records.unknown-reference', detail: fill(words, { codes: codes.join('、') }) },
    ],
  });

/** Its datasets and users exist; its size and freshness follow from its datasets. */
export const thematicSteps: RecordOverrides = {
  async beforeWrite(incoming, _context, db) {
    const datasets = await unknownDatasets(db, listOf(incoming['datasets']));
    if (datasets.length > 0)
      throw unknown('datasets', datasets, { zh: '目录中没有：{codes}', en: 'Not in the catalogue: {codes}' });
    const users = await unknownUsers(db, listOf(incoming['consumers']));
    if (users.length > 0)
      throw unknown('consumers', users, {
        zh: '没有这些机构：{codes}',
        en: 'No such organisations: {codes}',
      });
    return incoming;
  },
  async afterWrite({ key }, context, db) {
    await put(context, db, await measure(db, { code: key }));
  },
};

/** Brings those that the plan names; what people entered of them stays. */
export async function loadThematic(city: ReadCity, context: Context): Promise<void> {
  const { counted, databases } = city.get(thematicFile);
  await context.transaction(async (tx) => {
    const codes = databases.map(({ code }) => code);
    const known = new Set((await readRows(context, tx, Thematic, codes)).map(({ code }) => code));
    const rows = databases.map(({ code, title, named, owner, datasets }) => ({
      code,
      titleZh: title.zh,
      titleEn: title.en,
      clause: counted.clause,
      namedAs: named,
      ...(known.has(code) ? {} : { owner: owner ?? null, datasets, consumers: [] }),
    }));
    await writeRows(context, tx, Thematic, rows, { source: `city:${thematicFile.path}`, simulated: false });
  });
}
