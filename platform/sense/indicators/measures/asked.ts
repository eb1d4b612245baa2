import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { en } from '../texts.en.ts';
import { zh } from '../texts.zh.ts';
import { readOne } from './measure-store.ts';
import { definitionOf, listMeasures } from './measures.ts';
import { grainsOf, type Grain, type MeasureDefinition } from './shapes.ts';

/** What is asked of a measure, read and refused where it is none of it. */

export type Measures = ReadonlyMap<string, MeasureDefinition>;

/** @throws Problem 404 `request.not-found` */
export async function getMeasure(
  context: Context,
  code: string,
): Promise<{ measure: MeasureDefinition; all: Measures }> {
  const all = new Map((await listMeasures(context, context.db)).map((each) => [each.code, each]));
  const measure = all.get(code);
  if (!measure) throw notFound({ zh: zh.notFound, en: en.notFound }, code);
  return { measure, all };
}

/** A measure by itself, for what asks nothing of the others. @throws Problem 404 `request.not-found` */
export async function getMeasureAlone({ db }: Pick<Context, 'db'>, code: string): Promise<MeasureDefinition> {
  const row = await readOne(db, code);
  if (!row) throw notFound({ zh: zh.notFound, en: en.notFound }, code);
  return definitionOf(row);
}

export const bad = (code: string, zhText: string, enText: string): Problem =>
  new Problem(400, `indicators.${code}`, { zh: zhText, en: enText });

export function readWhere(measure: MeasureDefinition, text: string | undefined): Record<string, string> {
  const names = new Set(measure.dimensions.map(({ name }) => name));
  const where: Record<string, string> = {};
  for (const part of (text ?? '').split(',').filter((each) => each !== '')) {
    const [name = '', ...rest] = part.split(':');
    if (!names.has(name) || rest.length === 0)
      throw bad('dimension-asked', `指标没有维度“${name}”。`, `The measure is not told apart by "${name}".`);
    where[name] = rest.join(':');
  }
  return where;
}

export function grainAsked(measure: MeasureDefinition, grain: Grain | undefined): Grain {
  if (grain === undefined || grainsOf(measure.grain).includes(grain)) return grain ?? measure.grain;
  throw bad(
    'grain-asked',
    `这个指标最细按 ${measure.grain} 统计。`,
    `This measure is kept by ${measure.grain} at the finest.`,
  );
}
