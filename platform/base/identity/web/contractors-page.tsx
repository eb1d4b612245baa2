import { EmptyState, PageHead, ProblemNote, ScrollRegion, Skeleton, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';

const words = {
  title: { zh: '外包人员', en: 'Contractors' },
  lead: {
    zh: '外包人员由本单位工作人员监管，到期自动停用，任何时候都看不到个人信息原文。用量为最近三十天的请求数。',
    en: 'Supervised by an official, ended by their last day, never shown personal data unmasked. Use is requests in the last thirty days.',
  },
  account: { zh: '账户', en: 'Account' },
  name: { zh: '姓名', en: 'Name' },
  supervisor: { zh: '监管人', en: 'Supervised by' },
  expiresOn: { zh: '到期日', en: 'Last day' },
  requests: { zh: '请求数', en: 'Requests' },
  lastDay: { zh: '最近使用', en: 'Last used' },
  none: { zh: '没有外包人员', en: 'No contractors' },
  noneHint: {
    zh: '在“账户”页新建类别为“外包人员”的账户。',
    en: 'Make an account of the kind "Contractor" on the page of accounts.',
  },
};
const heads = ['account', 'name', 'supervisor', 'expiresOn', 'requests', 'lastDay'] as const;

/** Contractors, who supervises them, and how much they use. */
export function ContractorsPage() {
  const say = useSay();
  const asked = useCall('identity', operations.contractors, {});
  return (
    <div className="stack">
      <PageHead title={say(words.title)} lead={say(words.lead)} />
      {asked.isPending && <Skeleton lines={4} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data?.items.length === 0 && <EmptyState title={say(words.none)} hint={say(words.noneHint)} />}
      {asked.data && asked.data.items.length > 0 && (
        <ScrollRegion label={say(words.title)}>
          <table className="data-table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {say(words[head])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {asked.data.items.map((each) => (
                <tr key={each.account}>
                  {heads.map((head) => (
                    <td key={head}>{each[head] ?? '—'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}
