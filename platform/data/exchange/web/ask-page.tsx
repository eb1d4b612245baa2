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
import { Labelled } from './labelled.tsx';
import { words } from './words.ts';

type Askable = Result<typeof operations.askable>;

function ItemChoice({ items, missing }: { readonly items: Askable['items']; readonly missing: boolean }) {
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
          <input type="checkbox" name="items" value={field} disabled={standing === 'none'} /> {say(label)}{' '}
          <span className="quiet small">{say(standingNames[standing])}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Reasons({ purposes }: { readonly purposes: Askable['purposes'] }) {
  const say = useSay();
  const told = { required: true, minLength: 4, maxLength: 1000, className: 'textarea', rows: 2 } as const;
  return (
    <>
      <Labelled label={say(words.purpose)}>
        {(ids) => (
          <select {...ids} name="purpose" className="select" required>
            {purposes.map(({ code, title }) => (
              <option key={code} value={code}>
                {say(title)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={say(words.legalBasis)} hint={say(words.legalBasisHint)}>
        {(ids) => <textarea {...ids} {...told} name="legalBasis" />}
      </Labelled>
      <Labelled label={say(words.scenario)} hint={say(words.scenarioHint)}>
        {(ids) => <textarea {...ids} {...told} name="scenario" />}
      </Labelled>
    </>
  );
}

function Use() {
  const say = useSay();
  return (
    <>
      <div className="row">
        {(['from', 'until'] as const).map((name) => (
          <Labelled key={name} label={say(words[name])}>
            {(ids) => <input {...ids} type="date" name={name} className="input" required />}
          </Labelled>
        ))}
        <Labelled label={say(words.frequency)}>
          {(ids) => (
            <select {...ids} name="frequency" className="select" defaultValue="on-demand">
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
            <select {...ids} name="way" className="select" defaultValue="api">
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
        {(ids) => <input {...ids} name="system" className="input" maxLength={64} />}
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

function AskForm({ askable, renews }: { readonly askable: Askable; readonly renews: string | null }) {
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
      <p className="hint">{say(words.askHint)}</p>
      <ItemChoice items={askable.items} missing={missing} />
      <Reasons purposes={askable.purposes} />
      <Use />
      {act.isError && <ProblemNote problem={act.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.submit)}
        </button>
      </div>
    </form>
  );
}

function Asked({ code, renews }: { readonly code: string; readonly renews: string | null }) {
  const say = useSay();
  const asked = useCall('exchange', operations.askable, { params: { key: code } });
  if (asked.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemNote problem={asked.error} />;
  const { title, provider, condition, own } = asked.data;
  const lines = [
    { name: 'dataset', label: say(words.dataset), value: say(title) },
    {
      name: 'provider',
      label: say(words.provider),
      value: <ReferenceValue record="organisations.organisation" value={provider} />,
    },
    ...(condition ? [{ name: 'condition', label: say(words.condition), value: say(condition) }] : []),
  ];
  return (
    <div className="stack">
      <FieldList lines={lines} />
      {own ? <EmptyState title={say(words.own)} /> : <AskForm askable={asked.data} renews={renews} />}
    </div>
  );
}

/** Asks for items of a dataset of the catalogue: `?dataset=rsj-insured`, with `&renews=` an agreement that it takes over. */
export function AskPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const code = search.get('dataset');
  return (
    <>
      <PageHead title={say(words.ask)} />
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
        <Asked code={code} renews={search.get('renews')} />
      )}
    </>
  );
}
