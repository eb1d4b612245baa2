import { ActForms, number, Time, useAct, useCall, useLanguage, useSay, type ActForm } from '#ui';
import { operations, type Gap } from '../contract.ts';
import { words } from './words.ts';

const acts: readonly ActForm<{ readonly why: string }>[] = [
  {
    permission: 'sources:run',
    asks: [{ kind: 'words', name: 'why', label: words.gapResult }],
    buttons: [{ word: words.noted, make: (said) => ({ why: said.words('why') }) }],
  },
];

function Missing({ gap: { kind, first, last, exact, foundAt } }: { readonly gap: Gap }) {
  const say = useSay();
  const { language } = useLanguage();
  const count = first === null || last === null ? 0 : last - first + 1;
  const counted = say(exact ? words.exactly : words.atMost, { count: number(count, language) });
  return (
    <>
      {say(words[kind], { first: first ?? '', last: last ?? '', number: counted })} <Time at={foundAt} />
    </>
  );
}

/** Messages that may be missing, until somebody has asked the other side what became of them. */
export function Gaps({ code }: { readonly code: string }) {
  const say = useSay();
  const input = { params: { key: code } };
  const state = useCall('sources', operations.state, input);
  const act = useAct('sources', operations.noteGaps, { renews: ['tasks'] });
  const gaps = state.data?.gaps ?? [];
  if (gaps.length === 0) return null;
  return (
    <section className="sheet stack tight" aria-labelledby="gaps">
      <h2 id="gaps">{say(words.gaps)}</h2>
      <ul>
        {gaps.map((gap) => (
          <li key={`${gap.run} ${gap.kind}`}>
            <Missing gap={gap} />
          </li>
        ))}
      </ul>
      <p className="hint">{say(words.gapsHint)}</p>
      <ActForms
        acts={acts}
        onAct={(body) => act.mutate({ ...input, body })}
        busy={act.isPending}
        problem={act.error}
      />
    </section>
  );
}
