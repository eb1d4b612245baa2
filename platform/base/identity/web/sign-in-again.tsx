import { useId } from 'react';
import { CallProblem } from '#kernel/call';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

const words = {
  password: { zh: '密码', en: 'Password' },
  code: { zh: '验证码', en: 'Code' },
  enter: { zh: '重新登录', en: 'Sign in again' },
};

const wantsCode = (problem: unknown): boolean =>
  problem instanceof CallProblem &&
  ['identity.second-factor-needed', 'identity.wrong-code'].includes(problem.body.code);

/** Account and password once more: somebody wants to be sure that it is still the same person. */
export function SignInAgain({ onDone }: { readonly onDone: () => void }) {
  const say = useSay();
  const id = useId();
  const act = useAct('identity', operations.signIn, { done: onDone });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        const code = String(given.get('code') ?? '');
        const body = {
          account: String(given.get('account') ?? ''),
          password: String(given.get('password') ?? ''),
          ...(code === '' ? {} : { code }),
        };
        act.mutate({ body });
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-account`}>{say(texts.account)}</label>
        <input id={`${id}-account`} className="input" name="account" autoComplete="username" required />
      </div>
      <div className="field">
        <label htmlFor={`${id}-password`}>{say(words.password)}</label>
        <input
          id={`${id}-password`}
          className="input"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      </div>
      {wantsCode(act.error) && (
        <div className="field">
          <label htmlFor={`${id}-code`}>{say(words.code)}</label>
          <input
            id={`${id}-code`}
            className="input mono"
            name="code"
            autoComplete="one-time-code"
            required
            maxLength={20}
          />
        </div>
      )}
      <div className="row">
        <button type="submit" className="button small" disabled={act.isPending}>
          {say(words.enter)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}
