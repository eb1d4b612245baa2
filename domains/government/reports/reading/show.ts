import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { readRow, readRowEver } from '#kernel/record-server';
import { organisationNames } from '#platform/base/organisations';
import type { ShownIssue, ShownReport } from '../contract.ts';
import { mayActFor, publishedReports } from '../defining/known.ts';
import { blocksOfIssue } from '../issues/compare.ts';
import { Issue, Report } from '../records.ts';
import type { ReportDefinition, ShownBlock } from '../shapes.ts';
import { getPrinted, mayReadIssue, mayReadReport } from '../store.ts';
import { texts } from '../texts.ts';
import { periodsBeside, readingOf, type Asked, type Reading } from './asked.ts';
import { evaluate, groundOf } from './evaluate.ts';

/** Figures are the measures' own: whoever may not see those sees none here. @throws Problem 403 `reports.may-not-read` */
export function requireMeasures({ actor }: Context): void {
  if (!may(actor, 'indicators:read')) throw new Problem(403, 'reports.may-not-read', texts.mayNotRead);
}

async function ownerOf(context: Context, code: string) {
  const name = (await organisationNames(context.db, [code])).get(code);
  return { code, name: name ?? { zh: code, en: code } };
}

/** A report with its figures as this reader sees them. */
export async function show(context: Context, reading: Reading, simulated: boolean): Promise<ShownReport> {
  requireMeasures(context);
  const { code, title, owner, grain } = reading.report;
  const { choices, blocks } = await evaluate(context, reading);
  const ground = groundOf(blocks);
  return {
    code,
    title,
    owner: await ownerOf(context, owner),
    grain,
    period: reading.period,
    ...periodsBeside(context, reading),
    choices,
    blocks,
    asOf: ground.asOf,
    simulated: simulated || ground.simulated,
    mayCompose: mayActFor(context, 'reports:compose', owner),
    mayIssue: mayActFor(context, 'reports:publish', owner),
  };
}

/** The published report that a reader asks for. @throws Problem 404 `request.not-found`, 400 `reports.*-asked` */
export async function openReport(
  context: Context,
  code: string,
  asked: Asked,
): Promise<{ reading: Reading; simulated: boolean }> {
  const row = (await mayReadReport(context, code))
    ? await readRow(context, context.db, Report, code)
    : undefined;
  if (!row) throw notFound(texts.report, code);
  const published = await publishedReports(context.db);
  return {
    reading: readingOf(context, { report: row.definition, published }, asked),
    simulated: row.meta.simulated,
  };
}

export async function readReport(context: Context, code: string, asked: Asked): Promise<ShownReport> {
  const { reading, simulated } = await openReport(context, code, asked);
  return show(context, reading, simulated);
}

export async function previewReport(
  context: Context,
  report: ReportDefinition,
  asked: Asked,
): Promise<ShownReport> {
  const published = await publishedReports(context.db);
  return show(context, readingOf(context, { report, published }, asked), false);
}

const revisedIn = (blocks: readonly ShownBlock[]): number =>
  blocks
    .flatMap((block) => (block.kind === 'grid' ? block.grid.rows.flatMap(({ cells }) => cells) : []))
    .filter(({ now }) => now !== null).length;

/** An issue as it was printed, with what was revised since. @throws Problem 404 `request.not-found` */
export async function readIssue(context: Context, id: string): Promise<ShownIssue> {
  requireMeasures(context);
  const row = (await mayReadIssue(context, id))
    ? await readRowEver(context, context.db, Issue, id)
    : undefined;
  if (!row) throw notFound(texts.issue, id);
  const printed = await getPrinted(context.db, id);
  const { period, chosen } = row;
  const blocks = await blocksOfIssue(context, printed, { period, chosen });
  return {
    id,
    code: row.report,
    title: { zh: row.titleZh, en: row.titleEn },
    owner: await ownerOf(context, row.owner),
    grain: row.grain,
    period,
    ...periodsBeside(context, { report: printed.definition, period }),
    number: row.number,
    madeAt: row.madeAt,
    choices: printed.choices.map((choice) => ({ ...choice, value: chosen[choice.name] ?? '', values: [] })),
    blocks,
    asOf: row.asOf ?? null,
    simulated: row.meta.simulated,
    revised: revisedIn(blocks),
  };
}
