import { useMutation } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { operations, type SessionState } from '#platform/base/identity/contract';
import { Brand, LanguageSwitch, PageTitle, useSay } from '#ui';
import { DemonstrationAccounts } from './demonstration-accounts.tsx';
import './sign-in.css';
import { SignInForm } from './sign-in-form.tsx';

const title = { zh: '登录', en: 'Sign in' };

export interface Credentials {
  readonly account: string;
  readonly password: string;
  readonly code?: string;
}

/** Who are you? With the demonstration's accounts where the city has them. */
export function SignIn({ onSignedIn }: { readonly onSignedIn: (state: SessionState) => void }) {
  const say = useSay();
  const enter = useMutation({
    mutationFn: (who: Credentials) => call('identity', operations.signIn, { body: who }),
    onSuccess: (state) => onSignedIn(state),
  });
  return (
    <div className="sign-in-page">
      <PageTitle title={say(title)} />
      <header className="row apart">
        <Brand />
        <LanguageSwitch />
      </header>
      <main className="sign-in">
        <SignInForm problem={enter.error} busy={enter.isPending} onEnter={(who) => enter.mutate(who)} />
        <DemonstrationAccounts busy={enter.isPending} onEnter={(who) => enter.mutate(who)} />
      </main>
    </div>
  );
}
