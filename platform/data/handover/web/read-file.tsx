import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { upload } from '#kernel/call';
import { FileInput, ProblemNote, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

const accept = '.csv,.xlsx,.txt,.tsv,.json,.ndjson,.jsonl,.geojson,.parquet';

/** Reads the file off the medium: what it is, is then held against the slip. */
export function ReadFile({ number }: { readonly number: string }) {
  const say = useSay();
  const may = useMay();
  const id = useId();
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  if (!may('handover:receive')) return <p className="quiet">{say(words.notYet)}</p>;
  const send = async (form: HTMLFormElement) => {
    const file = new FormData(form).get('file');
    if (!(file instanceof File)) return;
    setSending(true);
    setProblem(undefined);
    try {
      const input = { params: { key: number }, query: { filename: file.name } };
      await upload('handover', operations.file, input, { file });
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
      await client.invalidateQueries({ predicate: ({ queryKey: [module] }) => renewed.has(String(module)) });
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
        <label htmlFor={id}>{say(words.file)}</label>
        <span id={`${id}-hint`} className="hint">
          {say(words.fileHint)}
        </span>
        <FileInput id={id} name="file" accept={accept} required aria-describedby={`${id}-hint`} />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={sending}>
          {say(sending ? words.sending : words.send)}
        </button>
      </div>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

const renewed = new Set(['handover', 'tasks', 'ingestion']);
