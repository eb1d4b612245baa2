import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';
import { NewPassword } from './password-field.tsx';

/** A new password for somebody else's account: the old one is not asked for, and all its sessions end. */
export function SetPassword({ account }: { readonly account: string }) {
  const say = useSay();
  const act = useAct('identity', operations.setPassword);
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const password = String(new FormData(form).get('password') ?? '');
        act.mutate({ params: { key: account }, body: { password } }, { onSuccess: () => form.reset() });
      }}
    >
      <NewPassword problem={act.error} />
      <div className="row">
        <button type="submit" className="button second small" disabled={act.isPending}>
          {say(texts.setPassword)}
        </button>
        {act.isSuccess && <span role="status">{say(texts.done)}</span>}
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}
