import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { requireOffice } from '../schemes/define.ts';
import { countMatters } from '../store.ts';
import { texts } from '../texts.ts';
import type { PastMatter } from './contract.ts';
import { Supervision } from './record.ts';
import { scoreOf } from './rules.ts';
import { lateDaysOf, numberOf, requireUnits } from './work.ts';

type Done = PastMatter['units'][number];

/** Issued, done and closed one after the other, and not in the time to come. */
const inOrder = (today: string, { issuedOn, dueOn }: PastMatter, { finishedOn, closedOn }: Done): boolean =>
  issuedOn <= dueOn && issuedOn <= finishedOn && finishedOn <= closedOn && closedOn <= today;

/** @throws Problem 422 `performance.days-disordered` */
function requireOrder(context: Context, matters: readonly PastMatter[]): void {
  const today = dayOf(context);
  for (const matter of matters)
    for (const done of matter.units)
      if (!inOrder(today, matter, done))
        throw new Problem(
          422,
          'performance.days-disordered',
          fill(texts.daysDisordered, { title: matter.title, unit: done.unit }),
        );
}

const percentOf = { met: 100, partly: 50, unmet: 0 } as const;

async function rowOf(tx: Db, { units: _units, ...matter }: PastMatter, done: Done) {
  const { outcome, finishedOn, quality } = done;
  const lateDays = await lateDaysOf(tx, matter.dueOn, finishedOn);
  return {
    ...matter,
    unit: done.unit,
    state: 'closed',
    percent: percentOf[outcome],
    urged: 0,
    finishedOn,
    verdict: outcome,
    lateDays,
    onTime: finishedOn <= matter.dueOn && outcome === 'met',
    quality,
    score: scoreOf({ lateDays, quality, outcome }),
    why: done.why,
    closedOn: done.closedOn,
  };
}

/** A number for each, in the row of its year. */
async function numbersFor(tx: Db, matters: readonly PastMatter[]): Promise<string[]> {
  const next = new Map<string, number>();
  const numbers: string[] = [];
  for (const { issuedOn } of matters) {
    const year = issuedOn.slice(0, 4);
    const place = next.get(year) ?? (await countMatters(tx, year)) + 1;
    next.set(year, place + 1);
    numbers.push(numberOf(year, place));
  }
  return numbers;
}

/**
 * Takes over matters that were closed outside of here: from a ledger on paper, or of the time before. They count in the period in
 * which they were closed; what was released of it is revised. All of them or none.
 * @returns their numbers
 * @throws Problem 403 `performance.not-office`, 422 `performance.unit-unknown`, `performance.days-disordered`
 */
export const recordPast = (
  context: Context,
  { office, matters, simulated }: { office: string; matters: readonly PastMatter[]; simulated: boolean },
): Promise<string[]> =>
  context.transaction(async (tx) => {
    requireOffice(context, office);
    await requireUnits(tx, [office, ...matters.flatMap(({ units }) => units.map(({ unit }) => unit))]);
    requireOrder(context, matters);
    await oneAtATime(tx, 'performance.supervision');
    const numbers = await numbersFor(tx, matters);
    const rows = [];
    for (const [at, matter] of matters.entries())
      for (const done of new Map(matter.units.map((each) => [each.unit, each])).values()) {
        const number = numbers[at] ?? '';
        rows.push({ ...(await rowOf(tx, matter, done)), id: `${number}.${done.unit}`, number, office });
      }
    const how = { source: 'performance:recorded', basis: 'performance:manage', simulated };
    await writeRows(context, tx, Supervision, rows, how);
    return numbers;
  });
