import { useState } from 'react';
import { CallProblem } from '#kernel/call';
import { ProblemNote, useSay } from '#ui';
import type { Credentials } from './sign-in.tsx';

const texts = {
  title: { zh: '登录', en: 'Sign in' },
  motto: {
    zh: '一人、一企、一地、一事、一数，全市一致，处处可查来处。',
    en: 'One person, one company, one place, one matter, one number: the same everywhere, each traced to its source.',
  },
  account: { zh: '账户', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  code: {
    zh: '验证码（手机验证器上的 6 位数字，或恢复码）',
    en: 'Code (six digits of the authenticator, or a recovery code)',
  },
  show: { zh: '显示密码', en: 'Show the password' },
};

interface FormProps {
  readonly problem: unknown;
  readonly busy: boolean;
  readonly onEnter: (who: Credentials) => void;
}

const wantsCode = (problem: unknown): boolean =>
  problem instanceof CallProblem &&
  ['identity.second-factor-needed', 'identity.wrong-code'].includes(problem.body.code);

function CodeField() {
  const say = useSay();
  return (
    <div className="field">
      <label htmlFor="code">{say(texts.code)}</label>
      <input
        id="code"
        name="code"
        className="input mono"
        autoComplete="one-time-code"
        required
        maxLength={20}
      />
    </div>
  );
}

export function SignInForm({ problem, busy, onEnter }: FormProps) {
  const say = useSay();
  const [shown, setShown] = useState(false);
  return (
    <form
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const code = String(data.get('code') ?? '');
        onEnter({
          account: String(data.get('account') ?? ''),
          password: String(data.get('password') ?? ''),
          ...(code === '' ? {} : { code }),
        });
      }}
    >
      <div>
        <h1>{say(texts.title)}</h1>
        <p className="quiet">{say(texts.motto)}</p>
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="field">
        <label htmlFor="account">{say(texts.account)}</label>
        <input
          id="account"
          name="account"
          className="input"
          autoComplete="username"
          required
          maxLength={64}
        />
      </div>
      <div className="field">
        <label htmlFor="password">{say(texts.password)}</label>
        <input
          id="password"
          name="password"
          className="input"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          required
        />
      </div>
      {wantsCode(problem) && <CodeField />}
      <label className="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        <span>{say(texts.show)}</span>
      </label>
      <button type="submit" className="button primary" disabled={busy}>
        {say(texts.title)}
      </button>
    </form>
  );
}
