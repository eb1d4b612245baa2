import { useState } from 'react';
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
  show: { zh: '显示密码', en: 'Show the password' },
};

interface FormProps {
  readonly problem: unknown;
  readonly busy: boolean;
  readonly onEnter: (who: Credentials) => void;
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
        onEnter({ account: String(data.get('account') ?? ''), password: String(data.get('password') ?? '') });
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
