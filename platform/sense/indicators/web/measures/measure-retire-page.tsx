import { type FormEvent, useId } from 'react';
import { Link, useParams } from 'react-router';
import { PageHead, ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import { type MeasureDefined, operations } from '../../contract.ts';
import { words } from './form/words.ts';

function RetireForm({ code, defined }: { readonly code: string; readonly defined: MeasureDefined }) {
  const say = useSay();
  const id = useId();
  const retiring = useAct('indicators', operations.retireMeasure, { renews: ['records'] });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    retiring.mutate({ params: { code }, body: { reason } });
  };
  if (retiring.isSuccess) return <p className="notice">{say(words.retired)}</p>;
  return (
    <form className="card stack" onSubmit={send} aria-label={say(words.retire)}>
      <p>{say(words.retireLead, { count: defined.releases })}</p>
      <div className="field">
        <label htmlFor={id}>{say(words.reason)}</label>
        <textarea
          id={id}
          name="reason"
          className="textarea"
          rows={3}
          required
          minLength={2}
          maxLength={500}
        />
      </div>
      <div>
        <button type="submit" className="button danger" disabled={retiring.isPending}>
          {say(words.retire)}
        </button>
      </div>
      {retiring.isError && <ProblemNote problem={retiring.error} />}
    </form>
  );
}

/** What stands in the way; undefined where the measure can be taken out of force. */
function hindrance({ fromFile, stands, usedBy }: MeasureDefined) {
  if (fromFile) return words.fromFile;
  if (!stands) return words.alreadyOut;
  return usedBy.length > 0 ? words.stillUsed : undefined;
}

function Retiring({ code, defined }: { readonly code: string; readonly defined: MeasureDefined }) {
  const say = useSay();
  const hindered = hindrance(defined);
  if (!hindered) return <RetireForm code={code} defined={defined} />;
  return (
    <div className="notice">
      <p>{say(hindered)}</p>
      {hindered === words.stillUsed && (
        <ul>
          {defined.usedBy.map((each) => (
            <li key={each.code}>
              <Link to={`/indicators/measures/${each.code}`}>{say(each.title)}</Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Where a measure of the console is taken out of force, with the reason; first what would go with it is told. */
export function MeasureRetirePage() {
  const say = useSay();
  const { code = '' } = useParams();
  const asked = useCall('indicators', operations.measureDefined, { params: { code } });
  return (
    <div className="stack">
      <PageHead
        title={say(words.retire)}
        lead={asked.data && say(asked.data.definition.title)}
        actions={
          <Link className="button" to={`/indicators/measures/${encodeURIComponent(code)}`}>
            {say(words.back)}
          </Link>
        }
      />
      {asked.isPending && <Skeleton lines={4} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <Retiring code={code} defined={asked.data} />}
    </div>
  );
}
