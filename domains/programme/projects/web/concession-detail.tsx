import {
  PlainTable,
  ProblemNote,
  Skeleton,
  Tag,
  useCall,
  useSay,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations, type Account } from '../contract.ts';
import { Remittance, Revenue } from '../records.ts';
import { PartList } from './part-list.tsx';
import { useYuan } from './use-yuan.ts';

const words = {
  account: { zh: '分成对账', en: 'Account of the share' },
  lines: { zh: '各期分成', en: 'Share of each period' },
  details: { zh: '收入与缴款', en: 'Revenue and what was paid' },
  none: { zh: '还没有结束的期次。', en: 'No period is over yet.' },
  period: { zh: '期次', en: 'Period' },
  due: { zh: '应报', en: 'To be reported by' },
  revenue: { zh: '经营收入（元）', en: 'Revenue (yuan)' },
  share: { zh: '市方分成（元）', en: 'The city’s share (yuan)' },
  paid: { zh: '已缴（元）', en: 'Paid (yuan)' },
  open: { zh: '未缴（元）', en: 'Open (yuan)' },
  missing: { zh: '逾期未报', en: 'not reported' },
  sums: {
    zh: '截至 {day}：应缴 {share} 元，已缴 {paid} 元，逾期未报 {missing} 期。',
    en: 'As of {day}: due {share} yuan, paid {paid} yuan, {missing} periods not reported in time.',
  },
  over: { zh: '协议已于 {day} 结束。', en: 'The agreement ended on {day}.' },
};

type Line = Account['lines'][number];

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const say = useSay();
  const yuan = useYuan();
  return (
    <PlainTable
      label={words.lines}
      heads={[
        { name: 'period', label: words.period },
        { name: 'due', label: words.due },
        { name: 'revenue', label: words.revenue, end: true },
        { name: 'share', label: words.share, end: true },
        { name: 'paid', label: words.paid, end: true },
        { name: 'open', label: words.open, end: true },
      ]}
      rows={lines.map((line) => ({
        key: line.period,
        cells: {
          period: line.period,
          due: line.dueOn,
          revenue: line.missing ? <Tag tone="seal">{say(words.missing)}</Tag> : yuan(line.revenueFen),
          share: yuan(line.shareFen),
          paid: yuan(line.paidFen),
          open: yuan(line.openFen),
        },
      }))}
    />
  );
}

function AccountSection({ code }: { readonly code: string }) {
  const say = useSay();
  const yuan = useYuan();
  const found = useCall('projects', operations.account, { params: { code } });
  if (found.isPending) return <Skeleton lines={4} />;
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />;
  const { lines, asOf, over, lastDay, shareFen, paidFen, missing } = found.data;
  return (
    <div className="stack tight">
      {over && <p>{say(words.over, { day: lastDay })}</p>}
      <p>{say(words.sums, { day: asOf, share: yuan(shareFen), paid: yuan(paidFen), missing })}</p>
      {lines.length === 0 ? <p className="quiet">{say(words.none)}</p> : <Lines lines={lines} />}
    </div>
  );
}

const Details = ({ code }: { readonly code: string }) => (
  <div className="stack">
    <PartList record={Revenue} filter={{ concession: code }} columns={['id', 'revenueFen', 'reportedOn']} />
    <PartList
      record={Remittance}
      filter={{ concession: code }}
      columns={['number', 'revenue', 'paidOn', 'amountFen']}
    />
  </div>
);

/** A concession, its account period by period, and what that is made of. */
export const concessionDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.account), content: <AccountSection code={String(row['code'])} /> },
    { title: say(words.details), content: <Details code={String(row['code'])} /> },
  ],
};
