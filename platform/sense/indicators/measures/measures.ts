import { createHash } from 'node:crypto';
import { dayOf } from '#kernel/clock';
import type { Context, Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { publishedViewPoint, type PublishedView } from '#kernel/published-view';
import type { AnyRecord } from '#kernel/record';
import { recordRegistry } from '#kernel/record-server';
import { findDataset, type Dataset } from '#platform/data/catalogue';
import type { Compiling } from './compile.ts';
import { datasetNamed, datasetSource } from './dataset-source.ts';
import { readAll, type MeasureRow } from './measure-store.ts';
import { MeasureDefinition, type Aggregate } from './shapes.ts';
import { recordSource, viewSource, type FindSource, type Source } from './sources.ts';
import { sidesOf, sourceIdsOf } from './touched-store.ts';

type Sourced = Pick<Services, 'modules'>;

/** Views that modules publish to be counted, by their ids. */
const viewsOf = ({ modules }: Sourced): ReadonlyMap<string, PublishedView> =>
  new Map(
    modules
      .flatMap(({ contributes = [] }) => contributes)
      .filter(({ point }) => point === publishedViewPoint)
      .map(({ value }) => [(value as PublishedView).id, value as PublishedView]),
  );

/** Ids of the views of which something holds. */
export const viewsOver = (context: Sourced, holds: (view: PublishedView) => boolean): ReadonlySet<string> =>
  new Set([...viewsOf(context).values()].filter(holds).map(({ id }) => id));

/**
 * The sources of the modules that run here, and the given datasets; of a module that does not run, nothing is known.
 * @param of.whole every module of the platform is here: what is not known is not there
 */
export function sourcesOf(
  modules: Services['modules'],
  { whole, datasets }: { readonly whole: boolean; readonly datasets: readonly Dataset[] },
): FindSource {
  const registry = recordRegistry(modules);
  const views = viewsOf({ modules });
  const byCode = new Map(datasets.map((dataset) => [dataset.code, dataset]));
  const ids = new Set(modules.map(({ id }) => id));
  return (id) => {
    const code = datasetNamed(id);
    if (code !== undefined) {
      const dataset = byCode.get(code);
      return dataset && datasetSource(dataset);
    }
    const mounted = registry.get(id)?.record as AnyRecord | undefined;
    if (mounted) return recordSource(mounted);
    const view = views.get(id);
    if (view) return viewSource(view);
    const module = id.slice(0, Math.max(0, id.indexOf('.')));
    return whole || ids.has(module) ? undefined : 'elsewhere';
  };
}

/** Every source there is. */
export const allSources = (modules: Services['modules'], datasets: readonly Dataset[]): Source[] => [
  ...[...recordRegistry(modules).values()].map(({ record }) => recordSource(record as unknown as AnyRecord)),
  ...[...viewsOf({ modules }).values()].map(viewSource),
  ...datasets.map(datasetSource),
];

/** Ids of everything that some aggregates are counted from or joined with. */
const idsOf = (sides: readonly Aggregate[]): ReadonlySet<string> =>
  new Set(sides.flatMap(({ record, joins }) => [record, ...joins.map((join) => join.record)]));

/** The sources of some aggregates as they stand now. */
export async function findSources(
  { modules }: Sourced,
  db: Db,
  sides: readonly Aggregate[],
  whole = false,
): Promise<FindSource> {
  const datasets: Dataset[] = [];
  for (const code of [...idsOf(sides)].map(datasetNamed)) {
    const dataset = code === undefined ? undefined : await findDataset(db, code);
    if (dataset) datasets.push(dataset);
  }
  return sourcesOf(modules, { whole, datasets });
}

export const compilingOf = async (context: Services, db: Db, aggregate: Aggregate): Promise<Compiling> => ({
  aggregate,
  today: dayOf(context),
  find: await findSources(context, db, [aggregate]),
  timeZone: context.config.TIME_ZONE,
});

/** Whether every source that it is counted from is here; whether a dataset is in the catalogue is asked when it is read. */
export function isRunnable(context: Sourced, measure: MeasureDefinition): boolean {
  const find = sourcesOf(context.modules, { whole: false, datasets: [] });
  return sourceIdsOf(measure).every((id) => {
    const source = find(id);
    return datasetNamed(id) !== undefined || (source !== undefined && source !== 'elsewhere');
  });
}

/** Those of which every record is here, and, made of others, every one of those too. */
export function runnableOf(
  context: Services,
  all: readonly MeasureDefinition[],
): readonly MeasureDefinition[] {
  const not = all.filter((each) => !isRunnable(context, each));
  const out = new Set([...not, ...dependentsOf(codesOf(not), all)]);
  return all.filter((each) => !out.has(each));
}

const codesOf = (measures: readonly MeasureDefinition[]): string[] => measures.map(({ code }) => code);

/** Tells by what the kept values were reckoned; words and targets change none. */
export function fingerprintOf(measure: MeasureDefinition): string {
  const { numerator, denominator, derived, dimensions, grain } = measure;
  const places = dimensions.map(({ name, field, denominator: below, level }) => [name, field, below, level]);
  const said = JSON.stringify([numerator, denominator, derived, places, grain]);
  return createHash('sha256').update(said).digest('hex').slice(0, 32);
}

const maybe = <K extends string, V>(name: K, value: V | null | undefined): Partial<Record<K, V>> =>
  value === null || value === undefined ? {} : ({ [name]: value } as Record<K, V>);

const saidBy = (row: MeasureRow): Record<string, unknown> => ({
  code: row.code,
  title: { zh: row.title_zh, en: row.title_en },
  definition: { zh: row.definition_zh, en: row.definition_en },
  unit: { zh: row.unit_zh, en: row.unit_en },
  ...maybe('numerator', row.numerator),
  ...maybe('denominator', row.denominator),
  ...maybe('derived', row.derived),
  factor: row.factor,
  grain: row.grain,
  dimensions: row.dimensions,
  direction: row.direction,
  owner: row.owner,
  ...maybe('secrecy', row.secrecy_least === null ? null : { least: row.secrecy_least }),
  audience: row.audience,
  ...maybe('targets', row.targets),
});

/** A row of the record as the definition that it keeps. */
export const definitionOf = (row: MeasureRow): MeasureDefinition => MeasureDefinition.parse(saidBy(row));

/** The definition of a row that has long been out of force; undefined when it is none by what a definition is today. */
export const readDefinition = (row: MeasureRow): MeasureDefinition | undefined =>
  MeasureDefinition.safeParse(saidBy(row)).data;

function kindOf({ derived, denominator, numerator }: MeasureDefinition): string {
  if (derived) return 'derived';
  return denominator ? 'ratio' : (numerator?.aggregate ?? 'count');
}

/** What may be left out is null in the row. */
const sparse = ({ numerator, denominator, derived, secrecy, targets }: MeasureDefinition) => ({
  numerator: numerator ?? null,
  denominator: denominator ?? null,
  derived: derived ?? null,
  secrecyLeast: secrecy?.least ?? null,
  targets: targets ?? null,
});

/** The values of a definition's row. */
export const rowOf = (measure: MeasureDefinition): Record<string, unknown> => ({
  ...sparse(measure),
  code: measure.code,
  titleZh: measure.title.zh,
  titleEn: measure.title.en,
  definitionZh: measure.definition.zh,
  definitionEn: measure.definition.en,
  unitZh: measure.unit.zh,
  unitEn: measure.unit.en,
  grain: measure.grain,
  direction: measure.direction,
  owner: measure.owner,
  kind: kindOf(measure),
  sources: [...new Set(sidesOf(measure).map(({ record }) => record))],
  factor: measure.factor,
  dimensions: measure.dimensions,
  audience: measure.audience,
});

/** Codes of the measures that one is made of. */
export const termCodes = ({ derived }: MeasureDefinition): string[] =>
  [...(derived?.numerator ?? []), ...(derived?.denominator ?? [])].map(({ measure }) => measure);

/** What is made of some measures, of what is made of them, and so on. */
export function dependentsOf(
  codes: readonly string[],
  all: readonly MeasureDefinition[],
): readonly MeasureDefinition[] {
  const reached = new Set(codes);
  const found: MeasureDefinition[] = [];
  for (let before = -1; before < found.length;) {
    before = found.length;
    for (const measure of all) {
      if (reached.has(measure.code) || !termCodes(measure).some((code) => reached.has(code))) continue;
      reached.add(measure.code);
      found.push(measure);
    }
  }
  return found;
}

/** Every measure that stands. */
export const listMeasures = async (_context: Context, db: Db): Promise<MeasureDefinition[]> =>
  (await readAll(db)).map(definitionOf);
