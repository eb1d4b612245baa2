import type { Row } from '#kernel/record';
import { fill } from '#kernel/texts';
import type { Dataset, DatasetField } from '#platform/data/catalogue';
import type { Return } from './records.ts';
import type { Guard } from './guard.ts';
import type { QuestionRow } from './store.ts';
import { texts } from './texts.ts';

/** Of whom a row is: the number under which departments know them. */
const reportedBy = {
  company: { name: 'reportedBy', label: texts.reportedBy, type: 'credit-code', required: true },
  person: {
    name: 'reportedBy',
    label: texts.reportedByPerson,
    type: 'citizen-id',
    required: true,
    sensitivity: 'sensitive',
    mask: 'citizen-id',
  },
  household: {
    name: 'reportedBy',
    label: texts.reportedByHousehold,
    type: 'text',
    required: true,
    sensitivity: 'personal',
    mask: 'account',
  },
} as const;

/** Columns that every return's dataset has beside its questions. */
const own = [
  { name: 'rowKey', label: texts.rowKey, type: 'text', required: true },
  { name: 'reportedPeriod', label: texts.reportedPeriod, type: 'text', required: true },
  { name: 'reportedOn', label: texts.reportedOn, type: 'date', required: true },
  { name: 'reportedLate', label: texts.reportedLate, type: 'boolean', required: false },
] as const;

export const reserved: ReadonlySet<string> = new Set([...own.map(({ name }) => name), 'reportedBy']);

const plain = () => ({ aliases: [], sensitivity: 'internal' as const });

export const nameOf = ({ code }: Pick<QuestionRow, 'code'>): string => code.slice(code.indexOf('.') + 1);

/** A question, and how strictly its answers are kept. */
export type GuardedQuestion = QuestionRow & { readonly guard: Guard };

const fieldOf = ({ guard, ...question }: GuardedQuestion): DatasetField => ({
  aliases: [],
  ...guard,
  name: nameOf(question),
  label: { zh: question.labelZh, en: question.labelEn ?? question.labelZh },
  type: question.type,
  required: false,
});

/** How the catalogue describes what a return brings in, under the return's own code. */
export const datasetOf = (row: Row<typeof Return>, questions: readonly GuardedQuestion[]): Dataset => {
  const title = { zh: row.titleZh, en: row.titleEn ?? row.titleZh };
  return {
    code: row.code,
    title,
    provider: row.owner,
    abstract: fill(
      { company: texts.datasetIs, person: texts.datasetOfPersons, household: texts.datasetOfHouseholds }[
        row.asks
      ],
      { title },
    ),
    theme: ({ company: 'industry', person: 'public-services', household: 'public-services' } as const)[
      row.asks
    ],
    category: 'department',
    format: 'database',
    share: { type: 'conditional', condition: texts.shareCondition },
    way: 'interface',
    open: 'none',
    cycle: row.period === 'once' ? 'irregular' : row.period,
    subject: 'none',
    key: 'rowKey',
    related: [],
    words: [],
    reconstructed: row.reconstructed,
    fields: [
      ...[...own, reportedBy[row.asks]].map((each) => ({
        ...plain(),
        // The number of a filing holds the person's or the household's own.
        ...(each.name === 'rowKey' && row.asks !== 'company' && { sensitivity: 'personal' as const }),
        ...each,
      })),
      ...questions.map(fieldOf),
    ],
  };
};
