import { Link } from 'react-router';
import { PageHead, ProblemNote, recordPath, useAct, useMay, useSay, WordsForm } from '#ui';
import { operations } from '../contract.ts';
import { Address } from '../records.ts';
import { Answer } from './answer.tsx';
import { words } from './words.ts';

/** One address tried out: what it says and where it lies; entered, when it has a code and one may. */
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
      <div role="status" className="stack">
        {read.data && <Answer read={read.data} />}
      </div>
      {read.data?.code && <Enter key={read.data.key} text={read.data.text} />}
    </div>
  );
}

function Enter({ text }: { readonly text: string }) {
  const say = useSay();
  const may = useMay();
  const enter = useAct('addresses', operations.enter);
  if (!may('addresses:write')) return null;
  if (enter.data)
    return (
      <p role="status">
        {say(enter.data.known ? words.known : words.entered)}:{' '}
        <Link to={recordPath(Address, enter.data.code)}>{enter.data.text}</Link>
      </p>
    );
  return (
    <div className="stack tight">
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={enter.isPending}
          onClick={() => enter.mutate({ body: { text } })}
        >
          {say(words.enter)}
        </button>
      </div>
      {enter.error && <ProblemNote problem={enter.error} />}
    </div>
  );
}
