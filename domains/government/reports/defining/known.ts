import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { findOrganisation } from '#platform/base/organisations';
import { standingMeasures } from '#platform/sense/indicators';
import { evaluate } from '../reading/evaluate.ts';
import { readingOf } from '../reading/asked.ts';
import type { ReportDefinition } from '../shapes.ts';
import { listPublished } from '../store.ts';
import { reportFaults, type Known } from './check.ts';
import type { Published } from './expand.ts';
import { faultOf, type Fault } from './faults.ts';

export async function publishedReports(db: Db): Promise<Published> {
  return new Map((await listPublished(db)).map((report) => [report.code, report]));
}

export async function knownNow(context: Context): Promise<Known> {
  const measures = await standingMeasures(context, context.db);
  return {
    measures: new Map(measures.map((measure) => [measure.code, measure])),
    published: await publishedReports(context.db),
  };
}

/** Whether what belongs to an organisation lies in what the actor holds a permission for. */
export function mayActFor({ actor }: Context, permission: string, owner: string): boolean {
  const scope = scopeOf(actor, permission);
  return scope === 'city' || (scope === 'department' && actor.organisation === owner);
}

async function peopleFaults(context: Context, { owner, readers }: ReportDefinition): Promise<Fault[]> {
  const faults: Fault[] = [];
  if (!(await findOrganisation(context.db, owner)))
    faults.push(faultOf(['owner'], 'owner-unknown', { owner }));
  else if (!mayActFor(context, 'reports:compose', owner))
    faults.push(faultOf(['owner'], 'not-yours', { owner }));
  for (const [index, reader] of readers.entries())
    if (!(await findOrganisation(context.db, reader)))
      faults.push(faultOf(['readers', index], 'owner-unknown', { owner: reader }));
  return faults;
}

const tooMany = 'reports.too-many-cells';

/** Blocks with more figures than can be shown, found by making them: how many values a dimension has is not in the definition. */
async function sizeFaults(
  context: Context,
  report: ReportDefinition,
  { published }: Known,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [index, block] of report.blocks.entries()) {
    if (block.kind === 'include' || block.kind === 'text') continue;
    const one = { ...report, parameters: [], blocks: [block] };
    const { blocks } = await evaluate(
      context,
      readingOf(context, { report: one, published, asMost: true }, {}),
    );
    for (const shown of blocks)
      if (shown.kind === 'fault' && shown.code === tooMany)
        faults.push({ path: ['blocks', index], code: shown.code, message: shown.detail });
  }
  return faults;
}

/** Everything that is wrong with a report as the city now is. */
export async function faultsNow(context: Context, report: ReportDefinition): Promise<Fault[]> {
  const known = await knownNow(context);
  const faults = [...(await peopleFaults(context, report)), ...reportFaults(report, known)];
  return faults.length > 0 ? faults : sizeFaults(context, report, known);
}
