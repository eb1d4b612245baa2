import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault, type CityFile, type ReadCity } from '#kernel/city';
import { Text } from '#kernel/texts';
import { isAncestor, mappingKinds } from './rules.ts';

/** A row of a code table. Without dates it holds at any time. */
export const CityCode = z.object({
  code: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  valid_from: z.iso.date().optional(),
  valid_to: z.iso.date().optional(),
  /** The broader code of the same table. */
  parent: z.string().optional(),
});
export type CityCode = z.infer<typeof CityCode>;

/** The tables that the software and the city's catalogue ask for by name; a city fills them. */
export const codeTableIds = [
  'sex',
  'marital-status',
  'ethnicity',
  'certificate-kind',
  'household-relation',
  'household-movement',
  'insured-kind',
  'company-state',
  'industry-section',
  'industry',
  'administrative-division',
  'fhir-gender',
  'licence-state',
  'check-result',
  'project-state',
  'school-stage',
  'hospital-level',
  'heritage-level',
  'water-class',
  'tax-credit',
  'enterprise-size',
  'disability-kind',
  'disability-grade',
  'land-use',
  'division-kind',
  'organisation-kind',
  'division-invented',
] as const;
export type CodeTableId = (typeof codeTableIds)[number];

/** What a code table is called, the standard it follows and against what it was checked. */
export const CityCodeTable = z.strictObject({
  id: z.enum(codeTableIds),
  name: Text,
  standard: z.string().optional(),
  /** False: the table holds the codes in use, not all of the standard. */
  complete: z.boolean(),
  /** True: nothing in it exists outside the simulation. */
  invented: z.boolean().default(false),
  checked: z.string(),
  note: Text.optional(),
});
export type CityCodeTable = z.infer<typeof CityCodeTable>;

export const codeTablesFile = defineCityFile({
  path: 'codes.yaml',
  format: 'yaml',
  title: { zh: '代码表目录', en: 'List of code tables' },
  schema: z.strictObject({ tables: z.array(CityCodeTable) }),
});

const codeFile = (id: CodeTableId): CityFile<CityCode[]> =>
  defineCityFile({
    path: `codes/${id}.csv`,
    format: 'csv',
    title: { zh: `代码表 ${id}`, en: `Code table ${id}` },
    schema: CityCode,
  });

export const codeFiles: ReadonlyMap<CodeTableId, CityFile<CityCode[]>> = new Map(
  codeTableIds.map((id) => [id, codeFile(id)]),
);

const isPattern = (pattern: string): boolean => {
  try {
    return new RegExp(pattern, 'u').test('') || true;
  } catch {
    return false;
  }
};

/** A range of numbers that is never issued: everything invented lies in one, so that it can belong to nobody. */
export const CityInventedRange = z.object({
  code: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  pattern: z.string().refine(isPattern, {
    error: 'not a regular expression',
    params: { zh: '不是正则表达式' },
  }),
  why_zh: z.string(),
  why_en: z.string(),
});
export type CityInventedRange = z.infer<typeof CityInventedRange>;

export const inventedFile = defineCityFile({
  path: 'invented.csv',
  format: 'csv',
  title: { zh: '虚构号码范围', en: 'Ranges of invented numbers' },
  schema: CityInventedRange,
});

/** How a code of one table is said in another. */
export const CityMapping = z.object({
  from_table: z.enum(codeTableIds),
  from_code: z.string(),
  to_table: z.enum(codeTableIds),
  to_code: z.string(),
  kind: z.enum(mappingKinds),
  valid_from: z.iso.date().optional(),
  valid_to: z.iso.date().optional(),
  note: z.string().optional(),
});
export type CityMapping = z.infer<typeof CityMapping>;

export const mappingsFile = defineCityFile({
  path: 'code-mappings.csv',
  format: 'csv',
  title: { zh: '代码对照', en: 'Code mappings' },
  schema: CityMapping,
});

