import type { Context } from '#kernel/context';
import { indicatorPoint } from '#kernel/indicator';
import { oneAtATime, type Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { en } from '../texts.en.ts';
import { zh } from '../texts.zh.ts';
import { definitionFaults } from './check.ts';
import type { SideCell } from './compile.ts';
import { derivedSide } from './derive-store.ts';
import { fault, type DefinitionFault } from './faults.ts';
import { isOrganisation, sourceOfMeasure } from './measure-store.ts';
import { compilingOf, isRunnable, listMeasures, findSources, rowOf, termCodes } from './measures.ts';
import { Measure } from './records.ts';
import { sidesOf } from './touched-store.ts';
import type { Grain, MeasureDefinition } from './shapes.ts';
import { countSide } from './read-side.ts';
import { closedSources, readPermission } from './source-rights.ts';

const words = {
  refused: {
    zh: '指标定义有 {count} 处不成立，未保存。{first}',
    en: 'The definition cannot stand ({count} faults) and was not saved. {first}',
  },
  sourceClosed: {
    zh: '您没有查看{record}全部记录（用到个人信息时，还有查看原文）的权限，不能这样定义指标。',
    en: 'You may not see all rows of {record}, or not the personal data that this uses: no measure of yours can be made so.',
  },
  fromFile: {
    zh: '指标 {code} 写在城市文件 measures.yaml 中，请在那里修改。',
    en: 'The measure {code} stands in the city’s file measures.yaml: change it there.',
  },
  used: {
    zh: '指标 {code} 还被 {others} 引用，不能停用。',
    en: '{others} is made of the measure {code}: it cannot be taken out of force.',
  },
  noRows: { zh: '来源中没有一行符合分母', en: 'no row of the source counts in it' },
} as const satisfies Readonly<Record<string, Text>>;

/** Who defines a measure could ask anything of its rows by conditions: only whoever may read them all. */
async function requireSources(context: Context, db: Db, measure: MeasureDefinition): Promise<void> {
  const [closed] = await closedSources(context, db, measure);
  if (!closed) return;
  const facts = { record: closed.title };
  throw new Problem(403, 'indicators.source-closed', fill(words.sourceClosed, facts), {
    record: closed.id,
    permission: readPermission(context, closed),
  });
}

/** One side as its source says it now, by year: in all there are few. */
export async function sideNow(
  context: Context,
  db: Db,
  measure: MeasureDefinition,
  { side, grain = measure.grain }: { side: 'numerator' | 'denominator'; grain?: Grain },
): Promise<SideCell[]> {
  const slice = { grain };
  const terms = measure.derived?.[side];
  const plain = { ...measure, dimensions: [] };
  if (terms) return derivedSide(db, plain, terms, slice);
  const aggregate = measure[side];
  if (!aggregate) return [];
  const compiling = await compilingOf(context, db, aggregate);
  return countSide(context, db, compiling, { dimensions: [], side, slice });
}

/** A denominator that is zero over every row there is will divide nothing tomorrow either. */
async function zeroNow(context: Context, db: Db, measure: MeasureDefinition): Promise<DefinitionFault[]> {
  if (!measure.denominator && !measure.derived?.denominator) return [];
  const found = await sideNow(context, db, measure, { side: 'denominator', grain: 'year' });
  if (found.length === 0 || found.some(({ sum }) => sum !== null && Number(sum) !== 0)) return [];
  const path = measure.denominator ? ['denominator'] : ['derived', 'denominator'];
  return [fault(path, 'denominator-zero', { why: words.noRows })];
}

/** All that is wrong with a definition, beside what stands. @throws Problem 403 `indicators.source-closed` */
export async function faultsOf(
  context: Context,
  db: Db,
  measure: MeasureDefinition,
): Promise<DefinitionFault[]> {
  const others = await listMeasures(context, db);
  const known = new Map(others.filter(({ code }) => code !== measure.code).map((each) => [each.code, each]));
  const own: DefinitionFault[] = [];
  if (context.contributions(indicatorPoint).some(({ code }) => code === measure.code))
    own.push(fault(['code'], 'code-twice', { code: measure.code }));
  if (!(await isOrganisation(db, measure.owner)))
    own.push(fault(['owner'], 'owner-unknown', { owner: measure.owner }));
  // Of a record that is not run here nothing can be counted: what the city's file may name, the console may not.
  const source = await findSources(context, db, [measure, ...others].flatMap(sidesOf), true);
  const found = [...own, ...definitionFaults(measure, { source, measures: known })];
  if (found.length > 0 || !isRunnable(context, measure)) return found;
  await requireSources(context, db, measure);
  // Others that are made of it must still stand with what it becomes.
  const changed = new Map([...known, [measure.code, measure]]);
  for (const other of others.filter((each) => termCodes(each).includes(measure.code))) {
    const rest = new Map([...changed].filter(([code]) => code !== other.code));
    found.push(...definitionFaults(other, { source, measures: rest }).map((each) => ({ ...each, path: [] })));
  }
  return found.length > 0 ? found : zeroNow(context, db, measure);
}

/** A fault as it is answered. */
export const shown = ({ path, code, message }: DefinitionFault) => ({
  path: path.join('.'),
  code,
  detail: message,
});

/** Two who change definitions at once would each be checked against what the other has just changed. */
const alone = <T>(context: Context, work: (tx: Db) => Promise<T>): Promise<T> =>
  context.transaction(async (tx) => {
    await oneAtATime(tx, 'indicators.measures');
    return work(tx);
  });

async function refuseFromFile(tx: Db, code: string): Promise<void> {
  const source = await sourceOfMeasure(tx, code);
  refuseIf(source?.startsWith('city:') ?? false, 'indicators.from-file', words.fromFile, { code });
}

/**
 * Keeps a definition; its values are reckoned soon after.
 * @throws Problem 422 `indicators.definition-refused`, 403 `indicators.source-closed`, 409 `indicators.from-file`
 */
export const defineMeasure = (context: Context, measure: MeasureDefinition): Promise<void> =>
  alone(context, async (tx) => {
    await refuseFromFile(tx, measure.code);
    const faults = await faultsOf(context, tx, measure);
    const [first] = faults;
    if (first)
      throw new Problem(
        422,
        'indicators.definition-refused',
        fill(words.refused, { count: faults.length, first: first.message }),
        { errors: faults.map(shown) },
      );
    const how = { source: 'console', basis: 'indicators:define' };
    await writeRows(context, tx, Measure, [rowOf(measure)], how);
  });

/**
 * Takes a measure of the console out of force; what it kept and released stays, and is there again when it is.
 * @throws Problem 404 `request.not-found`, 409 `indicators.from-file` `indicators.measure-used`
 */
export const retireMeasure = (context: Context, code: string, reason = '在控制台停用'): Promise<void> =>
  alone(context, async (tx) => {
    const all = await listMeasures(context, tx);
    if (!all.some((each) => each.code === code)) throw notFound({ zh: zh.notFound, en: en.notFound }, code);
    await refuseFromFile(tx, code);
    const others = all.filter((each) => termCodes(each).includes(code)).map((each) => each.code);
    refuseIf(others.length > 0, 'indicators.measure-used', words.used, { code, others: others.join('、') });
    // Whoever saves another waits: nothing is taken out of force that is not among these.
    const keep = all.map((each) => each.code).filter((each) => each !== code);
    await withdrawGone(context, tx, Measure, { source: 'console', keep, reason });
  });
