import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { reportFaults } from '../defining/check.ts';
import { shownFaults } from '../defining/faults.ts';
import { knownNow } from '../defining/known.ts';
import type { Explored } from '../contract.ts';
import type { Block, Grain, ReportDefinition } from '../shapes.ts';
import { texts } from '../texts.ts';
import { readingOf } from './asked.ts';
import { evaluate, groundOf } from './evaluate.ts';
import { requireMeasures } from './show.ts';

export interface Exploring {
  readonly measure: string;
  readonly grain?: Grain | undefined;
  readonly period?: string | undefined;
  readonly periods: number;
  readonly rows?: string | undefined;
  readonly columns?: string | undefined;
  /** `town:330281001,kind:fire` */
  readonly where?: string | undefined;
}

function whereOf(text: string | undefined): Record<string, string> {
  const where: Record<string, string> = {};
  for (const part of (text ?? '').split(',').filter((each) => each !== '')) {
    const [name = '', ...rest] = part.split(':');
    where[name] = rest.join(':');
  }
  return where;
}

/** What is looked at, as the block of a report that it would be. */
function blockOf({ measure, periods, rows, columns, where }: Exploring): Block {
  const place = whereOf(where);
  if (rows === undefined)
    return { kind: 'table', measures: [{ measure, where: place }], periods, compare: [] };
  return {
    kind: 'pivot',
    measure,
    where: place,
    rows,
    periods,
    ...(columns === undefined ? {} : { columns }),
  };
}

/**
 * A measure looked at from one side, as this reader sees it.
 * @throws Problem 404 `request.not-found`, 422 `reports.cannot-explore` with the place of each fault, 400 `reports.period-asked`
 */
export async function explore(context: Context, asked: Exploring): Promise<Explored> {
  requireMeasures(context);
  const known = await knownNow(context);
  const measure = known.measures.get(asked.measure);
  const report: ReportDefinition = {
    code: 'exploring',
    title: measure?.title ?? texts.module,
    owner: measure?.owner ?? '',
    audience: 'unit',
    readers: [],
    grain: asked.grain ?? measure?.grain ?? 'month',
    parameters: [],
    blocks: [blockOf(asked)],
  };
  const faults = reportFaults(report, known);
  const [first] = faults;
  if (first)
    throw new Problem(422, 'reports.cannot-explore', fill(texts.cannotExplore, { first: first.message }), {
      errors: shownFaults(faults),
    });
  const reading = readingOf(context, { report, published: known.published }, { period: asked.period });
  const { blocks } = await evaluate(context, reading);
  return { grain: report.grain, period: reading.period, blocks, ...groundOf(blocks) };
}
