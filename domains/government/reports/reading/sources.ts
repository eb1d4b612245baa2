import type { Context } from '#kernel/context';
import type { Text } from '#kernel/texts';
import { readStretch, type MeasureStretch } from '#platform/sense/indicators';
import type { Reading } from './asked.ts';

type Place = Readonly<Record<string, string>>;
export interface Named {
  readonly key: string;
  readonly title: Text;
}

/** The measures of a report, each stretch of periods read once. */
export class Sources {
  readonly #context: Context;
  readonly #reading: Reading;
  readonly #known = new Map<string, Promise<MeasureStretch>>();

  constructor(context: Context, reading: Reading) {
    this.#context = context;
    this.#reading = reading;
  }

  /** @throws Problem 404 `request.not-found` for a measure that is out of force */
  stretch(measure: string, count: number): Promise<MeasureStretch> {
    const key = `${measure} ${count}`;
    const { period: to, report, asMost } = this.#reading;
    const known =
      this.#known.get(key) ?? readStretch(this.#context, measure, { grain: report.grain, to, count, asMost });
    this.#known.set(key, known);
    return known;
  }
}

/** The values of a dimension; the one that is chosen already where there is one. */
export async function valuesOf(stretch: MeasureStretch, name: string, place: Place): Promise<Named[]> {
  const { [name]: only, ...others } = place;
  const values = await stretch.values(name, others);
  return values
    .filter(({ value }) => only === undefined || value === only)
    .map(({ value, title }) => ({ key: value, title }));
}

/** ` (梨洲街道)`: what a figure is narrowed to, in words; empty for the whole. */
export async function placeText(stretch: MeasureStretch, place: Place): Promise<Text | undefined> {
  const titles: Text[] = [];
  for (const [name, value] of Object.entries(place)) {
    const found = (await stretch.values(name, {})).find((each) => each.value === value);
    titles.push(found?.title ?? { zh: value, en: value });
  }
  if (titles.length === 0) return undefined;
  return { zh: titles.map(({ zh }) => zh).join('、'), en: titles.map(({ en }) => en).join(', ') };
}

/** A measure's name with what it is narrowed to. */
export async function titleOf(stretch: MeasureStretch, place: Place): Promise<Text> {
  const { title } = stretch.measure;
  const where = await placeText(stretch, place);
  return where ? { zh: `${title.zh}（${where.zh}）`, en: `${title.en} (${where.en})` } : title;
}
