import { useId } from 'react';
import { ProblemNote, useAct, useMay, useSay, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

function Seal({ code }: { readonly code: string }) {
  const say = useSay();
  const act = useAct('inspections', operations.seal, { renews: ['tasks'] });
  return (
    <div className="stack tight">
      <p className="hint">{say(texts.sealHint)}</p>
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={act.isPending}
          onClick={() => act.mutate({ params: { code } })}
        >
          {say(texts.seal)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </div>
  );
}

function Draw({ code }: { readonly code: string }) {
  const say = useSay();
  const field = useId();
  const act = useAct('inspections', operations.draw, { renews: ['tasks'] });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const word = String(new FormData(event.currentTarget).get('word') ?? '');
        act.mutate({ params: { code }, body: { word } });
      }}
    >
      <div className="field">
        <label htmlFor={field}>{say(texts.word)}</label>
        <input
          id={field}
          name="word"
          className="input"
          required
          minLength={4}
          maxLength={100}
          autoComplete="off"
        />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.draw)}
        </button>
      </div>
      {act.data && <p role="status">{say(texts.drawn, { count: act.data.result.length })}</p>}
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const may = useMay();
  const code = String(row['code']);
  if (row['state'] === 'planned' && may('inspections:plan')) return <Seal code={code} />;
  if (row['state'] === 'sealed' && may('inspections:witness')) return <Draw code={code} />;
  return null;
}

/** A plan, with the next step of its draw. */
export const planDetail = { actions: (row: AnyRow) => <Actions row={row} /> };
