import { useEffect, useRef, useState } from 'react';
import { ProblemNote, useSay } from '#ui';
import { call, CallProblem } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { OutsideWays } from '../pieces/outside-ways.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useDemonstration } from '../state/demonstration.ts';
import { go, safeTarget, useAddress } from '../state/router.ts';
import { useHere } from '../state/session.tsx';

const texts = {
  title: { zh: '登录', en: 'Sign in' },
  lead: { zh: '用您的市民账户登录。', en: 'With your citizen account.' },
  account: { zh: '账户', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  elsewhere: { zh: '或者', en: 'Or' },
  code: { zh: '验证码（6 位数字，或恢复码）', en: 'Code (six digits, or a recovery code)' },
  show: { zh: '显示密码', en: 'Show the password' },
  enter: { zh: '登录', en: 'Sign in' },
  entering: { zh: '正在登录…', en: 'Signing in…' },
  demonstration: { zh: '随便看看', en: 'Just looking?' },
  demonstrationLead: {
    zh: '这座城市是模拟的。您可以用一位虚构市民的账户进来：账户 {account}，密码 {password}。',
    en: 'This city is simulated. You may enter with the account of an invented citizen: account {account}, password {password}.',
  },
  asCitizen: { zh: '以虚构市民的身份进入', en: 'Enter as the invented citizen' },
  here: { zh: '您已登录：{name}', en: 'You are signed in as {name}' },
  home: { zh: '回到首页', en: 'To the first page' },
};

const refusals = {
  'identity.outside-gone': {
    zh: '这次登录已失效或不是从这个浏览器开始的，请重新开始。',
    en: 'This sign-in has lapsed, or was not begun in this browser. Begin again.',
  },
  'identity.number-taken': {
    zh: '对方平台给出的身份号码已属于另一个账户。已转工作人员核实，核实后会告诉您。',
    en: 'The identity number that the provider tells belongs to another account. Somebody will look into it.',
  },
  'identity.suspended': { zh: '这个账户已停用。', en: 'This account is suspended.' },
  other: {
    zh: '对方平台没有确认您的身份，或暂时不能应答。没有登录。',
    en: 'The other provider did not confirm who you are, or does not answer. You are not signed in.',
  },
};

type Enter = (account: string, password: string, code?: string) => void;

/** Signs in, says what went wrong, and goes on to the page that was wanted. */
function useEntrance(): { readonly enter: Enter; readonly busy: boolean; readonly problem: unknown } {
  const { enter: remember } = useHere();
  const wanted = safeTarget(useAddress().searchParams.get('to'));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const enter: Enter = (account, password, code) => {
    setBusy(true);
    setProblem(undefined);
    call('identity', operations.signIn, { body: { account, password, ...(code ? { code } : {}) } }).then(
      (state) => {
        remember(state);
        go(wanted, 'replace');
      },
      (cause: unknown) => {
        setBusy(false);
        setProblem(cause);
      },
    );
  };
  return { enter, busy, problem };
}

function Demonstration({ enter, busy }: { readonly enter: Enter; readonly busy: boolean }) {
  const say = useSay();
  const asked = useDemonstration();
  const accounts = asked.state === 'here' ? asked.value.items : [];
  const citizen = accounts.find(({ account }) => account === 'citizen');
  if (!citizen) return null;
  return (
    <section className="aside" aria-labelledby="demonstration">
      <h2 id="demonstration">{say(texts.demonstration)}</h2>
      <p>{say(texts.demonstrationLead, { account: citizen.account, password: citizen.password })}</p>
      <button
        type="button"
        className="button second"
        disabled={busy}
        onClick={() => enter(citizen.account, citizen.password)}
      >
        {say(texts.asCitizen)}
      </button>
    </section>
  );
}

const wantsCode = (problem: unknown): boolean =>
  problem instanceof CallProblem &&
  ['identity.second-factor-needed', 'identity.wrong-code'].includes(problem.body.code);

function CodeField() {
  const say = useSay();
  return (
    <>
      <label htmlFor="code">{say(texts.code)}</label>
      <input id="code" name="code" className="input" autoComplete="one-time-code" required maxLength={20} />
    </>
  );
}

function Form({ enter, busy, problem }: ReturnType<typeof useEntrance>) {
  const say = useSay();
  const [shown, setShown] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== undefined) summary.current?.focus();
  }, [problem]);
  return (
    <form
      className="form"
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        enter(String(data.get('account')), String(data.get('password')), String(data.get('code') ?? ''));
      }}
    >
      {problem !== undefined && (
        <div ref={summary} tabIndex={-1}>
          <ProblemNote problem={problem} />
        </div>
      )}
      <label htmlFor="account">{say(texts.account)}</label>
      <input
        id="account"
        name="account"
        className="input"
        autoComplete="username"
        autoCapitalize="none"
        required
        maxLength={64}
      />
      <label htmlFor="password">{say(texts.password)}</label>
      <input
        id="password"
        name="password"
        className="input"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        required
        maxLength={1024}
      />
      {wantsCode(problem) && <CodeField />}
      <label className="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        <span>{say(texts.show)}</span>
      </label>
      <button type="submit" className="button primary" disabled={busy}>
        {say(busy ? texts.entering : texts.enter)}
      </button>
    </form>
  );
}

/** Why a sign-in at a provider outside did not end here. */
function Refused() {
  const say = useSay();
  const code = useAddress().searchParams.get('problem');
  if (code === null) return null;
  const known = code in refusals ? refusals[code as keyof typeof refusals] : refusals.other;
  return (
    <p className="notice warn" role="alert">
      {say(known)}
    </p>
  );
}

export function SignInPage() {
  const say = useSay();
  const { actor } = useHere();
  const entrance = useEntrance();
  const wanted = safeTarget(useAddress().searchParams.get('to'));
  const named = actor !== null && actor !== 'unknown';
  return (
    <div className="wrap page narrow">
      <PageHeading title={say(texts.title)} lead={named ? undefined : say(texts.lead)} />
      {named ? (
        <p>
          {say(texts.here, { name: actor.name })} <a href="/">{say(texts.home)}</a>
        </p>
      ) : (
        <>
          <Refused />
          <Form {...entrance} />
          <OutsideWays title={texts.elsewhere} to={wanted} />
          <Demonstration enter={entrance.enter} busy={entrance.busy} />
        </>
      )}
    </div>
  );
}
