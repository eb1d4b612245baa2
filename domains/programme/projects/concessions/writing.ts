import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow, type RecordOverrides } from '#kernel/record-server';
import { closeTask } from '#platform/base/tasks';
import { assertDays } from '../days.ts';
import { texts } from '../texts.ts';
import { assertSameUnit, textOf } from '../undertakings/written.ts';
import { lastDayOf, type Agreement } from './account.ts';
import { readBands } from './bands.ts';
import { periodOf } from './periods.ts';
import { Concession, Remittance, Revenue } from './records.ts';
import { restsOn } from './store.ts';

export const missingSource = (code: string) => ({ module: 'projects', record: 'concession', key: code });

/** What shares were reckoned by. */
const terms = ['startsOn', 'rhythm', 'bands', 'countedBy', 'unit'] as const;

const isTermination = ({
  startsOn,
  endsOn,
  terminatedOn,
  terminatedWhy,
}: Record<string, unknown>): boolean => {
  const [day, why] = [textOf(terminatedOn), textOf(terminatedWhy)];
  return (day === '') === (why === '') && (day === '' || (day >= textOf(startsOn) && day <= textOf(endsOn)));
};

export const concessionWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const code = textOf(incoming['code']);
    const before = await readRow(context, tx, Concession, code);
    const row: Record<string, unknown> = { ...before, ...incoming };
    assertDays(textOf(row['startsOn']), textOf(row['endsOn']));
    if (!readBands(textOf(row['bands'])))
      throw new Problem(422, 'projects.bands-unclear', texts.bandsUnclear);
    if (!isTermination(row)) throw new Problem(422, 'projects.termination', texts.termination);
    if (textOf(row['undertaking']) !== '') await assertSameUnit(row, context, tx);
    const changed = before && terms.some((name) => before[name] !== row[name]);
    if (changed && (await restsOn(tx, 'concession', code)))
      throw new Problem(422, 'projects.terms-stand', texts.termsStand);
    return incoming;
  },
  beforeWithdraw: async ({ key }, context, tx) => {
    if (await restsOn(tx, 'concession', key)) throw new Problem(422, 'projects.has-parts', texts.hasParts);
    await closeTask(context, tx, missingSource(key), { outcome: texts.revenueThere });
  },
};

/** @throws Problem 422 `projects.no-concession`, `projects.other-unit` */
async function concessionFor(row: Record<string, unknown>, context: Context, tx: Db) {
  const found = await readRow(context, tx, Concession, textOf(row['concession']));
  if (!found) throw new Problem(422, 'projects.no-concession', texts.noConcession);
  if (found.unit !== row['unit']) throw new Problem(422, 'projects.other-unit', texts.otherUnit);
  return found;
}

/** The first day of a period by its name: `2026-03`, `2026-Q2`, `2026`. */
function firstDayOf(period: string): string {
  const [year = '', part = '01'] = period.split('-');
  const month = part.startsWith('Q') ? String((Number(part.slice(1)) - 1) * 3 + 1).padStart(2, '0') : part;
  return `${year}-${month}-01`;
}

/** A revenue is of a period that the agreement has, once it is over. @throws Problem 422 `projects.other-period` */
function assertPeriod(row: Record<string, unknown>, agreement: Agreement, today: string): void {
  const [concession, period = ''] = textOf(row['id']).split('.');
  const known = periodOf(firstDayOf(period), agreement.rhythm);
  const last = lastDayOf(agreement);
  const over = (known.lastDay < last ? known.lastDay : last) < today;
  const within = known.lastDay >= agreement.startsOn && known.firstDay <= last;
  if (concession !== row['concession'] || known.name !== period || !within || !over)
    throw new Problem(422, 'projects.other-period', texts.otherPeriod);
}

export const revenueWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const row = { ...(await readRow(context, tx, Revenue, textOf(incoming['id']))), ...incoming };
    const found = await concessionFor(row, context, tx);
    assertPeriod(row, { ...found, terminatedOn: found.terminatedOn ?? null }, dayOf(context));
    return incoming;
  },
  beforeWithdraw: async ({ key }, _context, tx) => {
    if (await restsOn(tx, 'revenue', key)) throw new Problem(422, 'projects.has-parts', texts.hasParts);
  },
};

export const remittanceWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const row = { ...(await readRow(context, tx, Remittance, textOf(incoming['number']))), ...incoming };
    await concessionFor(row, context, tx);
    const revenue = await readRow(context, tx, Revenue, textOf((row as { revenue?: unknown }).revenue));
    if (!revenue || revenue.concession !== (row as { concession?: unknown }).concession)
      throw new Problem(422, 'projects.other-period', texts.otherPeriod);
    return incoming;
  },
};
