import { useKnownRecord, useLabel, useSay } from '#ui';
import type { Text } from '#kernel/texts';

/** What is written down and is no record with pages of its own. */
const others: Readonly<Record<string, Text>> = {
  'identity.session': { zh: '登录', en: 'Session' },
  'identity.client': { zh: '应用凭据', en: 'API client' },
  'identity.role': { zh: '角色', en: 'Role' },
  'tasks.task': { zh: '任务', en: 'Task' },
  'questions.question': { zh: '市民询问', en: 'Question of a citizen' },
  'ledger.entry': { zh: '账本条目的证明', en: 'Evidence of an entry' },
  'ledger.verification': { zh: '账本核验', en: 'Verification of the ledger' },
  'ledger.witness': { zh: '为另一账本见证', en: 'Witness of another ledger' },
};
const rowsOf = { zh: '汇集的行：{dataset}', en: 'Collected rows: {dataset}' };

/** Of what the entry speaks, as people call it: a record's title, the rows of a dataset. */
export function Resource({ name }: { readonly name: string }) {
  const say = useSay();
  const record = useKnownRecord(name);
  const entries = useKnownRecord('catalogue.entry');
  const dataset = name.startsWith('ingestion.') && !record ? name.slice('ingestion.'.length) : undefined;
  const { data: label } = useLabel(dataset === undefined ? undefined : entries, dataset);
  const title = record?.title ?? others[name];
  if (title) return <span title={name}>{say(title)}</span>;
  if (dataset === undefined) return <code>{name}</code>;
  return <span title={name}>{say(rowsOf, { dataset: label ? say(label) : dataset })}</span>;
}
