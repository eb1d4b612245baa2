import { type FormEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { ProblemNote, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { RuleDefinition } from '../contract.ts';
import { Named, Who } from './rule-fields.tsx';
import { words } from './words.ts';

/** What is asked of the platform, and how far that is. */
interface Doing {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
}

interface Props {
  readonly title: Text;
  /** The rule that is changed. */
  readonly before: Pick<RuleDefinition, 'code' | 'title' | 'owner' | 'deadlines'> | undefined;
  readonly simulated: boolean;
  readonly words: { readonly simulated: Text; readonly backTest: Text };
  readonly trying: Doing;
  readonly saving: Doing & { readonly data: { readonly code: string } | undefined };
  readonly onTry: (said: FormData) => void;
  readonly onSave: (said: FormData) => void;
  /** What it watches, and when it warns. */
  readonly children: ReactNode;
  /** What came of trying it. */
  readonly tested: ReactNode;
}

/** The form of a rule, whatever it watches: tried on the past or saved, and what came of either. */
export function RuleForm({
  title,
  before,
  simulated,
  words: own,
  trying,
  saving,
  onTry,
  onSave,
  children,
  tested,
}: Props) {
  const say = useSay();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const { submitter } = event.nativeEvent as SubmitEvent;
    if ((submitter as HTMLButtonElement | null)?.value === 'save') onSave(said);
    else onTry(said);
  };
  return (
    <form className="card stack" onSubmit={send} aria-label={say(title)}>
      <Named before={before} />
      {children}
      <Who before={before} />
      <label className="row">
        <input type="checkbox" name="simulated" defaultChecked={simulated} /> {say(own.simulated)}
      </label>
      <div className="row">
        <button type="submit" className="button" value="try" disabled={trying.isPending}>
          {say(own.backTest)}
        </button>
        <button type="submit" className="button primary" value="save" disabled={saving.isPending}>
          {say(words.save)}
        </button>
      </div>
      {trying.isError && <ProblemNote problem={trying.error} />}
      {saving.isError && <ProblemNote problem={saving.error} />}
      <div role="status">
        {trying.isPending && <p className="hint">{say(words.trying)}</p>}
        {saving.data && (
          <p className="notice">
            {say(words.saved)}{' '}
            <Link to={`/decision-support/rules/${saving.data.code}`}>{say(words.see)}</Link>
          </p>
        )}
      </div>
      {tested}
    </form>
  );
}
