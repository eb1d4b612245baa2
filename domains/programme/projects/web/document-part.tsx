import { type FormEvent, useId, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call, upload } from '#kernel/call';
import { operations as documents } from '#platform/base/documents/contract';
import {
  FileInput,
  Line,
  Pick,
  ProblemNote,
  useMay,
  useSay,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { documentKindNames, documentKinds, operations } from '../contract.ts';
import { Document } from '../records.ts';
import { PartList } from './part-list.tsx';
import { partWords as words } from './part-words.ts';

const kinds = documentKinds.map((value) => ({ value, title: documentKindNames[value] ?? words.documents }));

async function add(code: string, form: FormData): Promise<void> {
  const file = form.get('file');
  if (!(file instanceof File)) return;
  const said = (name: string) => String(form.get(name) ?? '').trim();
  const query = { kind: 'projects.document', filename: file.name };
  const { id } = await upload('documents', documents.attach, { query }, { file });
  const kind = documentKinds.find((each) => each === said('kind')) ?? 'other';
  await call('projects', operations.addDocument, {
    params: { code },
    body: { attachment: id, kind, title: said('title') },
  });
}

function AddDocument({ code }: { readonly code: string }) {
  const say = useSay();
  const id = useId();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setProblem(undefined);
    add(code, new FormData(form))
      .then(() => {
        form.reset();
        return client.invalidateQueries({ queryKey: ['projects'] });
      })
      .catch(setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <form className="stack tight no-print" onSubmit={send} aria-label={say(words.addDocument)}>
      <h3>{say(words.addDocument)}</h3>
      <p className="hint">{say(words.documentHint)}</p>
      <Line name="title" label={words.documentTitle} />
      <Pick name="kind" label={words.documentKind} choices={kinds} />
      <div className="field">
        <label htmlFor={id}>{say(words.documentFile)}</label>
        <FileInput id={id} name="file" required accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg" />
      </div>
      <div className="row">
        <button type="submit" className="button" disabled={busy}>
          {say(words.addDocument)}
        </button>
      </div>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

/** The files of an undertaking, and the adding of one. */
export function DocumentPart({ code }: { readonly code: string }) {
  const may = useMay();
  return (
    <div className="stack">
      <PartList
        record={Document}
        filter={{ undertaking: code }}
        columns={['title', 'kind', 'file', 'addedOn']}
      />
      {may('projects:write') && <AddDocument code={code} />}
    </div>
  );
}

function Download({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  return (
    <p>
      <a href={`/api/projects/documents/${encodeURIComponent(String(row['id']))}/file`}>
        {say(words.download)} {String(row['file'])}
      </a>
    </p>
  );
}

/** A document and the way to its file. */
export const documentDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.documentFile), content: <Download row={row} /> },
  ],
};
