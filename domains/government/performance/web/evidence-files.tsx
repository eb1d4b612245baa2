import { useId, useState } from 'react';
import { upload } from '#kernel/call';
import { operations as documents } from '#platform/base/documents/contract';
import { type AnyRow, FileInput, ProblemNote, useSay } from '#ui';
import type { EvidenceFile } from '../contract.ts';
import { words } from './words.ts';

interface FileLinksProps {
  readonly of: 'judgements' | 'appeals';
  readonly id: string;
  readonly files: readonly EvidenceFile[];
}

/** What a row has of files. */
export const filesOf = (row: AnyRow) => (row['files'] ?? []) as readonly EvidenceFile[];

/** The files that a unit shows, each to download. */
export function FileLinks({ of, id: shown, files }: FileLinksProps) {
  if (files.length === 0) return <>—</>;
  return (
    <ul className="plain">
      {files.map(({ id, name }) => (
        <li key={id}>
          <a href={`/api/performance/${of}/${encodeURIComponent(shown)}/files/${encodeURIComponent(id)}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

interface AddFilesProps {
  readonly files: readonly EvidenceFile[];
  readonly onFiles: (files: readonly EvidenceFile[]) => void;
}

/** Files that will be handed in with the evidence; each is taken in, and looked at, as it is chosen. */
export function AddFiles({ files, onFiles }: AddFilesProps) {
  const say = useSay();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const take = (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    const query = { kind: 'performance.evidence', filename: file.name };
    upload('documents', documents.attach, { query }, { file })
      .then((taken) => onFiles([...files, { id: taken.id, name: taken.name }]))
      .catch(setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <div className="field">
      <label htmlFor={id}>{say(words.files)}</label>
      <span className="hint" id={`${id}-hint`}>
        {say(words.filesHint)}
      </span>
      <FileInput
        id={id}
        accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
        aria-describedby={`${id}-hint`}
        disabled={busy}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <ul className="plain">
        {files.map((file) => (
          <li key={file.id}>
            {file.name}{' '}
            <button
              type="button"
              className="button small"
              aria-label={say(words.leaveOutFile, { name: file.name })}
              onClick={() => onFiles(files.filter((each) => each.id !== file.id))}
            >
              {say(words.leaveOut)}
            </button>
          </li>
        ))}
      </ul>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </div>
  );
}
