import type { Result } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { signText } from './signs.ts';
import { words } from './words.ts';

type Tried = Result<typeof operations.testDelivery>;
type Lack = NonNullable<Tried['lacks']>[number];
const renews = { renews: ['exchange'] } as const;

const lackWords: Readonly<Record<Lack['kind'], Text>> = {
  table: words.lackTable,
  positions: words.lackPositions,
  column: words.lackColumn,
  type: words.lackType,
  key: words.lackKey,
  right: words.lackRight,
};

interface TrialProps {
  readonly tried: Tried;
  readonly busy: boolean;
  readonly onMake: () => void;
}

/** What became of a trial; of a table, what it lacks, and by which statements that would be there. */
function Trial({ tried: { problem, lacks, sql }, busy, onMake }: TrialProps) {
  const say = useSay();
  const taken = say(lacks ? words.tableFits : words.testTaken);
  return (
    <div className="notice stack tight" role="status">
      <p>{problem === null ? taken : say(words.testNotTaken, { problem: say(signText(problem)) })}</p>
      {lacks !== undefined && lacks.length > 0 && (
        <ul>
          {lacks.map(({ kind, name, type }) => (
            <li key={`${kind} ${name}`}>{say(lackWords[kind], { name, type })}</li>
          ))}
        </ul>
      )}
      {sql && (
        <>
          <p>{say(words.fittingSql)}</p>
          <pre className="wrap">{sql}</pre>
          <div className="row">
            <button type="button" className="button second" disabled={busy} onClick={onMake}>
              {say(words.makeTable)}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

/** What can be done with where changes are sent to. */
export function SendingActs({ agreement }: { readonly agreement: string }) {
  const say = useSay();
  const test = useAct('exchange', operations.testDelivery);
  const anew = useAct('exchange', operations.sendAnew, renews);
  const stop = useAct('exchange', operations.removeAddress, renews);
  const params = { key: agreement };
  const busy = test.isPending || anew.isPending || stop.isPending;
  return (
    <div className="stack tight">
      <div className="row">
        <button
          type="button"
          className="button second"
          disabled={busy}
          onClick={() => test.mutate({ params, body: {} })}
        >
          {say(words.testDelivery)}
        </button>
        <button
          type="button"
          className="button second"
          disabled={busy}
          onClick={() => anew.mutate({ params })}
        >
          {say(words.sendAnew)}
        </button>
        <button
          type="button"
          className="button second"
          disabled={busy}
          onClick={() => stop.mutate({ params })}
        >
          {say(words.stopSending)}
        </button>
      </div>
      {test.data && (
        <Trial tried={test.data} busy={busy} onMake={() => test.mutate({ params, body: { create: true } })} />
      )}
      {[test, anew, stop].map(
        // oxlint-disable-next-line react/no-array-index-key -- three acts, always in this order
        (act, at) => act.isError && <ProblemNote key={at} problem={act.error} />,
      )}
    </div>
  );
}
