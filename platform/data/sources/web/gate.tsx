import { ActForms, number, useAct, useCall, useLanguage, useSay, type ActForm } from '#ui';
import { operations, type Oddity } from '../contract.ts';
import { typeWords } from '../rules.ts';
import { words } from './words.ts';

interface Decision {
  readonly accept: boolean;
  readonly why: string;
}

const acts: readonly ActForm<Decision>[] = [
  {
    permission: 'sources:run',
    asks: [{ kind: 'words', name: 'why', label: words.why }],
    buttons: [
      { word: words.accept, make: (said) => ({ accept: true, why: said.words('why') }) },
      { word: words.refuse, danger: true, make: (said) => ({ accept: false, why: said.words('why') }) },
    ],
  },
];

const ofColumns = new Set(['new', 'missing', 'retyped']);

function Odd({ oddity }: { readonly oddity: Oddity }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: string | undefined) =>
    ofColumns.has(oddity.kind) ? say(typeWords(value)) : number(Number(value), language);
  return (
    <>
      {say(words[oddity.kind], {
        column: oddity.column ?? '',
        before: shown(oddity.before),
        now: shown(oddity.now),
      })}
    </>
  );
}

/** What waits at the gate of a source: what is unlike before, and the two ways to answer. */
export function Gate({ code }: { readonly code: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const state = useCall('sources', operations.state, { params: { key: code } });
  const act = useAct('sources', operations.decide, { renews: ['tasks', 'ingestion'] });
  const held = state.data?.held;
  if (!held) return null;
  const name = { name: held.filename, rows: number(held.rows ?? 0, language) };
  return (
    <section className="sheet stack tight" aria-labelledby="gate">
      <h2 id="gate">{say(words.gate)}</h2>
      <p className="strong">{say(words.file, name)}</p>
      <ul>
        {held.oddities.map((oddity) => (
          <li key={`${oddity.kind} ${oddity.column ?? ''}`}>
            <Odd oddity={oddity} />
          </li>
        ))}
      </ul>
      <p className="hint">{say(words.gateHint)}</p>
      <ActForms
        acts={acts}
        onAct={(body) => act.mutate({ params: { key: code }, body })}
        busy={act.isPending}
        problem={act.error}
      />
    </section>
  );
}
