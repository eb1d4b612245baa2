import { SimulatedTag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations, type Notice } from '#platform/base/notifications/contract';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { StepButton } from '../pieces/step-button.tsx';
import { useFresh } from '../state/fresh.ts';
import { useAddress } from '../state/router.ts';

const texts = {
  title: { zh: '我的消息', en: 'My messages' },
  lead: {
    zh: '城市告诉您的事。没有及时看到的，会按您的设置用短信再提醒。',
    en: 'What the city tells you. What you leave unread may come by SMS too.',
  },
  none: {
    zh: '还没有消息。预约、办件有变化时会告诉您。',
    en: 'Nothing yet. You are told here when a booking or a matter changes.',
  },
  unread: { zh: '未读', en: 'unread' },
  read: { zh: '知道了', en: 'I have read it' },
  readAll: { zh: '全部标为已读', en: 'Mark all as read' },
  more: { zh: '下一页', en: 'Next page' },
  go: { zh: '去看看', en: 'Go there' },
};

function Line({ notice, again }: { readonly notice: Notice; readonly again: () => void }) {
  const say = useSay();
  const { id, title, body, link, at, readAt, simulated } = notice;
  return (
    <li>
      <p className="line-title">
        {say(title)} {readAt === null && <strong>({say(texts.unread)})</strong>}{' '}
        {simulated && <SimulatedTag />}
      </p>
      <p>{say(body)}</p>
      <p className="quiet">
        <Time at={at} as="near" />{' '}
        {link !== null && (
          <a className="underlined" href={link}>
            {say(texts.go)}
          </a>
        )}
      </p>
      {readAt === null && (
        <div>
          <StepButton
            act={() => call('notifications', operations.read, { params: { id } })}
            done={again}
            label={`${say(texts.read)}: ${say(title)}`}
          >
            {say(texts.read)}
          </StepButton>
        </div>
      )}
    </li>
  );
}

function Mine() {
  const say = useSay();
  const after = useAddress().searchParams.get('after') ?? undefined;
  const { asked, again } = useFresh('notifications', operations.inbox, {
    query: { limit: 50, ...(after ? { after } : {}) },
  });
  return (
    <Answer of={asked}>
      {({ items, unread, next }) => (
        <>
          {items.length === 0 && <p className="quiet">{say(texts.none)}</p>}
          {unread > 1 && (
            <div>
              <StepButton
                act={() => call('notifications', operations.read, { params: { id: 'all' } })}
                done={again}
              >
                {say(texts.readAll)}
              </StepButton>
            </div>
          )}
          <ul className="lines">
            {items.map((notice) => (
              <Line key={notice.id} notice={notice} again={again} />
            ))}
          </ul>
          {next && (
            <p>
              <a className="underlined" href={`/my/messages?${new URLSearchParams({ after: next })}`}>
                {say(texts.more)}
              </a>
            </p>
          )}
        </>
      )}
    </Answer>
  );
}

/** What the city told the reader. */
export function MyMessagesPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}
