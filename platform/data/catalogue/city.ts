import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault, type ReadCity } from '#kernel/city';
import { codeTablesFile } from '#platform/base/codes';
import { organisationsFile } from '#platform/base/organisations';
import { Dataset } from './dataset.ts';
import { classificationOf } from './names.ts';

export const catalogueFile = defineCityFile({
  path: 'catalogue.yaml',
  format: 'yaml',
  title: { zh: '信息资源目录', en: 'Catalogue of resources' },
  schema: z.strictObject({
    office: z.string().describe('organisation that keeps the registers of the platform itself'),
    datasets: z.array(Dataset),
  }),
  continued: { folder: 'catalogue', list: 'datasets' },
});

const fault = (code: string, zh: string, en: string) => ({ code, message: { zh, en } });

type Found = readonly [path: readonly (string | number)[], words: ReturnType<typeof fault>];

interface Known {
  /** Successor of each institution, undefined for one that has none. */
  readonly successors: ReadonlyMap<string, string | undefined>;
  readonly datasets: ReadonlySet<string>;
}

/** Whose it is: an institution of the city, which has followed the one that the plan counts. */
function ownerFaults({ provider, countedAs }: Dataset, { successors }: Known): Found[] {
  const found: Found[] = [];
  if (!successors.has(provider))
    found.push([
      ['provider'],
      fault('catalogue.unknown-provider', `没有机构 ${provider}`, `there is no organisation ${provider}`),
    ]);
  if (countedAs !== undefined && successors.get(countedAs) !== provider)
    found.push([
      ['countedAs'],
      fault(
        'catalogue.not-followed',
        `${countedAs} 的职责不由 ${provider} 承接`,
        `${countedAs} is not followed by ${provider}`,
      ),
    ]);
  return found;
}

/** Its code says its class and theme; what it is related to is there. */
function codeFaults({ category, theme, resourceCode, related }: Dataset, { datasets }: Known): Found[] {
  const found: Found[] = [];
  const classification = classificationOf(category, theme);
  if (resourceCode !== undefined && !resourceCode.startsWith(`${classification}/`))
    found.push([
      ['resourceCode'],
      fault(
        'catalogue.classification',
        `信息资源代码应以 ${classification}/ 开头`,
        `the code of this resource begins with ${classification}/`,
      ),
    ]);
  related.forEach((code, at) => {
    if (!datasets.has(code))
      found.push([
        ['related', at],
        fault('catalogue.unknown-related', `没有信息资源 ${code}`, `there is no resource ${code}`),
      ]);
  });
  return found;
}

/** What is wrong with one resource, with the place inside it. */
function faultsOf(dataset: Dataset, known: Known): Found[] {
  const found: Found[] = [...ownerFaults(dataset, known), ...codeFaults(dataset, known)];
  const names = dataset.fields.map((field) => field.name);
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

const codeWords = {
  code: (code: string) =>
    fault('catalogue.code-twice', `资源代码 ${code} 重复`, `resource ${code} stands twice`),
  resourceCode: (code: string) =>
    fault('catalogue.resource-code-twice', `信息资源代码 ${code} 重复`, `resource code ${code} stands twice`),
};

/** Codes that an earlier resource has already. */
function twice(city: ReadCity, datasets: readonly Dataset[], name: keyof typeof codeWords): CityFault[] {
  const seen = new Set<string>();
  return datasets.flatMap((dataset, index) => {
    const code = dataset[name];
    if (code === undefined || !seen.has(code)) {
      if (code !== undefined) seen.add(code);
      return [];
    }
    return [city.fault(catalogueFile, ['datasets', index, name], codeWords[name](code))];
  });
}

/** Each resource has an owner that exists, a key among its fields, each code and field once. */
export const catalogueCheck: CityCheck = (city): CityFault[] => {
  const { datasets } = city.get(catalogueFile);
  const { organisations } = city.get(organisationsFile);
  const known: Known = {
    successors: new Map(organisations.map(({ code, successor }) => [code, successor])),
    datasets: new Set(datasets.map(({ code }) => code)),
  };
  return [
    ...datasets.flatMap((dataset, index) =>
      faultsOf(dataset, known).map(([path, words]) =>
        city.fault(catalogueFile, ['datasets', index, ...path], words),
      ),
    ),
    ...twice(city, datasets, 'code'),
    ...twice(city, datasets, 'resourceCode'),
  ];
};

/** Each item of codes names a table that the city has. */
export const catalogueCodesCheck: CityCheck = (city): CityFault[] => {
  const tables = new Set<string>(city.get(codeTablesFile).tables.map(({ id }) => id));
  return city.get(catalogueFile).datasets.flatMap(({ fields }, index) =>
    fields.flatMap(({ type, codes = '' }, at) => {
      if (type !== 'code' || tables.has(codes)) return [];
      const words = fault(
        'catalogue.unknown-codes',
        `没有代码表 ${codes}`,
        `there is no code table ${codes}`,
      );
      return [city.fault(catalogueFile, ['datasets', index, 'fields', at, 'codes'], words)];
    }),
  );
};
