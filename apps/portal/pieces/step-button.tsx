import { useState, type ReactNode } from 'react';
import { OnceMore, ProblemNote } from '#ui';

interface StepProps {
  readonly act: () => Promise<unknown>;
  readonly done: () => void;
  readonly primary?: boolean;
  readonly label?: string;
  readonly children: ReactNode;
}

interface LastStepProps extends Pick<StepProps, 'act' | 'done'> {
  readonly word: string;
  readonly will: string;
}

function useStep({ act, done }: Pick<StepProps, 'act' | 'done'>) {
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
  return { busy, problem, press };
}

/** A step that cannot be taken back: it says what will happen and asks once more. */
export function LastStep({ word, will, ...step }: LastStepProps) {
  const { busy, problem, press } = useStep(step);
  return (
    <>
      <OnceMore word={word} will={will} className="button" busy={busy} onYes={press} />
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  );
}

/** One step: pressed once until it is answered; what went wrong stands beneath it. */
export function StepButton({ primary = false, label, children, ...step }: StepProps) {
  const { busy, problem, press } = useStep(step);
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
