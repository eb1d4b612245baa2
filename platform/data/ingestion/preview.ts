import {
  citizenIdFault,
  expandCitizenId,
  isMobile,
  normaliseIdentifier,
  usccFault,
} from '#engines/identifiers';
import { matchColumns, type MatchReason } from '#engines/tabular';
import type { ImportFault, ImportPreview } from '#kernel/record';
import { rowFaultWords } from '#kernel/tabular-problem';
import type { Text } from '#kernel/texts';
import type { Dataset, DatasetField } from '#platform/data/catalogue';
import type { Preview } from './layout.ts';
import type { Mapping } from './store.ts';

type Proposed = ImportPreview['mapping'];

/** Which header stands for which field: as remembered, else as labels and aliases say. */
export function proposeMapping(
  dataset: Dataset,
  headers: readonly string[],
  remembered: Mapping | undefined,
): Proposed {
  const fields = dataset.fields.map(({ name, label, aliases }) => ({
    name,
    labels: [label.zh, label.en, name],
    aliases,
  }));
  const known =
    remembered &&
    Object.fromEntries(
      Object.entries(remembered).flatMap(([field, header]) => (header ? [[field, header]] : [])),
    );
  return matchColumns([...headers], fields, known).map(({ field, header, reason }) => ({
    field,
    header: header ?? null,
    reason: reasonOf(reason),
  }));
}

const reasonOf = (reason: MatchReason): Proposed[number]['reason'] => {
  if (reason === 'remembered' || reason === 'alias' || reason === 'none') return reason;
  return reason === 'label' || reason === 'normalised' ? 'label' : 'similar';
};

/** A mapping that somebody chose. */
export const chosenMapping = (dataset: Dataset, mapping: Mapping): Proposed =>
  dataset.fields.map(({ name }) => ({
    field: name,
    header: mapping[name] ?? null,
    reason: mapping[name] ? ('chosen' as const) : ('none' as const),
  }));

const say = (code: string, zh: string, en: string) => ({ code, detail: { zh, en } });

type Fault = { code: string; detail: Text };

const fullNumber = (narrow: string): string =>
  narrow.length === 15 ? (expandCitizenId(narrow) ?? narrow) : narrow;

/** What a number of a kind has wrong with it, over its half-width form. */
const numberFaults: Readonly<Partial<Record<DatasetField['type'], (narrow: string) => Fault | undefined>>> = {
  'citizen-id': (narrow) =>
    citizenIdFault(fullNumber(narrow), { isRegion: () => true })
      ? say('citizen-id', '身份号码不符合 GB 11643', 'does not follow GB 11643')
      : undefined,
  'credit-code': (narrow) =>
    usccFault(narrow) ? say('credit-code', '信用代码不符合 GB 32100', 'does not follow GB 32100') : undefined,
  mobile: (narrow) =>
    isMobile(narrow) ? undefined : say('mobile', '不是 11 位手机号码', 'is no 11-digit mobile number'),
};

/** What is plainly wrong with a value, for the preview; the rules proper run over the whole batch later. */
function valueFault(field: DatasetField, value: string): Fault | undefined {
  if (value === '') return field.required ? say('required', '必填', 'required') : undefined;
  const ofNumber = numberFaults[field.type]?.(normaliseIdentifier(value));
  if (ofNumber) return ofNumber;
  if (field.length && value.length > field.length)
    return say('length', `超过 ${field.length} 个字符`, `longer than ${field.length} characters`);
  return undefined;
}

/** What is wrong with the file as a whole: fields that must be there and have no column. */
function wholeFaults(dataset: Dataset, mapping: Proposed, preview: Preview): ImportFault[] {
  const unmapped = dataset.fields
    .filter((field) => field.required && !mapping.find((each) => each.field === field.name)?.header)
    .map((field) => ({
      line: preview.layout.headerLine,
      field: field.name,
      code: 'ingestion.field-unmapped',
      detail: {
        zh: `没有找到必需的列“${field.label.zh}”`,
        en: `the required column “${field.label.en}” was not found`,
      },
    }));
  return [
    ...unmapped,
    ...preview.faults.map(({ line, code }) => ({ line, code, detail: rowFaultWords(code) })),
  ];
}

/** The first rows under a mapping, each value beside what is plainly wrong with it. */
export function previewRows(
  dataset: Dataset,
  preview: Preview,
  mapping: Proposed,
): Pick<ImportPreview, 'rows' | 'faults'> {
  const placed = dataset.fields.flatMap((field) => {
    const header = mapping.find((each) => each.field === field.name)?.header;
    const place = header ? preview.headers.indexOf(header) : -1;
    return place < 0 ? [] : [{ field, place }];
  });
  const rows = preview.rows.map(({ line, cells }) => {
    const values = Object.fromEntries(
      placed.map(({ field, place }) => [field.name, (cells[place] ?? '').trim()]),
    );
    const faults = placed.flatMap(({ field }) => {
      const fault = valueFault(field, values[field.name] ?? '');
      return fault ? [{ line, field: field.name, value: values[field.name] ?? '', ...fault }] : [];
    });
    return { line, values, faults };
  });
  return { rows, faults: wholeFaults(dataset, mapping, preview) };
}
