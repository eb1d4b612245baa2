import { useId, useState, type FormEvent } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { DrillPath, PageHead, ProblemNote, useAct, useSay } from '#ui';
import { operations, type Faced } from '../contract.ts';
import { Facing, FacingRows, rowsOf } from './facing.tsx';
import { texts } from './regroup-texts.ts';

const said = (form: HTMLFormElement, name: string): string =>
  String(new FormData(form).get(name) ?? '').trim();

function Words({ name }: { readonly name: 'reason' | 'evidence' }) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(texts[name])}</label>
      <textarea id={id} name={name} className="textarea" rows={2} required minLength={2} maxLength={500} />
    </div>
  );
}

/** What was proposed: it waits for another person. */
function Sent({ id }: { readonly id: string }) {
  const say = useSay();
  return (
    <p className="notice" role="status">
      {say(texts.sent)} <Link to={`/registers/person-decisions/${id}`}>{say(texts.seeDecision)}</Link>
    </p>
  );
}

function CompareForm({ other }: { readonly other: string | undefined }) {
  const say = useSay();
  const id = useId();
  const [, setSearch] = useSearchParams();
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const key = said(event.currentTarget, 'other').toUpperCase();
    setSearch(key ? { other: key } : {});
  };
  return (
    <form className="row" onSubmit={ask}>
      <div className="field">
        <label htmlFor={id}>{say(texts.otherId)}</label>
        <input
          id={id}
          name="other"
          className="input"
          required
          minLength={2}
          maxLength={20}
          defaultValue={other}
          key={other}
        />
      </div>
      <button type="submit" className="button second">
        {say(texts.compare)}
      </button>
    </form>
  );
}

function MergeForm({ person, other }: { readonly person: string; readonly other: string }) {
  const say = useSay();
  const act = useAct('registers', operations.proposeMerge, { renews: ['tasks'] });
  if (act.isSuccess) return <Sent id={act.data.id} />;
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const body = { other, reason: said(form, 'reason'), evidence: said(form, 'evidence') };
        act.mutate({ params: { key: person }, body });
      }}
    >
      <Words name="reason" />
      <Words name="evidence" />
      {act.isError && <ProblemNote problem={act.error} />}
      <div>
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.proposeMerge)}
        </button>
      </div>
    </form>
  );
}

interface WhoProps {
  readonly sides: readonly string[];
  readonly other: string;
  readonly onChoose: (other: string) => void;
}

/** Who the other is: one of the ids that lead here, or a new person. */
function Who({ sides, other, onChoose }: WhoProps) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(texts.who)}</label>
      <select id={id} className="select" value={other} onChange={(event) => onChoose(event.target.value)}>
        {sides.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
        <option value="">{say(texts.newPerson)}</option>
      </select>
    </div>
  );
}

/** Whose each row is: where it is now unless it is given to the other, or back. */
function SplitForm({ person, faced }: { readonly person: string; readonly faced: Faced }) {
  const say = useSay();
  const sides = faced.sides.map((side) => side.id).filter((each) => each !== person);
  const [other, setOther] = useState(sides[0] ?? '');
  const act = useAct('registers', operations.proposeSplit, { renews: ['tasks'] });
  if (act.isSuccess) return <Sent id={act.data.id} />;
  const rows = rowsOf(faced);
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const moves = rows.flatMap(({ ref, side }) => {
          const to = said(form, ref) === 'other' ? ('other' as const) : ('person' as const);
          return (to === 'other') === (other !== '' && side === other) ? [] : [{ ref, to }];
        });
        const body = {
          other: other || null,
          moves,
          reason: said(form, 'reason'),
          evidence: said(form, 'evidence'),
        };
        act.mutate({ params: { key: person }, body });
      }}
    >
      <Who sides={sides} other={other} onChoose={setOther} />
      <FacingRows
        rows={rows}
        choose={({ ref, side, key }) => (
          <select
            name={ref}
            className="select"
            key={other}
            defaultValue={other !== '' && side === other ? 'other' : 'person'}
            aria-label={`${say(texts.whose)}: ${key}`}
          >
            <option value="person">{say(texts.stays, { id: person })}</option>
            <option value="other">{say(texts.goes)}</option>
          </select>
        )}
      />
      <Words name="reason" />
      <Words name="evidence" />
      {act.isError && <ProblemNote problem={act.error} />}
      <div>
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.proposeSplit)}
        </button>
      </div>
    </form>
  );
}

/** One person or two: what is known under each id, and the two ways to propose a change. */
export function RegroupPage() {
  const say = useSay();
  const { key = '' } = useParams();
  const [search] = useSearchParams();
  const other = search.get('other') ?? undefined;
  return (
    <div className="stack">
      <DrillPath
        label={say(texts.title)}
        steps={[
          { label: say(texts.title), to: '/registers/person-decisions' },
          { label: key, to: `/registers/persons/${key}` },
          { label: say(texts.open) },
        ]}
      />
      <PageHead title={say(texts.open)} lead={key} />
      <CompareForm other={other} />
      <Facing id={key} other={other}>
        {(faced) => (
          <>
            {other ? (
              <section className="stack tight" aria-label={say(texts.mergeHead)}>
                <h2>{say(texts.mergeHead)}</h2>
                <p className="hint">{say(texts.mergeHint)}</p>
                <FacingRows rows={rowsOf(faced)} />
                <MergeForm person={key} other={other} />
              </section>
            ) : (
              <section className="stack tight" aria-label={say(texts.splitHead)}>
                <h2>{say(texts.splitHead)}</h2>
                <p className="hint">{say(texts.splitHint)}</p>
                <SplitForm person={key} faced={faced} />
              </section>
            )}
          </>
        )}
      </Facing>
    </div>
  );
}
