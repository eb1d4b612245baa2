import { useId } from 'react';
import { Link } from 'react-router';
import { recordOperations } from '#kernel/record';
import {
  number,
  ProblemNote,
  ScrollRegion,
  Time,
  useAct,
  useCall,
  useJobs,
  useLanguage,
  useMay,
  useSay,
} from '#ui';
import { operations, causeNames, type Cause, type RunState } from '../contract.ts';
import { Run } from '../records.ts';
import { RunLamp } from './run-lamp.tsx';
import { words } from './words.ts';

interface RunShown {
  readonly id: string;
  readonly createdAt: string;
  readonly state: RunState;
  readonly cause: Cause;
  readonly rows?: number | null;
}

/** The last runs of a source, each leading to its page. */
export function Runs({ code }: { readonly code: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const query = { sourceCode: code, order: '-createdAt', limit: 10 } as never;
  const found = useCall('sources', recordOperations(Run).list, { query }, { everyMs: 5000 });
  const runs = (found.data?.items ?? []) as unknown as readonly RunShown[];
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (runs.length === 0) return <p className="quiet">{say(words.noRuns)}</p>;
  return (
    <div className="stack tight">
      <ScrollRegion label={say(words.lastRuns)}>
        <table className="data-table" aria-label={say(words.lastRuns)}>
          <thead>
            <tr>
              {[words.started, words.result, words.cause].map((title) => (
                <th key={title.zh} scope="col">
                  {say(title)}
                </th>
              ))}
              <th scope="col" className="end">
                {say(words.rows)}
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ id, createdAt, state, cause, rows }) => (
              <tr key={id}>
                <td>
                  <Link to={`/sources/runs/${encodeURIComponent(id)}`}>
                    <Time at={createdAt} />
                  </Link>
                </td>
                <td>
                  <RunLamp state={state} />
                </td>
                <td>{say(causeNames[cause])}</td>
                <td className="end">{rows === null || rows === undefined ? '—' : number(rows, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p>
        <Link to={`/sources/runs?sourceCode=${encodeURIComponent(code)}`}>{say(words.allRuns)}</Link>
      </p>
    </div>
  );
}

/** Days of the past, for sources that know what is new. */
export function BackFill({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const [from, to] = [useId(), useId()];
  const state = useCall('sources', operations.state, { params: { key: code } });
  const act = useAct('sources', operations.start, { done: ({ job }) => watch(job) });
  if (!state.data?.canBackFill) return <p className="quiet">{say(words.noBackFill)}</p>;
  if (!may('sources:run')) return null;
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        act.mutate({
          params: { key: code },
          body: { from: String(form.get('from')), to: String(form.get('to')) },
        });
      }}
    >
      <div className="row">
        <div className="field">
          <label htmlFor={from}>{say(words.from)}</label>
          <input id={from} name="from" type="date" className="input" required />
        </div>
        <div className="field">
          <label htmlFor={to}>{say(words.to)}</label>
          <input id={to} name="to" type="date" className="input" required />
        </div>
        <button type="submit" className="button second" disabled={act.isPending}>
          {say(words.fill)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}
