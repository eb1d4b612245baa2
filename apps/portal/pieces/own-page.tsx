import type { ReactNode } from 'react';
import { ProblemNote, Skeleton, useSay } from '#ui';
import { useAddress } from '../state/router.ts';
import { NotForAnother } from './for-yourself.tsx';
import { ownPermission, useHere } from '../state/session.tsx';

const texts = {
  needed: { zh: '请先登录', en: 'Please sign in first' },
  why: {
    zh: '这一页只给您本人看，所以要先知道您是谁。',
    en: 'This page is for you alone, so the city must first know who you are.',
  },
  signIn: { zh: '登录', en: 'Sign in' },
  official: { zh: '您登录的是工作账户', en: 'You are signed in with a work account' },
  officialWhy: {
    zh: '个人的数据要用市民账户查看；工作请到工作台。',
    en: 'Your own data is seen with a citizen account; your work is in the console.',
  },
  console: { zh: '到工作台', en: 'To the console' },
};

/** A page about the reader: for whoever is signed in as a citizen; everybody else is told what to do. */
export function OwnPage({ children }: { readonly children: () => ReactNode }) {
  const say = useSay();
  const { actor, acting, problem, again } = useHere();
  const address = useAddress();
  if (problem !== undefined && actor === 'unknown') return <ProblemNote problem={problem} onRetry={again} />;
  if (actor === 'unknown') return <Skeleton lines={5} />;
  if (actor === null)
    return (
      <div className="invitation">
        <h2>{say(texts.needed)}</h2>
        <p>{say(texts.why)}</p>
        <a
          className="button primary"
          href={`/sign-in?to=${encodeURIComponent(address.pathname + address.search)}`}
        >
          {say(texts.signIn)}
        </a>
      </div>
    );
  const isOwn = actor.permissions.includes(ownPermission);
  if (!isOwn && acting) return <NotForAnother />;
  if (!isOwn)
    return (
      <div className="invitation">
        <h2>{say(texts.official)}</h2>
        <p>{say(texts.officialWhy)}</p>
        <a className="button" href="/console/">
          {say(texts.console)}
        </a>
      </div>
    );
  return <>{children()}</>;
}
