import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault } from '#kernel/city';
import { organisationsFile } from '#platform/base/organisations';
import { Dataset } from './dataset.ts';

export const catalogueFile = defineCityFile({
  path: 'catalogue.yaml',
  format: 'yaml',
  title: { zh: '信息资源目录', en: 'Catalogue of resources' },
  schema: z.strictObject({
    office: z.string().describe('organisation that keeps the registers of the platform itself'),
    datasets: z.array(Dataset),
  }),
});

const fault = (code: string, zh: string, en: string) => ({ code, message: { zh, en } });

/** What is wrong with one resource, with the place inside it. */
function faultsOf(
  dataset: Dataset,
  organisations: ReadonlySet<string>,
): [readonly (string | number)[], ReturnType<typeof fault>][] {
  const found: [readonly (string | number)[], ReturnType<typeof fault>][] = [];
  const names = dataset.fields.map((field) => field.name);
  if (!organisations.has(dataset.provider))
    found.push([
      ['provider'],
      fault(
        'catalogue.unknown-provider',
        `没有机构 ${dataset.provider}`,
        `there is no organisation ${dataset.provider}`,
      ),
    ]);
  if (!names.includes(dataset.key))
    found.push([
      ['key'],
      fault(
        'catalogue.unknown-key',
        `主键 ${dataset.key} 不在信息项中`,
        `key ${dataset.key} is not among the fields`,
      ),
    ]);
  // Files are read without regard to case.
  const columns = names.map((name) => name.toLowerCase());
  names.forEach((name, index) => {
    if (columns.indexOf(name.toLowerCase()) !== index)
      found.push([
        ['fields', index, 'name'],
        fault('catalogue.field-twice', `信息项 ${name} 重复`, `field ${name} stands twice`),
      ]);
  });
  if (dataset.share.type === 'none' && !dataset.share.basis)
    found.push([
      ['share'],
      fault('catalogue.no-basis', '不予共享须写明依据', 'not sharing needs its legal basis'),
    ]);
  return found;
}

/** Each resource has an owner that exists, a key among its fields, each code and field once. */
export const catalogueCheck: CityCheck = (city): CityFault[] => {
  const { datasets } = city.get(catalogueFile);
  const organisations = new Set(organisationCodes(city));
  const codes = datasets.map(({ code }) => code);
  return datasets.flatMap((dataset, index) => {
    const own = faultsOf(dataset, organisations).map(([path, words]) =>
      city.fault(catalogueFile, ['datasets', index, ...path], words),
    );
    const twice = codes.indexOf(dataset.code) !== index;
    return twice
      ? [
          ...own,
          city.fault(
            catalogueFile,
            ['datasets', index, 'code'],
            fault(
              'catalogue.code-twice',
              `资源代码 ${dataset.code} 重复`,
              `resource ${dataset.code} stands twice`,
            ),
          ),
        ]
      : own;
  });
};

const organisationCodes = (city: Parameters<CityCheck>[0]): string[] =>
  city.get(organisationsFile).organisations.map(({ code }) => code);
