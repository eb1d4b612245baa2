import { DateInput, PageHead, ProblemNote, Time, useAct, useCall, useSay, words } from '#ui';
import { operations } from '../contract.ts';
import { Disposals } from './disposals.tsx';
import { texts } from './words.ts';

const given = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

function TransferForm() {
  const say = useSay();
  const act = useAct('documents', operations.transfer);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        act.mutate({ body: { title: given(form, 'title'), until: given(form, 'until') } });
      }}
    >
      <label className="field">
        <span>{say(texts.listTitle)}</span>
        <input className="input" name="title" required maxLength={200} />
      </label>
      <label className="field">
        <span>{say(texts.until)}</span>
        <DateInput name="until" required />
        <span className="hint">{say(words.dayForm)}</span>
      </label>
      <button type="submit" className="button primary" disabled={act.isPending}>
        {say(texts.transfer)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Transfers() {
  const say = useSay();
  const transfers = useCall('documents', operations.transfers, {});
  if (transfers.isError) return <ProblemNote problem={transfers.error} />;
  if (transfers.data?.items.length === 0) return <p className="quiet">{say(texts.noTransfers)}</p>;
  return (
    <ul className="plain">
      {transfers.data?.items.map(({ id, title, papers, madeAt, digest }) => (
        <li key={id}>
          {title} · {say(texts.papers, { count: papers })} · <Time at={madeAt} as="date" /> ·{' '}
          <a className="underlined" href={`/api/documents/transfers/${id}/manifest`} download>
            {say(texts.manifest)}
            <span className="visually-hidden"> {title}</span>
          </a>
          <div className="small quiet mono">{digest}</div>
        </li>
      ))}
    </ul>
  );
}

/** Papers on their way into the archive, and out of it. */
export function ArchivePage() {
  const say = useSay();
  return (
    <div className="stack">
      <PageHead title={say(texts.archive)} lead={say(texts.archiveLead)} />
      <section className="sheet stack" aria-labelledby="transfers">
        <h2 id="transfers">{say(texts.transfers)}</h2>
        <TransferForm />
        <Transfers />
      </section>
      <Disposals />
    </div>
  );
}
