import type { FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { EmptyState, Line, PageHead, Pick, ProblemNote, Skeleton, useCall, useSay } from '#ui';
import type { Result } from '#kernel/operation';
import { grainNames, operations } from '../../contract.ts';
import { Found } from './found.tsx';
import { words } from './words.ts';

type Measure = Result<typeof operations.miningMeasures>['items'][number];

const methods = ['drivers', 'history', 'forecast', 'pairs', 'table', 'segments'] as const;
export type Method = (typeof methods)[number];

/** Those that tell apart by a dimension. */
const byDimension: ReadonlySet<Method> = new Set(['drivers', 'table', 'segments']);

/** The methods that hold several measures against each other. */
const ofSeveral: ReadonlySet<Method> = new Set(['pairs', 'segments']);

const readMethod = (text: string | null): Method => methods.find((method) => method === text) ?? 'drivers';

function Methods({ method }: { readonly method: Method }) {
  const say = useSay();
  return (
    <nav aria-label={say(words.method)}>
      <ul className="row plain">
        {methods.map((each) => (
          <li key={each}>
            <Link
              className={each === method ? 'button primary' : 'button'}
              to={`?method=${each}`}
              aria-current={each === method ? 'page' : undefined}
            >
              {say(words[each])}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface FormProps {
  readonly method: Method;
  readonly measures: readonly Measure[];
}

const grains = Object.entries(grainNames).map(([value, title]) => ({ value, title }));

/** Dimensions of the measures that are chosen, or of all. */
function dimensionsOf(measures: readonly Measure[]) {
  const all = measures.flatMap(({ dimensions }) => dimensions);
  return [...new Map(all.map(({ name, title }) => [name, { value: name, title }])).values()];
}

function Which({ method, measures }: FormProps) {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const choices = measures
    .filter(({ addsUp }) => method !== 'drivers' || addsUp)
    .map(({ code, title }) => ({ value: code, title }));
  if (!ofSeveral.has(method))
    return (
      <Pick
        name="measure"
        label={words.measure}
        choices={choices}
        begin={search.get('measure') ?? undefined}
        onChoose={(measure) => setSearch({ method, measure }, { replace: true })}
      />
    );
  const chosen = new Set((search.get('measures') ?? '').split(','));
  return (
    <fieldset className="parts">
      <legend>{say(words.measures)}</legend>
      {choices.map(({ value, title }) => (
        <label key={value} className="row">
          <input type="checkbox" name="measures" value={value} defaultChecked={chosen.has(value)} />{' '}
          {say(title)}
        </label>
      ))}
    </fieldset>
  );
}

function More({ method, measures }: FormProps) {
  const [search] = useSearchParams();
  const chosen = measures.filter(({ code }) => code === search.get('measure'));
  const dimensions = dimensionsOf(ofSeveral.has(method) ? measures : chosen);
  const begin = (name: string) => search.get(name) ?? undefined;
  return (
    <div className="row">
      {byDimension.has(method) && (
        <Pick
          key={search.get('measure')}
          name="by"
          label={words.by}
          choices={dimensions}
          begin={begin('by')}
        />
      )}
      {method === 'table' && (
        <Pick
          key={`across ${search.get('measure')}`}
          name="across"
          label={words.across}
          choices={dimensions}
          begin={begin('across')}
        />
      )}
      <Pick name="grain" label={words.grain} choices={grains} none={words.own} begin={begin('grain')} />
      {method === 'drivers' && (
        <>
          <Line name="from" label={words.from} begin={begin('from')} required={false} />
          <Line name="to" label={words.to} begin={begin('to')} required={false} />
        </>
      )}
      {method !== 'segments' && method !== 'table' && (
        <Line name="where" label={words.where} begin={begin('where')} required={false} />
      )}
    </div>
  );
}

/** What is asked stands in the address, so that it can be sent to somebody. */
function AskForm({ method, measures }: FormProps) {
  const say = useSay();
  const [, setSearch] = useSearchParams();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const next = new URLSearchParams({ method });
    for (const name of ['measure', 'by', 'across', 'grain', 'from', 'to', 'where']) {
      const value = data.get(name);
      if (typeof value === 'string' && value !== '') next.set(name, value);
    }
    const several = data.getAll('measures').map(String);
    if (several.length > 0) next.set('measures', several.join(','));
    setSearch(next);
  };
  return (
    <form className="card stack" onSubmit={send} aria-label={say(words[method])}>
      <Which method={method} measures={measures} />
      <More method={method} measures={measures} />
      <div className="row">
        <button type="submit" className="button primary">
          {say(words.show)}
        </button>
      </div>
    </form>
  );
}

/** Mining that officials can read: a method, measures, and a result with its check and its warning. */
export function AnalysisPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const method = readMethod(search.get('method'));
  const asked = useCall('decision-support', operations.miningMeasures, {});
  return (
    <div className="stack">
      <PageHead title={say(words.analysis)} lead={say(words.lead)} />
      <Methods method={method} />
      {asked.isPending && <Skeleton lines={4} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <AskForm key={method} method={method} measures={asked.data.items} />}
      {search.get(ofSeveral.has(method) ? 'measures' : 'measure') === null ? (
        <EmptyState title={say(words.chooseFirst)} />
      ) : (
        <Found method={method} search={search} />
      )}
    </div>
  );
}
