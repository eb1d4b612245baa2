import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault } from '#kernel/city';
import { Text } from '#kernel/texts';
import { accesses, ColumnChoice, cycles, forms, MilliEpsilon, ReleaseCode } from './shapes.ts';

const code = z.string().regex(/^[a-z][a-z0-9.-]{1,40}$/);

export const Licence = z.strictObject({
  code,
  title: Text,
  url: z.url(),
  open: z.boolean().describe('open in the sense of the Open Definition'),
});

export const Domain = z.strictObject({ code, title: Text });

/** What somebody proposes to open: which columns of which source, under which licence. */
export const Proposal = z.strictObject({
  code: ReleaseCode,
  source: z.string().max(80).describe('code of the entry in the catalogue'),
  title: Text,
  abstract: Text,
  domain: z.string().max(40),
  licence: z.string().max(40),
  cycle: z.enum(cycles),
  columns: z.array(ColumnChoice).min(1).max(100),
  access: z.enum(accesses).default('everyone'),
  form: z.enum(forms).default('rows'),
  milliEpsilon: MilliEpsilon.optional(),
});
export type Proposal = z.output<typeof Proposal>;

export const Gate = z.strictObject({
  k: z.int().min(2).max(1000),
  l: z.int().min(1).max(100),
  suppressAtMost: z.number().min(0).max(100).describe('percent of rows'),
});
export type Gate = z.output<typeof Gate>;

/** What a dataset may tell of anybody in all its tables with noise together, and one version at most; thousandths of ε. */
export const PrivacyBudget = z.strictObject({ dataset: MilliEpsilon, version: MilliEpsilon });

export const OpenDataCity = z.strictObject({
  clause: z.string(),
  office: z.string().describe('organisation that decides'),
  publisher: Text,
  contact: z.strictObject({ name: Text, email: z.email() }),
  gate: Gate,
  privacyBudget: PrivacyBudget,
  asksPerDay: z.int().min(1).max(1000).describe('requests of one actor for what is open on request'),
  requestsPerMinute: z.int().min(1).max(1_000_000),
  domains: z.array(Domain).min(1),
  licences: z.array(Licence).min(1),
  registers: z.array(
    z.strictObject({
      record: z.string().describe('`module.name`'),
      provider: z.string(),
      cycle: z.enum(cycles),
      open: z.enum(['unconditional', 'conditional']),
    }),
  ),
  demonstrations: z.array(Proposal),
});
export type OpenDataCity = z.output<typeof OpenDataCity>;

export const openDataFile = defineCityFile({
  path: 'open-data.yaml',
  format: 'yaml',
  title: { zh: '公共数据开放', en: 'Open data' },
  schema: OpenDataCity,
});

/** What is demonstrated lies in a domain and under a licence that the city has. */
export const openDataCheck: CityCheck = (city): CityFault[] => {
  const { domains, licences, demonstrations } = city.get(openDataFile);
  const known = {
    domain: new Set(domains.map((each) => each.code)),
    licence: new Set(licences.map((each) => each.code)),
  };
  return demonstrations.flatMap((each, index) =>
    (['domain', 'licence'] as const)
      .filter((name) => !known[name].has(each[name]))
      .map((name) =>
        city.fault(openDataFile, ['demonstrations', index, name], {
          code: `open-data.unknown-${name}`,
          message: { zh: `没有 ${each[name]}`, en: `there is no ${name} ${each[name]}` },
        }),
      ),
  );
};
