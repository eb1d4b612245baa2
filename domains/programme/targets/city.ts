import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFile } from '#kernel/city';
import { Text } from '#kernel/texts';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const YearOrMonth = z.string().regex(/^\d{4}(-\d{2})?$/);

/** A figure of the city as the plan prints it: value and unit as they stand there. */
export const CityFigure = z.strictObject({
  id: Id,
  name: Text,
  value: z.number(),
  /** The plan's 约、左右 (about), 余、多 (over) or 近 (nearly); absent: exact. */
  approximate: z.enum(['about', 'over', 'nearly']).optional(),
  unit: Text,
  as_of: YearOrMonth,
  /** The figure that a growth, a share or an increase speaks of. */
  of: Id.optional(),
  compared_with: YearOrMonth.optional(),
  clause: z.string(),
});
export type CityFigure = z.infer<typeof CityFigure>;

export const figuresFile = defineCityFile({
  path: 'figures.yaml',
  format: 'yaml',
  title: { zh: '规划基数', en: 'Figures of the plan' },
  schema: z.strictObject({ source: Text, published: z.iso.date(), figures: z.array(CityFigure) }),
});

/** A target of the plan. `value: null` is a target that the plan gives no number for; it is shown as such, never guessed. */
export const CityTarget = z
  .strictObject({
    id: Id,
    name: Text,
    value: z.number().nullable(),
    comparison: z.enum(['at-least', 'at-most']).optional(),
    unit: Text.optional(),
    baseline: Id.optional(),
    clause: z.string(),
  })
  .refine(({ value, unit, comparison }) => value === null || (unit && comparison), {
    error: 'a target with a number needs unit and comparison',
    params: { zh: '有数值的目标须写明 unit 和 comparison' },
  });
export type CityTarget = z.infer<typeof CityTarget>;

export const targetsFile = defineCityFile({
  path: 'targets.yaml',
  format: 'yaml',
  title: { zh: '规划目标', en: 'Targets of the plan' },
  schema: z.strictObject({
    source: Text,
    published: z.iso.date(),
    due: YearOrMonth,
    targets: z.array(CityTarget),
  }),
});

export const targetCityFiles: readonly CityFile<unknown>[] = [figuresFile, targetsFile];

const twice = (ids: readonly string[]): number[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [index]));

const idsOnce: CityCheck = (city) => {
  const words = { code: 'targets.id-twice', message: { zh: '标识重复', en: 'the id stands twice' } };
  const figures = twice(city.get(figuresFile).figures.map(({ id }) => id));
  return figures.map((index) => city.fault(figuresFile, ['figures', index, 'id'], words));
};

const targetIdsOnce: CityCheck = (city) => {
  const words = { code: 'targets.id-twice', message: { zh: '标识重复', en: 'the id stands twice' } };
  const targets = twice(city.get(targetsFile).targets.map(({ id }) => id));
  return targets.map((index) => city.fault(targetsFile, ['targets', index, 'id'], words));
};

const figureUnknown = (id: string) => ({
  code: 'targets.figure-unknown',
  message: { zh: `figures.yaml 中没有 ${id}`, en: `figures.yaml has no ${id}` },
});

const figuresFit: CityCheck = (city) => {
  const { figures } = city.get(figuresFile);
  const known = new Set(figures.map(({ id }) => id));
  return figures.flatMap(({ of }, index) =>
    of === undefined || known.has(of)
      ? []
      : [city.fault(figuresFile, ['figures', index, 'of'], figureUnknown(of))],
  );
};

const baselinesFit: CityCheck = (city) => {
  const known = new Set(city.get(figuresFile).figures.map(({ id }) => id));
  return city
    .get(targetsFile)
    .targets.flatMap(({ baseline }, index) =>
      baseline === undefined || known.has(baseline)
        ? []
        : [city.fault(targetsFile, ['targets', index, 'baseline'], figureUnknown(baseline))],
    );
};

export const targetCityChecks: readonly CityCheck[] = [idsOnce, targetIdsOnce, figuresFit, baselinesFit];
