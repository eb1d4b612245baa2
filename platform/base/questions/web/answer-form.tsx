import { useAct, WordsForm } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** The answer to a citizen, given once. */
export function AnswerForm({ id }: { readonly id: string }) {
  const act = useAct('questions', operations.answer, { renews: ['tasks'] });
  return (
    <WordsForm
      label={texts.answer}
      hint={texts.hint}
      send={texts.send}
      onSend={(words) => act.mutate({ params: { id }, body: { words } })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}
