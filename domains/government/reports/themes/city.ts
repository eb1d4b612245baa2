import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFile } from '#kernel/city';
import { fill, type Text } from '#kernel/texts';
import { measuresFile } from '#platform/sense/indicators';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';

/** Strict: a comma in a text without quotes would end it. */
const Words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });

/** A subject: measures that are looked at together, and the dimensions that all of them have. */
const Theme = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .max(60),
  title: Words,
  note: Words,
  measures: z.array(z.string().max(60)).min(1).max(60),
  dimensions: z.array(z.string().max(40)).max(3),
});
type Theme = z.infer<typeof Theme>;

export const themesFile = defineCityFile({
  path: 'themes.yaml',
  format: 'yaml',
  title: { zh: '主题', en: 'Subjects' },
  schema: z.strictObject({ themes: z.array(Theme) }),
});

export const themeCityFiles: readonly CityFile<unknown>[] = [themesFile, measuresFile];

const reasons = {
  'theme-twice': { zh: '已有主题 {code}。', en: 'There is a subject {code} already.' },
  'measure-unknown': { zh: '没有指标 {measure}。', en: 'There is no measure {measure}.' },
  'measure-twice': { zh: '指标 {measure} 已在这个主题里。', en: '{measure} is in this subject already.' },
  'dimension-not-shared': {
    zh: '指标 {measure} 没有维度 {name}：主题的维度须是各指标共有的。',
    en: '{measure} is not told apart by {name}: the dimensions of a subject are those that all its measures have.',
  },
} as const satisfies Readonly<Record<string, Text>>;

interface ThemeFault {
  readonly path: readonly (string | number)[];
  readonly reason: keyof typeof reasons;
  readonly facts: Readonly<Record<string, string>>;
}

function faultsOf(
  { measures, dimensions }: Theme,
  known: ReadonlyMap<string, MeasureDefinition>,
): ThemeFault[] {
  return [
    ...measures.flatMap((measure, index): ThemeFault[] => {
      const path = ['measures', index];
      if (measures.indexOf(measure) < index) return [{ path, reason: 'measure-twice', facts: { measure } }];
      return known.has(measure) ? [] : [{ path, reason: 'measure-unknown', facts: { measure } }];
    }),
    ...dimensions.flatMap((name, index): ThemeFault[] => {
      const lacking = measures.find((code) => {
        const measure = known.get(code);
        return measure && !measure.dimensions.some((each) => each.name === name);
      });
      const path = ['dimensions', index];
      return lacking === undefined
        ? []
        : [{ path, reason: 'dimension-not-shared', facts: { measure: lacking, name } }];
    }),
  ];
}

/** Each subject held against the measures that it names. */
const themesFit: CityCheck = (city) => {
  const { themes } = city.get(themesFile);
  const known = new Map(city.get(measuresFile).measures.map((measure) => [measure.code, measure]));
  return themes.flatMap((theme, index) => {
    const { code } = theme;
    const twice: ThemeFault[] =
      themes.findIndex((other) => other.code === code) < index
        ? [{ path: ['code'], reason: 'theme-twice', facts: { code } }]
        : [];
    return [...twice, ...faultsOf(theme, known)].map(({ path, reason, facts }) =>
      city.fault(themesFile, ['themes', index, ...path], {
        code: `reports.${reason}`,
        message: fill(reasons[reason], facts),
      }),
    );
  });
};

export const themeCityChecks: readonly CityCheck[] = [themesFit];
