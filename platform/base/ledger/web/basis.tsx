import { useCall, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { operations } from '#platform/base/identity/contract';

/** How a dataset is shared (GB/T 21063), where the entry says it beside the permission. */
const sharing: Readonly<Record<string, Text>> = {
  unconditional: { zh: '无条件共享', en: 'shared unconditionally' },
  conditional: { zh: '有条件共享', en: 'shared conditionally' },
};
/** Bases that are no permission, by what stands before the colon. */
const others: Readonly<Record<string, Text>> = {
  consent: { zh: '本人授权', en: 'Consent' },
  counter: { zh: '窗口核验', en: 'Shown at a counter' },
  payments: { zh: '缴费与拨付', en: 'Payments' },
  relation: { zh: '关系', en: 'A relation' },
  provider: { zh: '外部身份认证', en: 'An outside identity provider' },
  catalogue: { zh: '按目录归集', en: 'Collected as the catalogue says' },
};
const unknown = { zh: '其他依据', en: 'Another basis' };
const otherOf = (basis: string): Text => others[basis.split(':')[0] ?? ''] ?? unknown;
const emergency = { zh: '应急查阅', en: 'Emergency access' };
const HOUR = 3_600_000;

/** On what basis, in words: the permission, and how the dataset is shared. */
export function Basis({ basis }: { readonly basis: string | null }) {
  const say = useSay();
  const { data } = useCall('identity', operations.permissions, {}, { staleMs: HOUR });
  if (basis === null) return <>—</>;
  if (basis === 'break-glass') return <strong>{say(emergency)}</strong>;
  const [permission = basis, share] = basis.split(' ');
  const title = data?.items.find((each) => each.permission === permission)?.title;
  if (!title) return <span title={basis}>{say(otherOf(permission))}</span>;
  const how = sharing[share ?? ''];
  return (
    <span title={basis}>
      {say(title)}
      {how && ` · ${say(how)}`}
    </span>
  );
}
