import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { readRow, withdrawGone, writeRows } from '#kernel/record-server';
import { standingMeasures } from '#platform/sense/indicators';
import { Rule } from '../records.ts';
import { warningsFile } from './city.ts';
import { caseRowOf, rowOf, watchesCases, watchesMeasure } from './rows.ts';

/** Brings the city's rules into the record; those made in the console stay. */
export async function loadRules(city: ReadCity, context: Context): Promise<void> {
  const { rules, cases } = city.get(warningsFile);
  const source = `city:${warningsFile.path}`;
  await context.transaction(async (tx) => {
    const grains = new Map((await standingMeasures(context, tx)).map(({ code, grain }) => [code, grain]));
    const rows = [];
    for (const rule of rules) {
      const grain = grains.get(rule.measure);
      const before = await readRow(context, tx, Rule, rule.code);
      const known = before && watchesMeasure(before) ? before : undefined;
      // A measure that a module which is not run would count: there is nothing to watch.
      if (grain !== undefined) rows.push(rowOf(context, rule, { grain, before: known }));
    }
    for (const rule of cases) {
      const before = await readRow(context, tx, Rule, rule.code);
      rows.push(caseRowOf(context, rule, before && watchesCases(before) ? before : undefined));
    }
    await writeRows(context, tx, Rule, rows, { source, simulated: false });
    const keep = [...rules, ...cases].map(({ code }) => code);
    await withdrawGone(context, tx, Rule, { source, keep });
  });
}
