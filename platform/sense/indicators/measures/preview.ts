import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { listCells } from './cell-store.ts';
import type { Preview } from './contract.ts';
import { faultsOf, shown, sideNow } from './define.ts';
import { describeMeasure, differences } from './describe.ts';
import { fingerprintOf, listMeasures } from './measures.ts';
import { periodName } from './periods.ts';
import { describingOf, usersOf } from './read-definition.ts';
import { hiddenOf } from './hidden-cells.ts';
import { keyOf } from './secrecy.ts';
import { valueOf } from './series.ts';
import type { MeasureDefinition } from './shapes.ts';
import { countReleases } from './version-store.ts';

type Value = Pick<Preview['points'][number], 'value' | 'rows'>;

/** The values as they would be, by first day; small ones hidden by the new rule. */
async function valuesThen(context: Context, db: Db, measure: MeasureDefinition): Promise<Map<string, Value>> {
  const above = await sideNow(context, db, measure, { side: 'numerator' });
  const below = new Map(
    (await sideNow(context, db, measure, { side: 'denominator' })).map((cell) => [cell.period, cell]),
  );
  const least = measure.secrecy?.least ?? 0;
  return new Map(
    above.map(({ period, sum, rows }) => {
      const own = measure.numerator?.aggregate === 'average' ? String(rows) : null;
      const sums = { numerator: sum, denominator: below.get(period)?.sum ?? own };
      const small = Number(rows) > 0 && Number(rows) < least;
      return [
        period,
        small ? { value: null, rows: 0 } : { value: valueOf(measure, sums), rows: Number(rows) },
      ];
    }),
  );
}

/** The values as they stand, by first day, as this reader may see them. */
async function valuesNow(
  context: Context,
  db: Db,
  standing: MeasureDefinition,
): Promise<Map<string, number | null>> {
  const { code: measure, grain } = standing;
  const cells = (await listCells(db, { measure, grain })).filter(({ place }) => place === '{}');
  const periods = cells.map(({ period }) => period).toSorted();
  const [from = '', to = ''] = [periods[0], periods.at(-1)];
  const hidden = await hiddenOf(context, standing, { grain, cells, from, to });
  return new Map(
    cells
      .filter(({ numerator }) => numerator !== null)
      .map((cell) => [
        cell.period,
        hidden.has(keyOf(cell.period, cell.place)) ? null : valueOf(standing, cell),
      ]),
  );
}

/**
 * Tries a definition: what is wrong with it, or its newest periods as they would be beside what they are, what it changes in
 * words, and what is made of it. Nothing is kept.
 */
export async function previewMeasure(context: Context, measure: MeasureDefinition): Promise<Preview> {
  const { db } = context;
  const faults = await faultsOf(context, db, measure);
  const all = await listMeasures(context, db);
  const standing = all.find(({ code }) => code === measure.code);
  const describing = await describingOf(context, all, [measure]);
  const rebuilt = standing !== undefined && fingerprintOf(standing) !== fingerprintOf(measure);
  const common = {
    faults: faults.map(shown),
    changes: standing
      ? differences(describeMeasure(standing, describing), describeMeasure(measure, describing))
      : [],
    usedBy: usersOf(measure.code, all),
    rebuilt,
    releases: rebuilt ? await countReleases(db, measure.code) : 0,
  };
  if (faults.length > 0) return { ...common, points: [] };
  const then = await valuesThen(context, db, measure);
  const now = standing?.grain === measure.grain ? await valuesNow(context, db, standing) : new Map();
  const newest = [...new Set([...then.keys(), ...now.keys()])].toSorted().toReversed().slice(0, 12);
  const points = newest.map((start) => ({
    period: periodName(start, measure.grain),
    ...(then.get(start) ?? { value: null, rows: 0 }),
    now: now.get(start) ?? null,
  }));
  return { ...common, points };
}
