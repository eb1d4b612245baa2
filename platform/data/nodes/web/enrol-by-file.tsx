import { useId, useState } from 'react';
import { FileInput, ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

interface Asked {
  readonly ticket: string;
  readonly key: string;
  readonly proof: string;
  readonly mac: string;
}

async function readAsked(file: File): Promise<Asked> {
  try {
    const { ticket, key, proof, mac } = JSON.parse(await file.text()) as Partial<Asked>;
    return { ticket: ticket ?? '', key: key ?? '', proof: proof ?? '', mac: mac ?? '' };
  } catch {
    // The server says in words that this is no request of a node.
    return { ticket: '', key: '', proof: '', mac: '' };
  }
}

/** Where no line goes: the node's request comes as a file, the certificate goes back as one. */
export function EnrolByFile() {
  const say = useSay();
  const id = useId();
  const [certificate, setCertificate] = useState<string>();
  const act = useAct('nodes', operations.enrolByFile, { done: (made) => setCertificate(made.certificate) });
  return (
    <details>
      <summary>{say(words.enrolByFile)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const file = new FormData(event.currentTarget).get('file');
          if (file instanceof File) void readAsked(file).then((body) => act.mutate({ body }));
        }}
      >
        <div className="field">
          <label htmlFor={id}>{say(words.request)}</label>
          <span id={`${id}-hint`} className="hint">
            {say(words.requestHint)}
          </span>
          <FileInput id={id} name="file" required aria-describedby={`${id}-hint`} />
        </div>
        <div className="row">
          <button type="submit" className="button second" disabled={act.isPending}>
            {say(words.certify)}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
        {certificate !== undefined && (
          <p role="status">
            <a
              className="button second"
              download="certificate.json"
              href={`data:application/json;charset=utf-8,${encodeURIComponent(certificate)}`}
            >
              {say(words.certificateFile)}
            </a>
          </p>
        )}
      </form>
    </details>
  );
}
