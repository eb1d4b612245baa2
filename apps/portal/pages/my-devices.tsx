import { Tag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { type MySession, operations } from '#platform/base/identity/contract';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { StepButton } from '../pieces/step-button.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '登录与设备', en: 'Sign-ins and devices' },
  lead: {
    zh: '您的账户现在在这些地方登录着。有不认识的，请退出它，再改密码。',
    en: 'Your account is signed in at these places. End any that you do not know, and change your password.',
  },
  here: { zh: '就是这里', en: 'this one' },
  begun: { zh: '登录于', en: 'signed in' },
  seen: { zh: '最近使用', en: 'last used' },
  unknown: { zh: '未知设备', en: 'An unknown device' },
  local: { zh: '本机', en: 'this machine' },
  end: { zh: '退出这个登录', en: 'Sign it out' },
};

function One({ session, again }: { readonly session: MySession; readonly again: () => void }) {
  const say = useSay();
  const params = { id: session.id };
  return (
    <li className="look">
      <div className="look-who">
        <strong>{session.device ?? say(texts.unknown)}</strong>
        {session.current && <Tag tone="celadon">{say(texts.here)}</Tag>}
      </div>
      <p className="look-when">
        {session.place !== null && `${session.place === 'local' ? say(texts.local) : session.place} · `}
        {say(texts.begun)} <Time at={session.begunAt} /> · {say(texts.seen)} <Time at={session.seenAt} />
      </p>
      {!session.current && (
        <p className="line-links">
          <StepButton act={() => call('identity', operations.endSession, { params })} done={again}>
            {say(texts.end)}
          </StepButton>
        </p>
      )}
    </li>
  );
}

function Sessions() {
  const { asked, again } = useFresh('identity', operations.sessions, {});
  return (
    <Answer of={asked}>
      {({ items }) => (
        <ul className="lines looks">
          {items.map((session) => (
            <One key={session.id} session={session} again={again} />
          ))}
        </ul>
      )}
    </Answer>
  );
}

/** Where the reader is signed in, each with a way to end it. */
export function MyDevicesPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Sessions />}</OwnPage>
    </div>
  );
}
