import { Link } from 'react-router';
import { call } from '#kernel/call';
import {
  DetailPage,
  Lamp,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  TablePage,
  Time,
  useAct,
  useCall,
  useSay,
  type Column,
  type ListSource,
} from '#ui';
import { operations, type Notice } from '../contract.ts';
import { texts } from './words.ts';

type Asked = Parameters<typeof call<typeof operations.inbox>>[2]['query'];

const source: ListSource<Notice> = {
  key: ['notifications', 'inbox'],
  load: ({ limit, after, unread }, signal) =>
    call('notifications', operations.inbox, { query: { limit, after, unread } as Asked }, { signal }),
};

function Title({ notice }: { readonly notice: Notice }) {
  const say = useSay();
  return <span className={notice.readAt === null ? 'strong' : undefined}>{say(notice.title)}</span>;
}

function ReadState({ notice }: { readonly notice: Notice }) {
  const say = useSay();
  if (notice.readAt !== null) return <Lamp colour="grey">{say(texts.read)}</Lamp>;
  return <Lamp colour={notice.urgency === 'urgent' ? 'red' : 'amber'}>{say(texts.unread)}</Lamp>;
}

const columns: readonly Column<Notice>[] = [
  { name: 'title', label: texts.title, show: (notice) => <Title notice={notice} /> },
  { name: 'state', label: texts.state, show: (notice) => <ReadState notice={notice} /> },
  { name: 'at', label: texts.when, show: ({ at }) => <Time at={at} as="near" /> },
];

function Steps({ notice }: { readonly notice: Notice }) {
  const say = useSay();
  const read = useAct('notifications', operations.read);
  const confirm = useAct('notifications', operations.confirm);
  const params = { id: notice.id };
  return (
    <div className="row">
      {notice.link !== null && (
        <Link className="button primary" to={notice.link} onClick={() => read.mutate({ params })}>
          {say(texts.go)}
        </Link>
      )}
      {notice.asksConfirmation && notice.confirmedAt === null && (
        <button type="button" className="button primary" onClick={() => confirm.mutate({ params })}>
          {say(texts.confirm)}
        </button>
      )}
      {notice.readAt === null && (
        <button type="button" className="button" onClick={() => read.mutate({ params })}>
          {say(texts.read)}
        </button>
      )}
      {[read, confirm].map(
        (act) => act.isError && <ProblemNote key={String(act.error)} problem={act.error} />,
      )}
    </div>
  );
}

function NoticeDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useCall('notifications', operations.one, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  const notice = found.data;
  if (!notice) return <Skeleton lines={4} />;
  return (
    <DetailPage
      title={say(notice.title)}
      tags={
        <>
          <ReadState notice={notice} /> {notice.simulated && <SimulatedTag />}
          {notice.confirmedAt !== null && <Lamp colour="green">{say(texts.confirmed)}</Lamp>}
        </>
      }
      sections={[]}
    >
      <p>{say(notice.body)}</p>
      <p className="quiet small">
        <Time at={notice.at} />
      </p>
      <Steps notice={notice} />
    </DetailPage>
  );
}

function ReadAll() {
  const say = useSay();
  const act = useAct('notifications', operations.read);
  return (
    <button type="button" className="button" onClick={() => act.mutate({ params: { id: 'all' } })}>
      {say(texts.readAll)}
    </button>
  );
}

/** What the reader was told, the latest first. */
export function InboxPage() {
  return (
    <TablePage
      id="notifications.inbox"
      title={texts.inbox}
      source={source}
      columns={columns}
      filters={[
        {
          name: 'unread',
          label: texts.state,
          kind: 'choice',
          choices: [{ value: 'yes', label: texts.onlyUnread }],
        },
      ]}
      keyOf={({ id }) => id}
      detail={(id) => <NoticeDetail id={id} />}
      lead={<ReadAll />}
      empty={{ title: texts.nothing, hint: texts.nothingHint }}
    />
  );
}
