import { FieldList, JobProgress, Time, useCall, useJob, useSay } from '#ui';
import { operations, type SourceState } from '../contract.ts';
import { isGoing, RunLamp } from './run-lamp.tsx';
import { words } from './words.ts';

const everyMs = 1500;

/** What it waits for, and what of that was read. */
function After({ follows }: Pick<SourceState, 'follows'>) {
  const say = useSay();
  return (
    <div className="stack tight">
      <span>{say(words.afterSources)}</span>
      <ul className="plain">
        {follows.map(({ code, title, readAt }) => (
          <li key={code}>
            {say(title)} {readAt === null ? say(words.waitedFor) : say(words.readAt)}{' '}
            {readAt !== null && <Time at={readAt} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Next({ state }: { readonly state: SourceState }) {
  const say = useSay();
  if (state.nextAt) return <Time at={state.nextAt} />;
  if (state.enabled && state.follows.length > 0) return <After follows={state.follows} />;
  return <>{say(state.enabled ? words.byHand : words.off)}</>;
}

function Last({ last }: { readonly last: NonNullable<SourceState['last']> }) {
  const say = useSay();
  return (
    <div className="stack tight">
      <span>
        <RunLamp state={last.state} /> <Time at={last.at} />
      </span>
      {last.reason && <span>{say(last.reason)}</span>}
    </div>
  );
}

/** How far the run is that goes on now, for whoever may follow it. */
function Going({ last }: { readonly last: SourceState['last'] }) {
  const job = useJob(isGoing(last?.state) ? (last?.job ?? undefined) : undefined);
  return job.data ? <JobProgress job={job.data} /> : null;
}

function Lines({ state }: { readonly state: SourceState }) {
  const say = useSay();
  const { last } = state;
  return (
    <FieldList
      lines={[
        { name: 'last', label: say(words.state), value: last ? <Last last={last} /> : say(words.never) },
        { name: 'next', label: say(words.next), value: <Next state={state} /> },
      ]}
    />
  );
}

/** How a source stands: its last run with the reason, and the next one. */
export function Standing({ code }: { readonly code: string }) {
  const input = { params: { key: code } };
  const { data } = useCall('sources', operations.state, input);
  useCall('sources', operations.state, input, isGoing(data?.last?.state) ? { everyMs } : {});
  if (!data) return null;
  return (
    <>
      <Going last={data.last} />
      <Lines state={data} />
    </>
  );
}
