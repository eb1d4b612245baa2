import { call } from '#kernel/call';
import {
  DetailPage,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  TablePage,
  Time,
  useCall,
  useSay,
  type Column,
  type ListSource,
} from '#ui';
import { operations, type Receipts, type Sent } from '../contract.ts';
import { WriteNotice } from './write-notice.tsx';
import { channelWords, stateWords, texts } from './words.ts';

type Asked = Parameters<typeof call<typeof operations.sent>>[2]['query'];

const source: ListSource<Sent> = {
  key: ['notifications', 'sent'],
  load: ({ limit, after }, signal) =>
    call('notifications', operations.sent, { query: { limit, after } as Asked }, { signal }),
};

function Title({ notice }: { readonly notice: Sent }) {
  const say = useSay();
  return <>{say(notice.title)}</>;
}

const columns: readonly Column<Sent>[] = [
  { name: 'title', label: texts.title, show: (notice) => <Title notice={notice} /> },
  { name: 'people', label: texts.people, end: true, show: ({ people }) => people },
  { name: 'read', label: texts.read, end: true, show: ({ read }) => read },
  { name: 'unreached', label: texts.unreached, end: true, show: ({ unreached }) => unreached },
  { name: 'at', label: texts.when, show: ({ at }) => <Time at={at} as="near" /> },
];

function Ways({ attempts }: { readonly attempts: Receipts['receipts'][number]['attempts'] }) {
  const say = useSay();
  if (attempts.length === 0) return <>{say(texts.inboxOnly)}</>;
  return (
    <ul>
      {attempts.map(({ channel, state, problem, at }) => (
        <li key={`${channel}-${at}`}>
          {say(channelWords[channel])} · {say(stateWords[state])} {problem !== null && `(${problem})`}
        </li>
      ))}
    </ul>
  );
}

function ReceiptTable({ receipts }: { readonly receipts: Receipts['receipts'] }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.ways)}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say(texts.person)}</th>
            <th scope="col">{say(texts.read)}</th>
            <th scope="col">{say(texts.ways)}</th>
          </tr>
        </thead>
        <tbody>
          {receipts.map(({ name, readAt, attempts }, index) => (
            <tr key={`${index}-${name}`}>
              <td>{name}</td>
              <td>{readAt === null ? '—' : <Time at={readAt} as="near" />}</td>
              <td>
                <Ways attempts={attempts} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function SentDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useCall('notifications', operations.receipts, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton lines={6} />;
  const { title, receipts, named, simulated, at } = found.data;
  return (
    <DetailPage
      title={say(title)}
      tags={simulated && <SimulatedTag />}
      sections={[
        {
          title: say(texts.ways),
          content: named ? (
            <ReceiptTable receipts={receipts} />
          ) : (
            <p className="quiet">{say(texts.onlyCounts)}</p>
          ),
        },
      ]}
    >
      <p className="quiet small">
        <Time at={at} />
      </p>
    </DetailPage>
  );
}

/** What the organisation told people, and whether it reached them. */
export function SentPage() {
  return (
    <TablePage
      id="notifications.sent"
      title={texts.sent}
      source={source}
      columns={columns}
      filters={[]}
      keyOf={({ id }) => id}
      detail={(id) => <SentDetail id={id} />}
      lead={<WriteNotice />}
      empty={{ title: texts.noneSent, hint: texts.noneSentHint }}
    />
  );
}
