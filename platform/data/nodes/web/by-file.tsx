import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { addressOf, upload } from '#kernel/call';
import { FileInput, ProblemNote, useMay, useSay } from '#ui';
import { operations, type Unpacked } from '../contract.ts';
import { words } from './words.ts';

function Outcome({ done }: { readonly done: Unpacked }) {
  const say = useSay();
  const { number, taken, known, gaps, missingBundles } = done;
  return (
    <div role="status" className="stack tight">
      <p>{say(words.unpacked, { number, taken, known })}</p>
      {(gaps.length > 0 || missingBundles.length > 0) && (
        <ul>
          {gaps.map(({ channel, from, to }) => (
            <li key={`${channel} ${from}`}>{say(words.gap, { channel, from, to })}</li>
          ))}
          {missingBundles.map((each) => (
            <li key={each}>{say(words.missingBundle, { number: each })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Takes a bundle that came by a medium, and gives the receipts to go back by one. */
export function ByFile({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const id = useId();
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [done, setDone] = useState<Unpacked>();
  if (!may('nodes:unpack')) return null;
  const send = async (form: HTMLFormElement) => {
    const file = new FormData(form).get('file');
    if (!(file instanceof File)) return;
    setSending(true);
    setProblem(undefined);
    setDone(undefined);
    try {
      const input = { params: { key: code }, query: { filename: file.name } };
      setDone(await upload('nodes', operations.unpack, input, { file }));
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
      await client.invalidateQueries({ predicate: ({ queryKey: [module] }) => module === 'nodes' });
    }
  };
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <div className="field">
        <label htmlFor={id}>{say(words.bundle)}</label>
        <span id={`${id}-hint`} className="hint">
          {say(words.bundleHint)}
        </span>
        <FileInput id={id} name="file" required aria-describedby={`${id}-hint`} />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={sending}>
          {say(words.takeBundle)}
        </button>
        <a
          className="button second"
          href={addressOf('nodes', operations.returned, { params: { key: code } })}
        >
          {say(words.receiptsFile)}
        </a>
      </div>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {done && <Outcome done={done} />}
    </form>
  );
}
