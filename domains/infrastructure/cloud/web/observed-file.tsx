import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { upload } from '#kernel/call';
import { FileInput, ProblemNote, useSay } from '#ui';
import { operations, type Taken } from '../contract.ts';
import { words } from './estate-words.ts';

const shownLines = 20;

const send = (file: File): Promise<Taken> =>
  upload('cloud', operations.observeFile, { query: { filename: file.name } }, { file });

function Outcome({ taken }: { readonly taken: Taken }) {
  const say = useSay();
  const { refused } = taken;
  return (
    <div role="status" className="stack tight">
      <p>{say(words.taken, { taken: taken.taken, known: taken.known, refused: refused.length })}</p>
      {refused.length > 0 && (
        <ul>
          {refused.slice(0, shownLines).map(({ line, why }) => (
            <li key={line}>
              {say(words.lineNumber, { line })}
              {say(why)}
            </li>
          ))}
          {refused.length > shownLines && <li>{say(words.more, { count: refused.length - shownLines })}</li>}
        </ul>
      )}
    </div>
  );
}

/** Takes in what a monitoring system wrote to a file; each line that cannot be taken is told. */
export function ObservedFile() {
  const say = useSay();
  const id = useId();
  const client = useQueryClient();
  const [taken, setTaken] = useState<Taken>();
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const file = new FormData(form).get('file');
    if (!(file instanceof File)) return;
    setSending(true);
    setProblem(undefined);
    setTaken(undefined);
    try {
      setTaken(await send(file));
      await client.invalidateQueries({ queryKey: ['cloud'] });
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="stack tight no-print">
      <h2>{say(words.importFile)}</h2>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <div className="field">
          <label htmlFor={id}>{say(words.file)}</label>
          <span id={`${id}-hint`} className="hint">
            {say(words.fileHint)}
          </span>
          <FileInput
            id={id}

            name="file"
            accept=".csv,.txt"
            required
            aria-describedby={`${id}-hint`}
          />
        </div>
        <div className="row">
          <button type="submit" className="button" disabled={sending}>
            {say(words.send)}
          </button>
        </div>
      </form>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {taken && <Outcome taken={taken} />}
    </section>
  );
}
