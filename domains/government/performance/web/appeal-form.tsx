import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { Line, Pick, ProblemNote, Time, useAct, useMay, useSay } from '#ui';
import { type CardView, type EvidenceFile, operations } from '../contract.ts';
import { AddFiles } from './evidence-files.tsx';
import { words } from './words.ts';

/** Where a unit appeals against one criterion of its own card. */
export function AppealForm({ view }: { readonly view: CardView }) {
  const say = useSay();
  const { card, result } = view;
  const may = useMay();
  const [files, setFiles] = useState<readonly EvidenceFile[]>([]);
  const act = useAct('performance', operations.appeal, { renews: ['records', 'tasks'] });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const body = {
      criterion: said('criterion'),
      claim: said('claim'),
      evidence: said('evidence'),
      attachments: files.map(({ id }) => id),
    };
    act.mutate({ params: { id: result.id, unit: card.unit }, body });
  };
  const criteria = [...card.leaves, ...card.adjustments].map(({ code, title }) => ({ value: code, title }));
  return (
    <form className="card stack tight" onSubmit={send} aria-label={say(words.appeal)}>
      <h2>{say(words.appeal)}</h2>
      <p className="hint">
        {say(words.appealHint)} <Time at={result.appealBy} />
      </p>
      <Pick name="criterion" label={words.criterion} choices={criteria} />
      <Line name="claim" label={words.claim} />
      <Line name="evidence" label={words.evidence} />
      {may('documents:attach') && <AddFiles files={files} onFiles={setFiles} />}
      <div className="row">
        <button type="submit" className="button" disabled={act.isPending}>
          {say(words.appeal)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
      <div role="status">
        {act.isSuccess && (
          <Link to={`/performance/appeals/${encodeURIComponent(act.data.id)}`}>{say(words.seeAppeal)}</Link>
        )}
      </div>
    </form>
  );
}
