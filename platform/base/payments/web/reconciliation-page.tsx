import { Link } from 'react-router';
import { yuanOf } from '#kernel/money';
import type { Result } from '#kernel/operation';
import {
  DateInput,
  EmptyState,
  Heads,
  PageHead,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Time,
  useAct,
  useCall,
  useSay,
  words,
} from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

const shown = (fen: number | null): string => (fen === null ? '***' : yuanOf(fen));

type Listed = Result<typeof operations.days>;

function Days({ items, providers }: Listed) {
  const say = useSay();
  const titleOf = (code: string) => {
    const title = providers.find((each) => each.code === code)?.title;
    return title ? say(title) : code;
  };
  if (items.length === 0) return <EmptyState title={say(texts.never)} hint={say(texts.neverHint)} />;
  const heads = [texts.day, texts.provider, texts.matched, texts.open, texts.ours, texts.theirs, texts.ran];
  return (
    <ScrollRegion label={say(texts.reconciliation)}>
      <table className="data-table">
        <Heads heads={heads} />
        <tbody>
          {items.map((day) => (
            <tr key={`${day.provider} ${day.day}`}>
              <th scope="row">{day.day}</th>
              <td>{titleOf(day.provider)}</td>
              <td>{day.matched}</td>
              <td>
                <Link to={`/payments/differences?day.from=${day.day}&day.to=${day.day}`}>{day.open}</Link>
              </td>
              <td>{shown(day.oursFen)}</td>
              <td>{shown(day.theirsFen)}</td>
              <td>
                <Time at={day.ranAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function RunForm({ providers }: { readonly providers: Listed['providers'] }) {
  const say = useSay();
  const run = useAct('payments', operations.reconcile, { renews: ['tasks'] });
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        run.mutate({ body: { provider: String(form.get('provider')), day: String(form.get('day')) } });
      }}
    >
      <div className="field">
        <label htmlFor="provider">{say(texts.provider)}</label>
        <select id="provider" name="provider" className="select">
          {providers.map(({ code, title }) => (
            <option key={code} value={code}>
              {say(title)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="day">{say(texts.day)}</label>
        <DateInput id="day" name="day" required aria-describedby="day-form" />
        <span id="day-form" className="hint">
          {say(words.dayForm)}
        </span>
      </div>
      <button type="submit" className="button primary" disabled={run.isPending}>
        {say(texts.run)}
      </button>
      {run.data && (
        <output>{say(texts.result, { matched: run.data.matched, differences: run.data.differences })}</output>
      )}
      {run.isError && <ProblemNote problem={run.error} />}
    </form>
  );
}

/** Our books beside the providers' statements, day by day. */
export function ReconciliationPage() {
  const say = useSay();
  const found = useCall('payments', operations.days, {});
  return (
    <div className="stack">
      <PageHead title={say(texts.reconciliation)} />
      {found.isError && <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton lines={5} />}
      {found.data && (
        <>
          <RunForm providers={found.data.providers} />
          <Days {...found.data} />
        </>
      )}
    </div>
  );
}
