import { useId, useState } from 'react';
import { upload } from '#kernel/call';
import { operations } from '#platform/base/documents/contract';
import { FileInput, ProblemNote, useSay } from '#ui';
import { texts } from './words.ts';

/** Files are handed in as they are chosen; the form gets their ids. */
export function FilesField({ onFiles }: { readonly onFiles: (ids: readonly string[]) => void }) {
  const say = useSay();
  const id = useId();
  const [added, setAdded] = useState<readonly { readonly id: string; readonly name: string }[]>([]);
  const [problem, setProblem] = useState<unknown>(undefined);
  const add = async (file: File) => {
    const query = { kind: 'publishing.attachment', filename: file.name };
    const handed = await upload('documents', operations.attach, { query }, { file });
    const all = [...added, { id: handed.id, name: handed.name }];
    setAdded(all);
    onFiles(all.map((each) => each.id));
  };
  return (
    <div className="field">
      <label htmlFor={id}>{say(texts.addFile)}</label>
      <FileInput
        id={id}
        accept="application/pdf,image/png,image/jpeg"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          setProblem(undefined);
          if (file) add(file).catch(setProblem);
        }}
      />
      <ul role="status">
        {added.map((each) => (
          <li key={each.id}>{each.name}</li>
        ))}
      </ul>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </div>
  );
}
