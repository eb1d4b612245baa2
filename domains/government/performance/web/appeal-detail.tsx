import { type FormEvent } from 'react';
import {
  Amount,
  Line,
  ProblemNote,
  type AnyRow,
  type DetailSection,
  type Say,
  useAct,
  useMay,
  useSay,
} from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

function Decide({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('performance', operations.decide, { renews: ['records', 'tasks'] });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const { submitter } = event.nativeEvent as SubmitEvent;
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const upheld = (submitter as HTMLButtonElement | null)?.value === 'upheld';
    const score = upheld && said('score') !== '' ? { score: Number(said('score')) } : {};
    act.mutate({ params: { id }, body: { upheld, why: said('why'), ...score } });
  };
  return (
    <form className="stack tight" onSubmit={send} aria-label={say(words.decide)}>
      <p className="hint">{say(words.decideHint)}</p>
      <Line name="why" label={words.reason} />
      <Amount name="score" label={words.newScore} />
      <div className="row">
        <button type="submit" className="button" value="rejected" disabled={act.isPending}>
          {say(words.reject)}
        </button>
        <button type="submit" className="button primary" value="upheld" disabled={act.isPending}>
          {say(words.uphold)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Work({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  if (row['state'] !== 'filed' || !may('performance:manage'))
    return <p className="quiet">{say(words.nothingToDo)}</p>;
  return <Decide id={String(row['id'])} />;
}

/** An appeal, and its decision. */
export const appealDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.work), content: <Work row={row} /> },
  ],
};
