import { type FormEvent, useId } from 'react';
import { Link } from 'react-router';
import { DateInput, Line, PageHead, ProblemNote, useAct, useSay, useSession, words as uiWords } from '#ui';
import type { Text } from '#kernel/texts';
import { operations } from '../contract.ts';
import { codesOf } from './draft.ts';
import { supervisionWords as words } from './supervision-words.ts';

function Day({
  name,
  label,
  required = true,
}: {
  readonly name: string;
  readonly label: Text;
  readonly required?: boolean;
}) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      <span className="hint" id={`${id}-hint`}>
        {say(uiWords.dayForm)}
      </span>
      <DateInput id={id} name={name} required={required} aria-describedby={`${id}-hint`} />
    </div>
  );
}

/** Where the office issues a matter to one or several units. */
export function IssuePage() {
  const say = useSay();
  const { actor } = useSession();
  const act = useAct('performance', operations.issue, { renews: ['records', 'tasks'] });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const [milestone, milestoneOn] = [said('milestone'), said('milestoneOn')];
    const body = {
      title: said('title'),
      what: said('what'),
      basedOn: said('basedOn'),
      office: said('office'),
      units: codesOf(said('units')),
      dueOn: said('dueOn'),
      ...(milestone === '' ? {} : { milestone }),
      ...(milestoneOn === '' ? {} : { milestoneOn }),
      simulated: data.has('simulated'),
    };
    act.mutate({ body });
  };
  return (
    <div className="stack">
      <PageHead title={say(words.issue)} lead={say(words.issueLead)} />
      <form className="card stack" onSubmit={send} aria-label={say(words.issue)}>
        <Line name="title" label={words.title} />
        <Line name="what" label={words.what} />
        <Line name="basedOn" label={words.basedOn} />
        <Line name="office" label={words.office} begin={actor.organisation ?? ''} />
        <Line name="units" label={words.units} />
        <div className="row">
          <Day name="dueOn" label={words.dueOn} />
          <Line name="milestone" label={words.milestone} required={false} />
          <Day name="milestoneOn" label={words.milestoneOn} required={false} />
        </div>
        <label className="row">
          <input type="checkbox" name="simulated" /> {say(words.invented)}
        </label>
        <div className="row">
          <button type="submit" className="button primary" disabled={act.isPending}>
            {say(words.issue)}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
        <div role="status">
          {act.isSuccess && (
            <p className="notice">
              {say(words.issued, { number: act.data.number })}{' '}
              <Link to={`/performance/supervisions?number=${act.data.number}`}>{say(words.see)}</Link>
            </p>
          )}
        </div>
      </form>
    </div>
  );
}
