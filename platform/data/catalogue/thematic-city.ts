import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault } from '#kernel/city';
import { organisationsFile } from '#platform/base/organisations';
import { Text } from '#kernel/texts';
import { catalogueFile } from './city.ts';

const Named = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{2,60}$/),
  title: Text,
  named: z.string().describe('as the plan prints it'),
  owner: z.string().optional().describe('organisation; only where the name tells it'),
  datasets: z.array(z.string()),
});

export const thematicFile = defineCityFile({
  path: 'thematic-databases.yaml',
  format: 'yaml',
  title: { zh: '专题数据库', en: 'Thematic databases' },
  schema: z.strictObject({
    counted: z.strictObject({ databases: z.int(), units: z.int(), clause: z.string() }),
    databases: z.array(Named),
  }),
});

/** Owners and datasets exist, each code stands once. */
export const thematicCheck: CityCheck = (city): CityFault[] => {
  const organisations = new Set(city.get(organisationsFile).organisations.map(({ code }) => code));
  const datasets = new Set(city.get(catalogueFile).datasets.map(({ code }) => code));
  const { databases } = city.get(thematicFile);
  const fault = (path: readonly [number, string], code: string, zh: string, en: string) =>
    city.fault(thematicFile, ['databases', ...path], { code: `catalogue.${code}`, message: { zh, en } });
  return databases.flatMap(({ code, owner, datasets: held }, at) => {
    const found: CityFault[] = [];
    if (owner !== undefined && !organisations.has(owner))
      found.push(
        fault([at, 'owner'], 'unknown-owner', `没有机构 ${owner}`, `there is no organisation ${owner}`),
      );
    for (const each of held)
      if (!datasets.has(each))
        found.push(
          fault([at, 'datasets'], 'unknown-dataset', `没有数据集 ${each}`, `there is no dataset ${each}`),
        );
    if (databases.findIndex((other) => other.code === code) !== at)
      found.push(fault([at, 'code'], 'thematic-twice', `代码 ${code} 重复`, `code ${code} stands twice`));
    return found;
  });
};
