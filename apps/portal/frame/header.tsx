import { useState } from 'react';
import { LanguageSwitch, Mark, useSay } from '#ui';
import { operations } from '#platform/base/notifications/contract';
import { useAsked } from '../state/asked.ts';
import { setWish, useWish } from '../state/display.ts';
import { go, useAddress } from '../state/router.ts';
import { ownPermission, useHere } from '../state/session.tsx';
import { ways } from './ways.ts';

const texts = {
  name: { zh: '姚江', en: 'Yaojiang' },
  part: { zh: '余姚市民之家', en: 'Yuyao, for its people' },
  menu: { zh: '菜单', en: 'Menu' },
  main: { zh: '主要页面', en: 'Main pages' },
  elders: { zh: '长辈版', en: 'Large type' },
  messages: { zh: '消息', en: 'Messages' },
  unread: { zh: '{count} 条未读', en: '{count} unread' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  stillHere: { zh: '您还没有退出，请再试一次', en: 'You are still signed in; try again' },
};

/** The way to what one was told, with how much of it is unread. */
function Messages() {
  const say = useSay();
  const asked = useAsked('notifications', operations.unread, {});
  const unread = asked.state === 'here' ? asked.value.unread : 0;
  return (
    <a className="button plain" href="/my/messages">
      {say(texts.messages)}
      {unread > 0 && (
        <>
          {' '}
          <strong aria-hidden="true">{unread}</strong>
          <span className="visually-hidden">{say(texts.unread, { count: unread })}</span>
        </>
      )}
    </a>
  );
}

function Account() {
  const say = useSay();
  const { actor, leave } = useHere();
  const [leaving, setLeaving] = useState(false);
  const [failed, setFailed] = useState(false);
  if (actor === 'unknown') return null;
  if (actor === null)
    return (
      <a className="button small" href="/sign-in">
        {say(texts.signIn)}
      </a>
    );
  const signOut = () => {
    setLeaving(true);
    setFailed(false);
    leave()
      .then(
        () => go('/'),
        () => setFailed(true),
      )
      .finally(() => setLeaving(false));
  };
  return (
    <>
      {actor.permissions.includes('notifications:own') && actor.permissions.includes(ownPermission) && (
        <Messages />
      )}
      <span className="header-name">{actor.name}</span>
      {failed && (
        <span className="wrong" role="alert">
          {say(texts.stillHere)}
        </span>
      )}
      <button type="button" className="button small" disabled={leaving} onClick={signOut}>
        {say(texts.signOut)}
      </button>
    </>
  );
}

/** Name, ways, language and type size; on a phone the ways fold into a menu. */
export function Header() {
  const say = useSay();
  const { pathname } = useAddress();
  const [openAt, setOpenAt] = useState<string | undefined>(undefined);
  const open = openAt === pathname;
  const elders = useWish('elders');
  return (
    <header className="header">
      <div className="wrap header-line">
        <a className="brand" href="/">
          <Mark size={34} />
          <span className="brand-name">{say(texts.name)}</span>
          <span className="brand-part">{say(texts.part)}</span>
        </a>
        <button
          type="button"
          className="button menu-button"
          aria-expanded={open}
          aria-controls="ways"
          onClick={() => setOpenAt(open ? undefined : pathname)}
        >
          {say(texts.menu)}
        </button>
        <div id="ways" className={open ? 'ways open' : 'ways'}>
          <nav aria-label={say(texts.main)}>
            <ul>
              {ways.map(({ path, title }) => (
                <li key={path}>
                  <a href={path} aria-current={pathname.startsWith(path) ? 'page' : undefined}>
                    {say(title)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="header-tools">
            <LanguageSwitch />
            <button
              type="button"
              className="button plain"
              aria-pressed={elders}
              onClick={() => setWish('elders', !elders)}
            >
              {say(texts.elders)}
            </button>
            <Account />
          </div>
        </div>
      </div>
    </header>
  );
}
