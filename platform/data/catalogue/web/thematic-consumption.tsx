import {
  EmptyState,
  HeadRow,
  number,
  ProblemNote,
  ReferenceValue,
  ScrollRegion,
  Skeleton,
  Time,
  useCall,
  useLanguage,
  useSay,
} from '#ui';
import { operations, type Consumption } from '../contract.ts';

export const consumptionTitle = { zh: '近 30 天的使用', en: 'Use in the last 30 days' };

const texts = {
  organisation: { zh: '使用单位', en: 'Organisation' },
  client: { zh: '系统', en: 'System' },
  reads: { zh: '读取次数', en: 'Times' },
  rows: { zh: '读取行数', en: 'Rows' },
  lastAt: { zh: '最近一次', en: 'Last' },
  people: { zh: '本单位人员', en: 'people of it' },
  own: { zh: '提供单位', en: 'hands it in' },
  nobody: { zh: '近 30 天没有单位读取', en: 'Nobody has read of it in the last 30 days' },
  measured: { zh: '按审计账本统计，截至', en: 'Measured from the ledger, as of' },
};

type Item = Consumption['items'][number];

function Line({ item }: { readonly item: Item }) {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation, client, owner, reads, rows, lastAt } = item;
  return (
    <tr>
      <th scope="row">
        {organisation ? (
          <ReferenceValue record="organisations.organisation" value={organisation.code} />
        ) : (
          '—'
        )}{' '}
        {owner && <span className="quiet">{say(texts.own)}</span>}
      </th>
      <td>{client ? client.name : <span className="quiet">{say(texts.people)}</span>}</td>
      <td className="end">{number(reads, language)}</td>
      <td className="end">{number(rows, language)}</td>
      <td>
        <Time at={lastAt} />
      </td>
    </tr>
  );
}

/** Who read how much of a thematic database, as the ledger tells it. */
export function ThematicConsumption({ code }: { readonly code: string }) {
  const say = useSay();
  const asked = useCall('catalogue', operations.consumption, { params: { key: code } });
  if (asked.isPending) return <Skeleton lines={3} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { items, asOf } = asked.data;
  return (
    <div className="stack tight">
      <p className="small quiet">
        {say(texts.measured)} <Time at={asOf} />
      </p>
      {items.length === 0 ? (
        <EmptyState title={say(texts.nobody)} />
      ) : (
        <ScrollRegion label={say(consumptionTitle)}>
          <table className="data-table whole">
            <HeadRow names={['organisation', 'client', 'reads', 'rows', 'lastAt']} texts={texts} />
            <tbody>
              {items.map((item) => (
                <Line key={`${item.organisation?.code} ${item.client?.id}`} item={item} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}
