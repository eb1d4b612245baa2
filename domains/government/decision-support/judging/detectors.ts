import { z } from 'zod';
import type { Text } from '#kernel/texts';

/** The four levels of a warning, the least first, by the names and colours of 突发事件应对法 第六十四条. */
export const levels = ['blue', 'yellow', 'orange', 'red'] as const;
export type Level = (typeof levels)[number];

export const levelNames = {
  blue: { zh: '蓝色（四级）', en: 'Blue (level IV)' },
  yellow: { zh: '黄色（三级）', en: 'Yellow (level III)' },
  orange: { zh: '橙色（二级）', en: 'Orange (level II)' },
  red: { zh: '红色（一级）', en: 'Red (level I)' },
} as const satisfies Readonly<Record<Level, Text>>;

export const rank = (level: Level | null): number => (level === null ? 0 : levels.indexOf(level) + 1);
export const higher = (one: Level | null, other: Level | null): Level | null =>
  rank(one) >= rank(other) ? one : other;

/** One number for each level that is used: the higher the level, the farther away. */
const byLevel = (each: z.ZodNumber) =>
  z
    .strictObject({
      blue: each.optional(),
      yellow: each.optional(),
      orange: each.optional(),
      red: each.optional(),
    })
    .refine((said) => Object.values(said).some((value) => value !== undefined), {
      error: 'at least one level',
    });

export type ByLevel = z.infer<ReturnType<typeof byLevel>>;

/** The levels that are used with their numbers, the least first. */
export const usedLevels = (said: ByLevel): { readonly level: Level; readonly at: number }[] =>
  levels.flatMap((level) => {
    const at = said[level];
    return at === undefined ? [] : [{ level, at }];
  });

const sides = ['high', 'low', 'both'] as const;
const count = (least: number, most: number) => z.int().min(least).max(most);

/** Fixed limits: the level whose limit was reached in `times` of the last `of` periods; over when back beyond `clear`. */
export const Limits = z
  .strictObject({
    kind: z.literal('limits'),
    direction: z.enum(['above', 'below']).describe('which side of a limit is the wrong one'),
    levels: byLevel(z.number()).describe('the limit of each level; one that is reached counts'),
    clear: z
      .number()
      .optional()
      .describe('over when back on the good side of it; the lowest limit when absent'),
    times: count(1, 24).default(1),
    of: count(1, 24).default(1),
  })
  .refine(({ times, of }) => times <= of, { error: 'more times than periods', path: ['times'] });
export type Limits = z.infer<typeof Limits>;

const calm = count(1, 24)
  .default(2)
  .describe('over after so many periods without a signal that are back where the process was');

/** A control chart, its centre and spread from the periods before the rule began to watch. */
export const Control = z.strictObject({
  kind: z.literal('control'),
  chart: z
    .enum(['individuals', 'ewma', 'cusum', 'p', 'u'])
    .describe('single values, moving average, cumulative sum, shares, rates of events'),
  side: z.enum(sides).default('high'),
  levels: byLevel(z.number().positive().max(100)).describe(
    'width of the limits in standard deviations; of cusum the sum that signals',
  ),
  baseline: count(8, 240).default(24).describe('so many periods with values before those watched'),
  lambda: z.number().positive().max(1).optional().describe('ewma: weight of the newest; 0.1 when absent'),
  allowance: z
    .number()
    .min(0)
    .max(5)
    .optional()
    .describe('cusum: half of the shift to find; 0.5 when absent'),
  calm,
});
export type Control = z.infer<typeof Control>;

/** Departure from what was to be expected: the forecast made from the periods before each. */
export const Departure = z.strictObject({
  kind: z.literal('forecast'),
  side: z.enum(sides).default('both'),
  levels: byLevel(z.number().gt(0.5).lt(1)).describe('share of values that the interval should cover'),
  history: count(8, 240)
    .default(48)
    .describe('it is made from at most so many periods, none of them without value'),
  calm,
});
export type Departure = z.infer<typeof Departure>;

/** By what a measure is judged. */
export const Detector = z.discriminatedUnion('kind', [Limits, Control, Departure]);
export type Detector = z.infer<typeof Detector>;

/** How likely an open case is to be late: the level whose chance is reached; over when back below `clear`. */
export const Risk = z.strictObject({
  kind: z.literal('risk'),
  levels: byLevel(z.number().gt(0).max(1)).describe('chance of each level; one that is reached counts'),
  clear: z.number().min(0).max(1).optional().describe('over when below it; the lowest level when absent'),
});
export type Risk = z.infer<typeof Risk>;

/** By what a rule judges: a measure, or cases. */
export const AnyDetector = z.discriminatedUnion('kind', [Limits, Control, Departure, Risk]);
export const detectorKinds = ['limits', 'control', 'forecast', 'risk'] as const;

export const detectorNames = {
  limits: { zh: '限值', en: 'Limits' },
  control: { zh: '控制图', en: 'Control chart' },
  forecast: { zh: '偏离预测', en: 'Departure from forecast' },
  risk: { zh: '事项逾期风险', en: 'Risk of open cases' },
} as const satisfies Readonly<Record<(typeof detectorKinds)[number], Text>>;

/**
 * Whether the levels stand in their order, and what ends a warning on the good side of what begins it.
 * @returns the part that does not, or undefined
 */
export function misplaced(detector: Detector | Risk): 'levels' | 'clear' | undefined {
  const used = usedLevels(detector.levels).map(({ at }) => at);
  const down = detector.kind === 'limits' && detector.direction === 'below';
  const outward = (one: number, next: number) => (down ? next < one : next > one);
  if (!used.every((at, index) => index === 0 || outward(used[index - 1] ?? at, at))) return 'levels';
  const [first] = used;
  if (!('clear' in detector) || detector.clear === undefined || first === undefined) return undefined;
  return outward(first, detector.clear) ? 'clear' : undefined;
}
