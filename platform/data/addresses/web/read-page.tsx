import { PageHead, useAct, useSay, WordsForm } from '#ui';
import { operations } from '../contract.ts';
import { Answer } from './answer.tsx';
import { words } from './words.ts';

/** One address tried out: what it says and where it lies. */
export function ReadPage() {
  const say = useSay();
  const read = useAct('addresses', operations.read);
  return (
    <div className="stack">
      <PageHead title={say(words.title)} lead={say(words.lead)} />
      <WordsForm
        label={words.label}
        hint={words.hint}
        send={words.send}
        onSend={(text) => read.mutate({ body: { text } })}
        busy={read.isPending}
        problem={read.error}
      />
      <div role="status">{read.data && <Answer read={read.data} />}</div>
    </div>
  );
}
