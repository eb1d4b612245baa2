import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#kernel/call';
import { operations, type SessionState } from '#platform/base/identity/contract';
import { Brand, LanguageSwitch, PageTitle, ProblemNote, useSay } from '#ui';
import './sign-in.css';

const texts = {
  title: { zh: '登录', en: 'Sign in' },
  motto: { zh: '一人、一企、一地、一事、一数，全市一致，处处可查来处。', en: 'One person, one company, one place, one matter, one number: the same everywhere, each traced to its source.' },
  account: { zh: '账户', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  show: { zh: '显示密码', en: 'Show the password' },
  enter: { zh: '登录', en: 'Sign in' },
  demonstration: { zh: '演示账户', en: 'Demonstration accounts' },
  demonstrationHint: {
    zh: '这是示例城市，人物与数据均为模拟。选一个岗位即可进入。',
    en: 'This is an example city; its people and data are simulated. Choose a post to enter.',
  },
};

interface SignInProps {
  readonly onSignedIn: (state: SessionState) => void;
}

/** Who are you? With the demonstration's accounts where the city has them. */
export function SignIn({ onSignedIn }: SignInProps) {
  const say = useSay();
  const [shown, setShown] = useState(false);
  const demonstration = useQuery({
    queryKey: ['identity', 'demonstration'],
    queryFn: ({ signal }) => call('identity', operations.demonstration, {}, { signal }),
    retry: false,
  });
  const enter = useMutation({
    mutationFn: (who: { account: string; password: string }) => call('identity', operations.signIn, { body: who }),
    onSuccess: (state) => onSignedIn(state),
  });
  const accounts = demonstration.data?.items ?? [];
  return (
    <div className="sign-in-page">
      <PageTitle title={say(texts.title)} />
      <header className="row apart">
        <Brand />
        <LanguageSwitch />
      </header>
      <main className="sign-in">
        <form
          className="sheet stack"
          onSubmit={(event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            enter.mutate({ account: String(data.get('account') ?? ''), password: String(data.get('password') ?? '') });
          }}
        >
          <div>
            <h1>{say(texts.title)}</h1>
            <p className="quiet">{say(texts.motto)}</p>
          </div>
          {enter.isError && <ProblemNote problem={enter.error} />}
          <div className="field">
            <label htmlFor="account">{say(texts.account)}</label>
            <input id="account" name="account" className="input" autoComplete="username" required maxLength={64} />
          </div>
          <div className="field">
            <label htmlFor="password">{say(texts.password)}</label>
            <input id="password" name="password" className="input" type={shown ? 'text' : 'password'} autoComplete="current-password" required />
          </div>
          <label className="check">
            <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
            <span>{say(texts.show)}</span>
          </label>
          <button type="submit" className="button primary" disabled={enter.isPending}>
            {say(texts.enter)}
          </button>
        </form>
        {accounts.length > 0 && (
          <section className="stack tight" aria-labelledby="demonstration">
            <h2 id="demonstration">{say(texts.demonstration)}</h2>
            <p className="quiet">{say(texts.demonstrationHint)}</p>
            <ul className="plain demonstration">
              {accounts.map(({ account, password, title }) => (
                <li key={account}>
                  <button type="button" className="button" disabled={enter.isPending} onClick={() => enter.mutate({ account, password })}>
                    <span className="strong">{say(title)}</span>
                    <span className="quiet mono">{account}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
    </div>
  );
}
