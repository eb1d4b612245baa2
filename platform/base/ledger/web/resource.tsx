import { useKnownRecord, useLabel, useSay } from '#ui';
import { resourceWords } from '../contract.ts';

const rowsOf = { zh: '汇集的行：{dataset}', en: 'Collected rows: {dataset}' };

/** Of what the entry speaks, as people call it: a record's title, the rows of a dataset. */
export function Resource({ name }: { readonly name: string }) {
  const say = useSay();
  const record = useKnownRecord(name);
  const entries = useKnownRecord('catalogue.entry');
  const dataset = name.startsWith('ingestion.') && !record ? name.slice('ingestion.'.length) : undefined;
  const { data: label } = useLabel(dataset === undefined ? undefined : entries, dataset);
  const title = record?.title ?? resourceWords[name];
  if (title) return <span title={name}>{say(title)}</span>;
  if (dataset === undefined) return <code>{name}</code>;
  return <span title={name}>{say(rowsOf, { dataset: label ? say(label) : dataset })}</span>;
}
