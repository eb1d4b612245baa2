import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFile, type ReadCity } from '#kernel/city';
import { indicatorPoint, type IndicatorDefinition } from '#kernel/indicator';
import { catalogueFile } from '#platform/data/catalogue';
import { definitionFaults } from './check.ts';
import { fault, type DefinitionFault } from './faults.ts';
import { sourcesOf } from './measures.ts';
import { Publishing } from './publishing.ts';
import { MeasureDefinition } from './shapes.ts';

export const measuresFile = defineCityFile({
  path: 'measures.yaml',
  format: 'yaml',
  title: { zh: '指标定义', en: 'Measures' },
  schema: z.strictObject({
    publishing: Publishing.optional().describe(
      'under which name and licence everybody may have what is open',
    ),
    measures: z.array(MeasureDefinition),
  }),
});

/** No more of the neighbours' file than who there is. */
const organisationCodes = defineCityFile({
  path: 'organisations.yaml',
  format: 'yaml',
  title: { zh: '机构', en: 'Organisations' },
  schema: z.object({ organisations: z.array(z.object({ code: z.string() })) }),
});

export const measureCityFiles: readonly CityFile<unknown>[] = [measuresFile, organisationCodes];

/** The datasets of the city's catalogue, where there is one. */
const catalogued = (city: ReadCity) => city.get(catalogueFile).datasets;

/** Each measure held against the records of the platform and the other measures. */
const measuresFit: CityCheck = (city, { modules, whole }) => {
  const { measures } = city.get(measuresFile);
  const find = sourcesOf(modules, { whole, datasets: catalogued(city) });
  const owners = new Set(city.get(organisationCodes).organisations.map(({ code }) => code));
  const figures = new Set(
    modules
      .flatMap(({ contributes = [] }) => contributes)
      .filter(({ point }) => point === indicatorPoint)
      .map(({ value }) => (value as IndicatorDefinition).code),
  );
  const known = new Map(measures.map((measure) => [measure.code, measure]));
  return measures.flatMap((measure, index) => {
    const { code, owner } = measure;
    const own: DefinitionFault[] = [];
    if (figures.has(code) || measures.findIndex((other) => other.code === code) < index)
      own.push(fault(['code'], 'code-twice', { code }));
    if (!owners.has(owner)) own.push(fault(['owner'], 'owner-unknown', { owner }));
    return [...own, ...definitionFaults(measure, { source: find, measures: known })].map(
      ({ path, ...words }) => city.fault(measuresFile, ['measures', index, ...path], words),
    );
  });
};

export const measureCityChecks: readonly CityCheck[] = [measuresFit];