export const codeCityFiles: readonly CityFile<unknown>[] = [
  codeTablesFile,
  mappingsFile,
  inventedFile,
  ...codeFiles.values(),
];

/** Each code once, unless for times that do not meet. */
function twice(city: ReadCity, file: CityFile<CityCode[]>): CityFault[] {
  const rows = city.get(file);
  return rows.flatMap(({ code, valid_from: from = '' }, row) => {
    const earlier = rows
      .slice(0, row)
      .find((other) => other.code === code && (other.valid_to ?? '9999') > from);
    if (!earlier) return [];
    const message = { zh: `代码 ${code} 在同一时间重复`, en: `code ${code} stands twice for the same time` };
    return [city.fault(file, [row], { code: 'codes.code-twice', message })];
  });
}

const codesOnce: readonly CityCheck[] = [...codeFiles.values()].map((file) => (city) => twice(city, file));

const rangesOnce: CityCheck = (city) => {
  const codes = city.get(inventedFile).map(({ code }) => code);
  return codes.flatMap((code, row) => {
    if (codes.indexOf(code) === row) return [];
    const message = { zh: `${code} 重复`, en: `${code} stands twice` };
    return [city.fault(inventedFile, [row], { code: 'codes.range-twice', message })];
  });
};

const tablesListed: CityCheck = (city) => {
  const { tables } = city.get(codeTablesFile);
  const listed = tables.map(({ id }) => id);
  const missing = codeTableIds.filter((id) => !listed.includes(id));
  const again = listed.flatMap((id, index) => (listed.indexOf(id) === index ? [] : [index]));
  return [
    ...missing.map((id) =>
      city.fault(codeTablesFile, ['tables'], {
        code: 'codes.table-unlisted',
        message: { zh: `目录缺少代码表 ${id}`, en: `code table ${id} is not listed` },
      }),
    ),
    ...again.map((index) =>
      city.fault(codeTablesFile, ['tables', index, 'id'], {
        code: 'codes.table-twice',
        message: { zh: '代码表重复列出', en: 'the code table is listed twice' },
      }),
    ),
  ];
};

/** A code's parent stands in the same table, and nothing is its own ancestor. */
function parents(city: ReadCity, file: CityFile<CityCode[]>): CityFault[] {
  const rows = city.get(file);
  const parentOf = new Map(rows.map(({ code, parent }) => [code, parent]));
  return rows.flatMap(({ code, parent }, row) => {
    if (parent === undefined) return [];
    if (!parentOf.has(parent))
      return [
        city.fault(file, [row, 'parent'], {
          code: 'codes.parent-unknown',
          message: { zh: `没有上级代码 ${parent}`, en: `there is no code ${parent} above it` },
        }),
      ];
    if (!isAncestor(parentOf, code, parent)) return [];
    const message = { zh: `代码 ${code} 成了自己的上级`, en: `code ${code} stands above itself` };
    return [city.fault(file, [row, 'parent'], { code: 'codes.parent-circle', message })];
  });
}

const parentsHold: readonly CityCheck[] = [...codeFiles.values()].map(
  (file) => (city) => parents(city, file),
);

const mappingsHold: CityCheck = (city) => {
  const known = new Map(
    [...codeFiles].map(([id, file]) => [id, new Set(city.get(file).map(({ code }) => code))] as const),
  );
  return city.get(mappingsFile).flatMap((mapping, row) =>
    (['from', 'to'] as const)
      .filter((side) => !known.get(mapping[`${side}_table`])?.has(mapping[`${side}_code`]))
      .map((side) => {
        const code = `${mapping[`${side}_table`]}:${mapping[`${side}_code`]}`;
        return city.fault(mappingsFile, [row, `${side}_code`], {
          code: 'codes.mapping-unknown',
          message: { zh: `没有这个代码：${code}`, en: `there is no such code: ${code}` },
        });
      }),
  );
};

export const codeCityChecks: readonly CityCheck[] = [
  ...codesOnce,
  rangesOnce,
  tablesListed,
  ...parentsHold,
  mappingsHold,
];
