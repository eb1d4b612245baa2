import { useEffect, useId, useRef, useState } from 'react';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';

const texts = {
  ask: { zh: '查看原文', en: 'Show unmasked' },
  purpose: { zh: '为什么要看？', en: 'Why do you need it?' },
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
}

/** Asks why before personal data is shown, in its place on the page. */
export function Reveal({ purpose, onPurpose }: RevealProps) {
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
        {say(texts.ask)}
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

/** Tells the purpose that was stated, or undefined when somebody thought better of it. */
function PurposeForm({ onState }: { readonly onState: (purpose: string | undefined) => void }) {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <form
      className="notice stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        onState(String(new FormData(event.currentTarget).get('purpose') ?? '').trim() || undefined);
      }}
    >
      <div className="field">
        <label htmlFor={id}>{say(texts.purpose)}</label>
        <input
          ref={input}
          id={id}
          className="input"
          name="purpose"
          required
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
