import { useState } from 'react';
import { ProblemNote } from '#ui';

interface OneLineProps {
  readonly id: string;
  readonly label: string;
  readonly button: string;
  readonly pattern?: string;
  readonly act: (words: string) => Promise<unknown>;
  readonly done: () => void;
}

/** One answer and the step that it makes. */
export function OneLine({ id, label, button, pattern, act, done }: OneLineProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        act(String(new FormData(event.currentTarget).get(id) ?? '').trim())
          .then(done, setProblem)
          .finally(() => setBusy(false));
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={id}
        className="input"
        required
        minLength={2}
        maxLength={1000}
        {...(pattern ? { pattern, inputMode: 'numeric' as const } : {})}
      />
      <p>
        <button type="submit" className="button primary" disabled={busy}>
          {button}
        </button>
      </p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}
