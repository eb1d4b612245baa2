import { useCall, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { operations } from '#platform/base/identity/contract';

/** How a dataset is shared (GB/T 21063), where the entry says it beside the permission. */
const sharing: Readonly<Record<string, Text>> = {
  unconditional: { zh: '无条件共享', en: 'shared unconditionally' },
  conditional: { zh: '有条件共享', en: 'shared conditionally' },
};
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
  if (!title) return <>{basis}</>;
  const how = sharing[share ?? ''];
  return (
    <span title={basis}>
      {say(title)}
      {how && ` · ${say(how)}`}
    </span>
  );
}
