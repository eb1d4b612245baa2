import { type FormEvent, useState } from 'react';

/** Sends one form: busy, done, or what went wrong. */
export function useSent<T>(send: (given: FormData) => Promise<T>, done?: (answer: T) => void) {
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const [problem, setProblem] = useState<unknown>(undefined);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setState('busy');
    setProblem(undefined);
    send(new FormData(form)).then(
      (answer) => {
        setState('done');
        form.reset();
        done?.(answer);
      },
      (reason: unknown) => {
        setState('idle');
        setProblem(reason);
      },
    );
  };
  return { state, problem, onSubmit };
}
