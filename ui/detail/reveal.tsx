import type { Text } from '#kernel/texts';
import { useEffect, useId, useRef, useState } from 'react';
import { operations } from '#platform/base/relations/contract';
import { useSay } from '../language/language.tsx';
import { useCall } from '../lib/use-call.ts';
import { words } from '../words.ts';

const texts = {
  ask: { zh: '查看原文', en: 'Show unmasked' },
  purpose: { zh: '为什么要看？', en: 'Why do you need it?' },
  kind: { zh: '用途', en: 'Purpose' },
  other: { zh: '其他（请说明）', en: 'another (say which)' },
  choose: { zh: '请选择', en: 'Choose one' },
  hint: {
    zh: '用途会记入台账，本人可以查到是谁、何时、为何查看。',
    en: 'The purpose goes into the ledger; the person can see who looked, when and why.',
  },
  show: { zh: '记录用途并显示', en: 'Record the purpose and show' },
  shown: {
    zh: '原文已显示，用途“{purpose}”已记入台账。',
    en: 'Shown unmasked; the purpose “{purpose}” is in the ledger.',
  },
  hide: { zh: '重新脱敏', en: 'Mask again' },
};

interface RevealProps {
  /** What was stated, while the values are shown. */
  readonly purpose: string | undefined;
  readonly onPurpose: (purpose: string | undefined) => void;
  /** What the button says; to see values unmasked when absent. */
  readonly ask?: Text;
}

/** Asks why before personal data is shown, in its place on the page. */
export function Reveal({ purpose, onPurpose, ask = texts.ask }: RevealProps) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  if (purpose !== undefined)
    return (
      <div className="notice warn row apart" role="status">
        <span>{say(texts.shown, { purpose })}</span>
        <button type="button" className="button small" onClick={() => onPurpose(undefined)}>
          {say(texts.hide)}
        </button>
      </div>
    );
  if (!asking)
    return (
      <button type="button" className="button small" onClick={() => setAsking(true)}>
        {say(ask)}
      </button>
    );
  return (
    <PurposeForm
      onState={(stated) => {
        setAsking(false);
        if (stated) onPurpose(stated);
      }}
    />
  );
}

const HOUR = 3_600_000;

/** The purposes of the city; where nobody keeps a list, one's own words are all there is. */
function usePurposes() {
  const { data } = useCall('relations', operations.purposes, {}, { staleMs: HOUR });
  return data ?? { freeText: true, items: [] };
}

interface ChoiceProps {
  readonly id: string;
  readonly purposes: ReturnType<typeof usePurposes>;
  readonly code: string;
  readonly onCode: (code: string) => void;
}

/** One of the city's purposes, or another where the city takes others. */
function PurposeChoice({ id, purposes: { freeText, items }, code, onCode }: ChoiceProps) {
  const say = useSay();
  if (items.length === 0) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{say(texts.kind)}</label>
      <select
        id={id}
        className="input"
        name="code"
        required={!freeText}
        value={code}
        onChange={(event) => onCode(event.currentTarget.value)}
      >
        <option value="">{say(freeText ? texts.other : texts.choose)}</option>
        {items.map((each) => (
          <option key={each.code} value={each.code}>
            {say(each.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A purpose as it is stated: its code, and words after a colon. */
function statedIn(form: FormData): string | undefined {
  const [code, words] = ['code', 'purpose'].map((name) => String(form.get(name) ?? '').trim());
  return [code, words].filter((part) => part !== '').join(': ') || undefined;
}

/** Tells the purpose that was stated, or undefined when somebody thought better of it. */
function PurposeForm({ onState }: { readonly onState: (purpose: string | undefined) => void }) {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const purposes = usePurposes();
  const [code, setCode] = useState('');
  useEffect(() => input.current?.focus(), []);
  return (
    <form
      className="notice stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        onState(statedIn(new FormData(event.currentTarget)));
      }}
    >
      <PurposeChoice id={`${id}-code`} purposes={purposes} code={code} onCode={setCode} />
      <div className="field">
        <label htmlFor={id}>{say(texts.purpose)}</label>
        <input
          ref={input}
          id={id}
          className="input"
          name="purpose"
          required={code === ''}
          minLength={2}
          maxLength={200}
          aria-describedby={`${id}-hint`}
        />
        <span id={`${id}-hint`} className="hint">
          {say(texts.hint)}
        </span>
      </div>
      <div className="row">
        <button type="submit" className="button small second">
          {say(texts.show)}
        </button>
        <button type="button" className="button small" onClick={() => onState(undefined)}>
          {say(words.cancel)}
        </button>
      </div>
    </form>
  );
}
