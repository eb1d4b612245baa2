import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { HeadRow, ProblemNote, ScrollRegion, Skeleton, Tag, useAct, useCall, useMay, useSay } from '#ui';
import { operations, type Compared } from '../contract.ts';
import { KnownPlace } from './known-table.tsx';
import { texts } from './words.ts';

function Standing({ each }: { readonly each: Compared }) {
  const say = useSay();
  if (each.open) return <Tag tone="seal">{say(texts.open)}</Tag>;
  if (each.item) return <>{say(texts.bound, { item: each.item })}</>;
  return <>{each.why ? say(texts.reasoned, { why: each.why }) : say(texts.isNew)}</>;
}

interface BindProps {
  readonly each: Compared;
  readonly onBind: (said: { item: string } | { why: string }) => void;
  readonly busy: boolean;
}

/** Take what is there, or say why it is asked again. */
function Bind({ each, onBind, busy }: BindProps) {
  const say = useSay();
  const label = say(each.label);
  const items = [...new Set(each.known.filter(({ binds }) => binds).map(({ item }) => item))];
  const reason = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const why = String(new FormData(event.currentTarget).get('why') ?? '').trim();
    if (why.length >= 2) onBind({ why });
  };
  return (
    <div className="stack tight">
      {items.slice(0, 4).map((item) => (
        <button
          key={item}
          type="button"
          className="button small"
          disabled={busy || item === each.item}
          aria-label={say(texts.useThis, { label, item })}
          onClick={() => onBind({ item })}
        >
          {say(texts.use)} {item}
        </button>
      ))}
      {items.length > 0 && (
        <form className="row" onSubmit={reason}>
          <input
            name="why"
            className="input"
            aria-label={say(texts.againWhy, { label })}
            placeholder={say(texts.why)}
            minLength={2}
            maxLength={500}
            required
          />
          <button type="submit" className="button small" disabled={busy}>
            {say(texts.again)}
          </button>
        </form>
      )}
    </div>
  );
}

function KnownBy({ known }: { readonly known: Compared['known'] }) {
  const say = useSay();
  const [all, setAll] = useState(false);
  if (known.length === 0) return <span className="quiet">{say(texts.none)}</span>;
  const shown = all ? known : known.slice(0, 3);
  return (
    <ul className="plain stack tight">
      {shown.map((each) => (
        <li key={`${each.kind} ${each.item} ${each.of.zh}`}>
          <KnownPlace known={each} /> <code>{each.item}</code>
        </li>
      ))}
      {known.length > shown.length && (
        <li>
          <button type="button" className="button small" onClick={() => setAll(true)}>
            +{known.length - shown.length}
          </button>
        </li>
      )}
    </ul>
  );
}

/** Each question of a return beside whoever has it or asks it already. */
export function ComparedQuestions({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const asked = useCall('reporting', operations.compare, { params: { code } });
  const bind = useAct('reporting', operations.bind);
  if (asked.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { state, items } = asked.data;
  const mends = state === 'draft' && may('reporting:design');
  const names = ['question', 'standing', 'known', ...(mends ? (['act'] as const) : [])] as const;
  return (
    <div className="stack">
      <p className="row">
        {mends && <Link to={`/reporting/questions?return=${code}`}>{say(texts.toQuestions)}</Link>}
        <Link to={`/reporting/respondents?return=${code}`}>{say(texts.people)}</Link>
      </p>
      {bind.isError && <ProblemNote problem={bind.error} />}
      {items.length === 0 ? (
        <p className="quiet">{say(texts.noQuestions)}</p>
      ) : (
        <ScrollRegion label={say(texts.ask)}>
          <table className="data-table" aria-label={say(texts.ask)}>
            <HeadRow names={names} texts={texts} />
            <tbody>
              {items.map((each) => (
                <tr key={each.code}>
                  <th scope="row">{say(each.label)}</th>
                  <td>
                    <Standing each={each} />
                  </td>
                  <td>
                    <KnownBy known={each.known} />
                  </td>
                  {mends && (
                    <td>
                      <Bind
                        each={each}
                        busy={bind.isPending}
                        onBind={(body) => bind.mutate({ params: { code: each.code }, body })}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}
