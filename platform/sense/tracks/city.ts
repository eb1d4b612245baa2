import { z } from 'zod';
import { defineCityFile, type CityCheck } from '#kernel/city';
import { Area, Rule } from './shapes.ts';

/** How long tracks stay, the areas that rules speak of, the rules. */
export const tracksFile = defineCityFile({
  path: 'tracks.yaml',
  format: 'yaml',
  title: { zh: '轨迹规则', en: 'Rules of tracks' },
  schema: z.strictObject({
    keepDays: z.int().min(1).max(3650),
    areas: z.array(Area),
    rules: z.array(Rule),
  }),
});

export const areasKnown: CityCheck = (city) => {
  const { areas, rules } = city.get(tracksFile);
  const known = new Set(areas.map(({ id }) => id));
  return rules.flatMap(({ area }, index) =>
    area === undefined || known.has(area)
      ? []
      : [
          city.fault(tracksFile, ['rules', index, 'area'], {
            code: 'tracks.area-unknown',
            message: { zh: `没有区域 ${area}`, en: `there is no area ${area}` },
          }),
        ],
  );
};
