import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { Result } from '#kernel/operation';
import {
  EmptyState,
  FieldList,
  PageHead,
  ProblemNote,
  ReferenceValue,
  Skeleton,
  useAct,
  useCall,
  useSay,
} from '#ui';
import { operations, type Ask } from '../contract.ts';
import { frequencies, frequencyNames, standingNames, wayNames, ways } from '../records.ts';
import { AlreadyThere, ExistingLink, type Mine } from './already.tsx';
import { Labelled } from './labelled.tsx';
import { words } from './words.ts';

type Askable = Result<typeof operations.askable>;

/** What is asked for anew: as it stood, and whether for a longer time or with other items. */
interface Anew {
  readonly before: Mine;
  readonly as: 'renewal' | 'amendment';
}

interface ChoiceProps {
  readonly items: Askable['items'];
  readonly missing: boolean;
  readonly held: readonly string[];
}

function ItemChoice({ items, missing, held }: ChoiceProps) {
  const say = useSay();
  return (
    <fieldset className="field" {...(missing && { 'aria-invalid': true })}>
      <legend>{say(words.items)}</legend>
      {missing && (
        <p className="error" role="alert">
          {say(words.needItems)}
        </p>
      )}
      {items.map(({ field, label, standing }) => (
        <label key={field} className="row">
          <input
            type="checkbox"
            name="items"
            value={field}
            disabled={standing === 'none'}
            defaultChecked={standing !== 'none' && held.includes(field)}
          />{' '}
          {say(label)}{' '}
          <span className="quiet small">
            {say(standingNames[standing])}
            {held.includes(field) && ` · ${say(words.held)}`}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface ReasonsProps {
  readonly purposes: Askable['purposes'];
  readonly before: Mine | undefined;
}

function Reasons({ purposes, before }: ReasonsProps) {
  const say = useSay();
  const told = { required: true, minLength: 4, maxLength: 1000, className: 'textarea', rows: 2 } as const;
  return (
    <>
      <Labelled label={say(words.purpose)}>
        {(ids) => (
          <select {...ids} name="purpose" className="select" defaultValue={before?.purpose} required>
            {purposes.map(({ code, title }) => (
              <option key={code} value={code}>
                {say(title)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={say(words.legalBasis)} hint={say(words.legalBasisHint)}>
        {(ids) => <textarea {...ids} {...told} name="legalBasis" defaultValue={before?.legalBasis} />}
      </Labelled>
      <Labelled label={say(words.scenario)} hint={say(words.scenarioHint)}>
        {(ids) => <textarea {...ids} {...told} name="scenario" defaultValue={before?.scenario} />}
      </Labelled>
    </>
  );
}

/** The day before the same day of the next year. */
function yearFrom(first: string): string {
  const day = new Date(first);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** An amendment holds for the rest of the time, a renewal begins where that ends; else a year from today. */
const daysOf = (anew: Anew | undefined, today: string) => {
  if (!anew) return { from: today, until: yearFrom(today) };
  const { periodFrom, periodUntil } = anew.before;
  return anew.as === 'amendment'
    ? { from: periodFrom, until: periodUntil }
    : { from: periodUntil, until: yearFrom(periodUntil) };
};

type UseProps = Pick<Askable, 'today' | 'systems'> & { readonly anew: Anew | undefined };

function Use({ anew, today, systems }: UseProps) {
  const say = useSay();
  const days = daysOf(anew, today);
  const before = anew?.before;
  return (
    <>
      <div className="row">
        {(['from', 'until'] as const).map((name) => (
          <Labelled key={name} label={say(words[name])}>
            {(ids) => (
              <input {...ids} type="date" name={name} className="input" defaultValue={days[name]} required />
            )}
          </Labelled>
        ))}
        <Labelled label={say(words.frequency)}>
          {(ids) => (
            <select
              {...ids}
              name="frequency"
              className="select"
              defaultValue={before?.frequency ?? 'on-demand'}
            >
              {frequencies.map((each) => (
                <option key={each} value={each}>
                  {say(frequencyNames[each])}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={say(words.way)}>
          {(ids) => (
            <select {...ids} name="way" className="select" defaultValue={before?.way ?? 'api'}>
              {ways.map((each) => (
                <option key={each} value={each}>
                  {say(wayNames[each])}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <Labelled label={say(words.system)} hint={say(words.systemHint)}>
        {(ids) => (
          <select {...ids} name="system" className="select" defaultValue={before?.system ?? ''}>
            <option value="">{say(words.anySystem)}</option>
            {systems.map(({ id, name }) => (
              <option key={id} value={id}>
                {name} ({id})
              </option>
            ))}
          </select>
        )}
      </Labelled>
    </>
  );
}

function askIn(form: FormData, dataset: string, renews: string | null): Ask {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const system = text('system');
  return {
    dataset,
    items: form.getAll('items').map(String),
    purpose: text('purpose'),
    legalBasis: text('legalBasis'),
    scenario: text('scenario'),
    periodFrom: text('from'),
    periodUntil: text('until'),
    frequency: text('frequency') as Ask['frequency'],
    way: text('way') as Ask['way'],
    ...(system === '' ? {} : { system }),
    ...(renews === null ? {} : { renews }),
  };
}

interface FormProps {
  readonly askable: Askable;
  readonly renews: string | null;
  readonly anew: Anew | undefined;
}

function AskForm({ askable, renews, anew }: FormProps) {
  const say = useSay();
  const navigate = useNavigate();
  const [missing, setMissing] = useState(false);
  const act = useAct('exchange', operations.ask, {
    renews: ['tasks'],
    done: ({ number }) => void navigate(`/exchange/requests/${number}`),
  });
  return (
    <form
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        const body = askIn(new FormData(event.currentTarget), askable.code, renews);
        setMissing(body.items.length === 0);
        if (body.items.length > 0) act.mutate({ body });
      }}
    >
      <p className="hint">{say(anew ? words[`${anew.as}Hint`] : words.askHint)}</p>
      <ItemChoice items={askable.items} missing={missing} held={anew?.before.items ?? []} />
      <Reasons purposes={askable.purposes} before={anew?.before} />
      <Use anew={anew} today={askable.today} systems={askable.systems} />
      {act.isError && <ProblemNote problem={act.error} />}
      {act.isError && <ExistingLink problem={act.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.submit)}
        </button>
      </div>
    </form>
  );
}

interface AskedProps {
  readonly code: string;
  readonly renews: string | null;
  readonly as: Anew['as'];
}

function Asked({ code, renews, as }: AskedProps) {
  const say = useSay();
  const asked = useCall('exchange', operations.askable, { params: { key: code } });
  const mine = useCall('exchange', operations.mine, { params: { key: code } });
  if (asked.isPending || mine.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemNote problem={asked.error} />;
  if (mine.isError) return <ProblemNote problem={mine.error} />;
  const { title, provider, condition, own } = asked.data;
  const lines = [
    { name: 'dataset', label: say(words.dataset), value: say(title) },
    {
      name: 'provider',
      label: say(words.provider),
      value: <ReferenceValue record="organisations.organisation" value={provider} />,
    },
    ...(condition ? [{ name: 'condition', label: say(words.condition), value: say(condition) }] : []),
    ...(renews === null ? [] : [{ name: 'renews', label: say(words.takesOver), value: renews }]),
  ];
  if (own) return <EmptyState title={say(words.own)} />;
  const before = mine.data.items.find(({ kind, key }) => kind === 'agreement' && key === renews);
  return (
    <div className="stack">
      <FieldList lines={lines} />
      {renews === null && <AlreadyThere dataset={code} mine={mine.data.items} />}
      <AskForm key={`${renews} ${as}`} askable={asked.data} renews={renews} anew={before && { before, as }} />
    </div>
  );
}

/**
 * Asks for items of a dataset of the catalogue: `?dataset=rsj-insured`, with `&renews=` an agreement that it takes over, for a
 * longer time or, with `&as=amendment`, with other items.
 */
export function AskPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const code = search.get('dataset');
  const renews = search.get('renews');
  const as = search.get('as') === 'amendment' ? 'amendment' : 'renewal';
  return (
    <div className="stack">
      <PageHead title={say(renews === null ? words.ask : words[as])} />
      {code === null ? (
        <EmptyState
          title={say(words.choose)}
          action={
            <Link className="button primary" to="/catalogue/entries?kind=dataset">
              {say(words.toCatalogue)}
            </Link>
          }
        />
      ) : (
        <Asked code={code} renews={renews} as={as} />
      )}
    </div>
  );
}
