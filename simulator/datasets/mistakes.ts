import type { Dataset, DatasetField } from '#platform/data/catalogue';
import { Random } from '../random.ts';
import { streams } from '../streams.ts';

/** Of a thousand rows, for every department alike. */
const perMille = { 'value-missing': 4, 'code-unknown': 3, 'day-unreadable': 3 } as const;

export interface DatasetMistake {
  readonly key: string;
  readonly kind: keyof typeof perMille;
  readonly field: string;
  readonly true: string;
  readonly written: string;
}

const ways: Readonly<
  Record<keyof typeof perMille, { readonly fits: (field: DatasetField) => boolean; readonly written: string }>
> = {
  'value-missing': { fits: ({ required }) => required, written: '' },
  'code-unknown': { fits: ({ type }) => type === 'code', written: '不详' },
  'day-unreadable': { fits: ({ type }) => type === 'date', written: '2024.13' },
};

/** Puts at most one mistake into a row, in any field but its key; draws by the row, so that runs repeat. */
export function plantMistake(
  dataset: Dataset,
  values: Record<string, string>,
  place: readonly [seed: number, dataset: number, row: number],
): DatasetMistake | undefined {
  const random = new Random(streams.datasetMistake, ...place);
  let at = random.next() * 1000;
  for (const kind of Object.keys(perMille) as (keyof typeof perMille)[]) {
    at -= perMille[kind];
    if (at >= 0) continue;
    const { fits, written } = ways[kind];
    const fields = dataset.fields.filter((field) => field.name !== dataset.key && fits(field));
    if (fields.length === 0) return undefined;
    const { name } = random.pick(fields);
    const before = values[name] ?? '';
    if (before === written) return undefined;
    values[name] = written;
    return { key: values[dataset.key] ?? '', kind, field: name, true: before, written };
  }
  return undefined;
}
