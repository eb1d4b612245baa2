import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState, PageHead, ProblemNote, Skeleton, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { asked, askedNames, type Asks } from '../records.ts';
import { KnownTable } from './known-table.tsx';
import { texts } from './words.ts';

function Found({ words, asks }: { readonly words: string; readonly asks: Asks }) {
  const say = useSay();
  const asked = useCall('reporting', operations.ask, { query: { words, asks } });
  if (asked.isPending) return <Skeleton lines={5} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.data.items.length === 0)
    return <EmptyState title={say(texts.nobody)} hint={say(texts.nobodyHint)} />;
  return <KnownTable items={asked.data.items} />;
}

/** Before a question is written: does the city have it, does somebody ask it? `?words=&asks=` */
export function KnownPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const words = search.get('words') ?? '';
  const asks = asked.find((each) => each === search.get('asks')) ?? 'company';
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = String(form.get('words') ?? '').trim();
    if (given) setSearch({ words: given, asks: String(form.get('asks')) });
  };
  return (
    <div className="stack">
      <PageHead title={say(texts.ask)} lead={say(texts.askLead)} />
      <form className="row" role="search" onSubmit={look}>
        <div className="field">
          <label htmlFor="known-words">{say(texts.askWords)}</label>
          <input
            key={words}
            id="known-words"
            name="words"
            className="input"
            maxLength={60}
            required
            defaultValue={words}
          />
        </div>
        <div className="field">
          <label htmlFor="known-asks">{say(texts.askOf)}</label>
          <select key={asks} id="known-asks" name="asks" className="select" defaultValue={asks}>
            {asked.map((each) => (
              <option key={each} value={each}>
                {say(askedNames[each])}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="button primary">
          {say(texts.askButton)}
        </button>
      </form>
      <div role="status">{words && <Found words={words} asks={asks} />}</div>
    </div>
  );
}
