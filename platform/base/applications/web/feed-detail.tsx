import { useId } from 'react';
import { ProblemNote, useAct, useJobs, useMay, useSay, type AnyRow, type DetailSection, type Say } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

function Pull({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const act = useAct('applications', operations.pull, { done: ({ job }) => watch(job) });
  if (!may('applications:write')) return null;
  return (
    <>
      <button
        type="button"
        className="button primary"
        disabled={act.isPending}
        onClick={() => act.mutate({ params: { key: code } })}
      >
        {say(words.pull)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

function Credential({ code }: { readonly code: string }) {
  const say = useSay();
  const id = useId();
  const act = useAct('applications', operations.credential);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const secret = new FormData(form).get('secret');
        if (typeof secret === 'string' && secret !== '')
          act.mutate({ params: { key: code }, body: { secret } }, { onSuccess: () => form.reset() });
      }}
    >
      <div className="field">
        <label htmlFor={id}>{say(words.key)}</label>
        <input id={id} name="secret" type="password" autoComplete="off" className="input" maxLength={1000} />
      </div>
      <button type="submit" className="button second" disabled={act.isPending}>
        {say(words.setKey)}
      </button>
      {act.isSuccess && <span role="status">{say(words.keySet)}</span>}
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Key({ code }: { readonly code: string }) {
  const may = useMay();
  return may('applications:write') ? <Credential code={code} /> : null;
}

/** A feed, with what fetches it now and the key with which it is fetched. */
export const feedDetail = {
  actions: (row: AnyRow) => <Pull code={String(row['code'])} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.key), content: <Key code={String(row['code'])} /> },
  ],
};
