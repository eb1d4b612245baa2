import { useId } from 'react';
import { useSay } from '#ui';
import { FieldFaults } from './field-faults.tsx';
import { texts } from './words.ts';

/** Where a new password is typed, with what is wrong with it. */
export function NewPassword({ problem }: { readonly problem: Parameters<typeof FieldFaults>[0]['problem'] }) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(texts.password)}</label>
      <FieldFaults problem={problem} />
      <input id={id} className="input" name="password" type="password" autoComplete="new-password" required />
    </div>
  );
}
