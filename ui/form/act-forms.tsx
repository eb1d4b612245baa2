import { useId, useState, type ReactNode } from 'react';
import { fenOf, yuanOf } from '#kernel/money';
import type { Permission } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';
import { useMay } from '../session/session.tsx';
import { OnceMoreDialog } from './once-more.tsx';

const texts = {
  amountForm: { zh: '以元为单位，最多两位小数', en: 'In yuan, two decimals at most' },
  holds: { zh: '{title}：符合', en: '{title}: met' },
  found: { zh: '依据', en: 'Seen from' },
};

/** What is filled in before an act: words, money in yuan, a number, or what a person found of each of some points. */
export type Ask =
  | { readonly kind: 'words'; readonly name: string; readonly label: Text }
  | { readonly kind: 'money'; readonly name: string; readonly label: Text; readonly begin?: number | null }
  | { readonly kind: 'number'; readonly name: string; readonly label: Text; readonly begin?: number }
  | {
      readonly kind: 'checks';
      readonly points: readonly { readonly key: string; readonly title: Text }[];
      /** Beside each point: that it holds (`{title}`), and what was seen. */
      readonly holds?: Text;
      readonly found?: Text;
    };

/** What was filled in. */
export interface Said {
  words(name: string): string;
  /** Whole fen of a `money`. */
  fen(name: string): number;
  number(name: string): number;
  check(key: string): { readonly met: boolean; readonly why: string };
}

export interface ActButton<B> {
  readonly word: Text;
  /** Takes something from somebody, or cannot be undone. */
  readonly danger?: true;
  /** Asked once more before it is done, saying that this will happen. */
  readonly will?: Text;
  /** The body of the act. */
  make(said: Said): B;
}

/** One form: what is asked, and the ways to answer. Enter presses the first. */
export interface ActForm<B> {
  /** States in which it is offered; whenever it is shown when absent. */
  readonly during?: readonly string[];
  readonly permission?: Permission;
  readonly hint?: Text;
  readonly asks: readonly Ask[];
  readonly buttons: readonly ActButton<B>[];
  /** The ways to answer weigh the same: none of them is put forward. */
  readonly even?: true;
}

const saidIn = (form: FormData): Said => {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  return {
    words: text,
    fen: (name) => fenOf(text(name)) ?? 0,
    number: (name) => Number(text(name)),
    check: (key) => ({ met: form.has(`${key}-met`), why: text(`${key}-why`) }),
  };
};

interface LabelledProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

function Labelled({ label, hint, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {children({ id, ...(hint && { 'aria-describedby': `${id}-hint` }) })}
    </div>
  );
}

function Points({ points, holds = texts.holds, found = texts.found }: Extract<Ask, { kind: 'checks' }>) {
  const say = useSay();
  return points.map(({ key, title }) => (
    <fieldset key={key} className="row plain">
      <legend className="visually-hidden">{say(title)}</legend>
      <label className="row">
        <input type="checkbox" name={`${key}-met`} /> {say(holds, { title: say(title) })}
      </label>
      <Labelled label={say(found)}>
        {(ids) => (
          <input {...ids} name={`${key}-why`} className="input" required minLength={2} maxLength={1000} />
        )}
      </Labelled>
    </fieldset>
  ));
}

const written = { required: true, minLength: 2, maxLength: 1000 } as const;
const yuanPattern = '[0-9]{1,11}([.][0-9]{1,2})?';

function Asked(ask: Ask) {
  const say = useSay();
  if (ask.kind === 'checks') return <Points {...ask} />;
  const { kind, name, label } = ask;
  if (kind === 'words')
    return (
      <Labelled label={say(label)}>
        {(ids) => <textarea {...ids} {...written} name={name} className="textarea" rows={3} />}
      </Labelled>
    );
  const money = kind === 'money';
  const begin = money && typeof ask.begin === 'number' ? yuanOf(ask.begin) : ask.begin;
  const more = money
    ? ({ inputMode: 'decimal', pattern: yuanPattern, title: say(texts.amountForm) } as const)
    : ({ type: 'number', min: 0, step: 'any' } as const);
  return (
    <Labelled label={say(label)} {...(money && { hint: say(texts.amountForm) })}>
      {(ids) => (
        <input {...ids} {...more} name={name} className="input" required defaultValue={begin ?? undefined} />
      )}
    </Labelled>
  );
}

interface Asking<B> {
  readonly word: Text;
  readonly will: Text;
  readonly body: B;
}

interface ActFormsProps<B> {
  readonly acts: readonly ActForm<B>[];
  /** The state in which the thing is. */
  readonly state?: string;
  readonly onAct: (body: B) => void;
  readonly busy: boolean;
  /** What went wrong with the last act. */
  readonly problem: unknown;
}

/** What one can do with a thing in its state, each with what is asked before it. */
export function ActForms<B>({ acts, state = '', onAct, busy, problem }: ActFormsProps<B>) {
  const say = useSay();
  const may = useMay();
  const [asking, setAsking] = useState<Asking<B>>();
  const press = ({ word, will, make }: ActButton<B>, said: Said) => {
    const body = make(said);
    if (will) setAsking({ word, will, body });
    else onAct(body);
  };
  const offered = acts.filter(
    ({ during, permission }) =>
      (during?.includes(state) ?? true) && (permission === undefined || may(permission)),
  );
  return (
    <div className="stack">
      {offered.map(({ hint, asks, buttons, even = false }) => (
        <form
          key={buttons.map(({ word }) => word.en).join()}
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            const { submitter } = event.nativeEvent as SubmitEvent;
            const pressed = buttons[Number(submitter?.getAttribute('value') ?? 0)];
            if (pressed) press(pressed, saidIn(new FormData(event.currentTarget)));
          }}
        >
          {hint && <p className="hint">{say(hint)}</p>}
          <Fields asks={asks} />
          <div className="row">
            {buttons.map(({ word, danger }, at) => (
              <button
                key={word.en}
                type="submit"
                value={at}
                className={danger ? 'button danger' : `button${at === 0 && !even ? ' primary' : ''}`}
                disabled={busy}
              >
                {say(word)}
              </button>
            ))}
          </div>
        </form>
      ))}
      {asking && (
        <OnceMoreDialog
          word={say(asking.word)}
          will={say(asking.will)}
          onYes={() => onAct(asking.body)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {problem !== null && problem !== undefined && <ProblemNote problem={problem} />}
    </div>
  );
}

/** Numbers that belong together stand in one row. */
function Fields({ asks }: { readonly asks: readonly Ask[] }) {
  const numbers = asks.filter(({ kind }) => kind === 'number');
  const others = asks.filter(({ kind }) => kind !== 'number');
  const shown = (each: Ask) => <Asked key={each.kind === 'checks' ? 'checks' : each.name} {...each} />;
  return (
    <>
      {numbers.length > 0 && <div className="row">{numbers.map(shown)}</div>}
      {others.map(shown)}
    </>
  );
}
