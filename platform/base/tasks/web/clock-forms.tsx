import { useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { ActForm, given, Reason, Words } from './act-form.tsx';
import { texts } from './words.ts';

/** Asks for it to be done, with the reason. */
export function Urge({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('tasks', operations.urge);
  return (
    <ActForm
      label={say(texts.urge)}
      act={act}
      onAct={(form, done) =>
        act.mutate({ params: { id }, body: { reason: given(form, 'reason') } }, { onSuccess: done })
      }
    >
      <Reason />
    </ActForm>
  );
}

/** Stops the clock, with the reason and the rule by which it stands. */
export function PauseClock({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('tasks', operations.pause);
  return (
    <ActForm
      label={say(texts.pause)}
      act={act}
      onAct={(form) =>
        act.mutate({
          params: { id },
          body: { reason: given(form, 'reason'), basis: given(form, 'basis') },
        })
      }
    >
      <Reason />
      <Words name="basis" label={say(texts.basis)} hint={say(texts.basisHint)} />
    </ActForm>
  );
}
