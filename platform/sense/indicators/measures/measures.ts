import { createHash } from 'node:crypto';
import { dayOf } from '#kernel/clock';
import type { Context, Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { AnyRecord } from '#kernel/record';
import { recordRegistry } from '#kernel/record-server';
import type { Compiling } from './compile.ts';
import { readAll, type MeasureRow } from './measure-store.ts';
import { MeasureDefinition, type Aggregate } from './shapes.ts';
import type { FindRecord } from './sources.ts';
import { sidesOf } from './touched-store.ts';

/** Records of the modules that run here; of a module that does not, nothing is known. */
export function recordsOf(modules: Services['modules'], whole: boolean): FindRecord {
  const registry = recordRegistry(modules);
  const ids = new Set(modules.map(({ id }) => id));
  return (id) => {
    const mounted = registry.get(id)?.record as AnyRecord | undefined;
    if (mounted) return mounted;
    const module = id.slice(0, Math.max(0, id.indexOf('.')));
    return whole || ids.has(module) ? undefined : 'elsewhere';
  };
}

export const compilingOf = (context: Services, aggregate: Aggregate): Compiling => ({
  aggregate,
  today: dayOf(context),
  find: recordsOf(context.modules, false),
  timeZone: context.config.TIME_ZONE,
});

/** Whether every record that it is counted from is here. */
export function isRunnable(context: Services, measure: MeasureDefinition): boolean {
  const registry = recordRegistry(context.modules);
  return sidesOf(measure).every(
    (side) => registry.has(side.record) && side.joins.every(({ record }) => registry.has(record)),
  );
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
