import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { openTask } from '#platform/base/tasks';
import { organisationNames } from '#platform/base/organisations';
import { standingMeasures } from '#platform/sense/indicators';
import { linkOf, mayManage, nowOf, taskSource } from '../common.ts';
import { Judgement, Scheme } from '../records.ts';
import { leavesOf, type SchemeDefinition } from '../shapes.ts';
import { listSchemeCodes } from '../store.ts';
import { texts } from '../texts.ts';
import { schemeFaults, type SchemeFault } from './check.ts';

export type KnownScheme = Row<typeof Scheme>;

/** What is wrong with a scheme as the city now is. */
export async function checkScheme(
  context: Context,
  db: Db,
  scheme: SchemeDefinition,
): Promise<SchemeFault[]> {
  const measures = await standingMeasures(context, db);
  const organisations = await organisationNames(db, [scheme.office, ...scheme.units]);
  return schemeFaults(scheme, {
    measures: new Map(measures.map((measure) => [measure.code, measure])),
    organisations: new Set(organisations.keys()),
    schemes: new Set(await listSchemeCodes(db)),
  });
}

/** @throws Problem 404, 403 `performance.not-office` */
export async function getManaged(context: Context, tx: Db, code: string): Promise<KnownScheme> {
  const scheme = await lockRow(context, tx, Scheme, code, 'performance:read');
  if (!scheme) throw notFound(texts.scheme, code);
  requireOffice(context, scheme.office);
  return scheme;
}

/** @throws Problem 403 `performance.not-office` */
export function requireOffice(context: Context, office: string): void {
  if (!mayManage(context, office)) throw new Problem(403, 'performance.not-office', texts.notOffice);
}

const refuse = (faults: readonly SchemeFault[]): Problem =>
  new Problem(
    422,
    'performance.scheme-refused',
    fill(texts.refused, { count: faults.length, first: faults[0]?.detail ?? '' }),
    { errors: faults.map(({ path, code, detail }) => ({ path, code, detail })) },
  );

/**
 * Keeps a scheme. Once evidence is being collected its criteria, units and weights stand: whoever is judged knows by what.
 * @throws Problem 422 `performance.scheme-refused`, 409 `performance.under-way`, 403 `performance.not-office`
 */
export const defineScheme = (context: Context, scheme: SchemeDefinition, simulated: boolean): Promise<void> =>
  context.transaction(async (tx) => {
    await oneAtATime(tx, `performance.scheme:${scheme.code}`);
    requireOffice(context, scheme.office);
    const before = await readRow(context, tx, Scheme, scheme.code);
    if (before) requireOffice(context, before.office);
    if (before && before.state !== 'draft') throw new Problem(409, 'performance.under-way', texts.underWay);
    const faults = await checkScheme(context, tx, scheme);
    if (faults.length > 0) throw refuse(faults);
    const row = {
      code: scheme.code,
      titleZh: scheme.title.zh,
      titleEn: scheme.title.en,
      state: 'draft',
      begins: scheme.begins,
      ends: scheme.ends,
      office: scheme.office,
      units: scheme.units.length,
      definition: scheme,
    };
    const how = { source: 'console', basis: 'performance:manage', simulated };
    await writeRows(context, tx, Scheme, [row], how);
  });

function wantedOf({ definition }: KnownScheme) {
  const wanted = leavesOf(definition).filter((leaf) => leaf.kind === 'evidence');
  return definition.units.flatMap((unit) =>
    wanted.map((leaf) => ({
      id: `${definition.code}.${unit}.${leaf.code}`,
      titleZh: leaf.title.zh,
      titleEn: leaf.title.en,
      scheme: definition.code,
      unit,
      office: definition.office,
      kind: 'evidence',
      criterion: leaf.code,
      state: 'waiting',
      asksZh: leaf.asks.zh,
      asksEn: leaf.asks.en,
    })),
  );
}

/** From now on units hand in evidence: each has one task for all that it has to show. @throws Problem as `getManaged`, 409 `performance.under-way` */
export const openScheme = (context: Context, code: string): Promise<void> =>
  context.transaction(async (tx) => {
    const scheme = await getManaged(context, tx, code);
    if (scheme.state !== 'draft') throw new Problem(409, 'performance.under-way', texts.underWay);
    const { simulated } = scheme.meta;
    const how = { source: 'performance:opened', basis: 'performance:manage', simulated };
    await writeRows(context, tx, Scheme, [{ code, state: 'collecting', openedAt: nowOf(context) }], how);
    const wanted = wantedOf(scheme);
    await writeRows(context, tx, Judgement, wanted, how);
    for (const unit of new Set(wanted.map((each) => each.unit)))
      await openTask(context, tx, {
        kind: 'performance.evidence',
        title: fill(texts.evidenceTask, { title: { zh: scheme.titleZh, en: scheme.titleEn } }),
        owner: unit,
        source: taskSource('evidence', `${code}.${unit}`),
        link: linkOf(`judgements?scheme=${encodeURIComponent(code)}&unit=${encodeURIComponent(unit)}`),
        clock: { unit: 'working-days', amount: scheme.definition.evidenceDays },
        count: wanted.filter((each) => each.unit === unit).length,
        simulated,
      });
  });
