import { useState, type ReactNode } from 'react';
import { ProblemNote } from '#ui';

interface StepProps {
  readonly act: () => Promise<unknown>;
  readonly done: () => void;
  readonly primary?: boolean;
  readonly label?: string;
  readonly children: ReactNode;
}

/** One step: pressed once until it is answered; what went wrong stands beneath it. */
export function StepButton({ act, done, primary = false, label, children }: StepProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const press = () => {
    setBusy(true);
    setProblem(undefined);
    // What the browser refuses at once is told like what the platform refuses.
    Promise.resolve()
      .then(act)
      .then(done, setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <button
        type="button"
        className={primary ? 'button primary' : 'button'}
        aria-label={label}
        disabled={busy}
        onClick={press}
      >
        {children}
      </button>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  );
}
