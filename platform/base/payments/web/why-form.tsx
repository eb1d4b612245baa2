import { useId, type ReactNode } from 'react';
import { useSay } from '#ui';
import { texts } from './words.ts';

interface WhyFormProps {
  readonly act: string;
  readonly busy: boolean;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  readonly onAct: (why: string, form: FormData) => void;
}

/** A step that needs its reason. */
export function WhyForm({ act, busy, danger = false, children, onAct }: WhyFormProps) {
  const say = useSay();
  const id = useId();
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        onAct(String(form.get('why') ?? ''), form);
      }}
    >
      {children}
      <div className="field">
        <label htmlFor={id}>{say(texts.why)}</label>
        <input id={id} className="input" name="why" required maxLength={500} />
      </div>
      <button type="submit" className={danger ? 'button danger' : 'button'} disabled={busy}>
        {act}
      </button>
    </form>
  );
}
