import { type FormEvent, useState } from 'react';
import {
  ActForms,
  type ActForm,
  Amount,
  type AnyRow,
  type DetailSection,
  Line,
  ProblemNote,
  type Say,
  useAct,
  useMay,
  useSay,
  useSession,
} from '#ui';
import { operations } from '../contract.ts';
import { AddFiles, FileLinks, filesOf } from './evidence-files.tsx';
import { words } from './words.ts';

const renews = ['records', 'tasks'];

interface Shown {
  readonly evidence: string;
}
const showing: readonly ActForm<Shown>[] = [
  {
    permission: 'performance:answer',
    hint: words.showMoreHint,
    asks: [{ kind: 'words', name: 'evidence', label: words.evidence }],
    buttons: [{ word: words.showMore, make: (said) => ({ evidence: said.words('evidence') }) }],
  },
];

/** The unit says what it shows anew, with its files. */
function ShowMore({ row }: { readonly row: AnyRow }) {
  const may = useMay();
  const act = useAct('performance', operations.showMore, { renews });
  const [files, setFiles] = useState(filesOf(row));
  const attachments = files.map(({ id }) => id);
  return (
    <div className="stack tight">
      {may('documents:attach') && <AddFiles files={files} onFiles={setFiles} />}
      <ActForms
        acts={showing}
        onAct={(body) => act.mutate({ params: { id: String(row['id']) }, body: { ...body, attachments } })}
        busy={act.isPending}
        problem={act.error}
      />
    </div>
  );
}

function Decide({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('performance', operations.decide, { renews });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const { submitter } = event.nativeEvent as SubmitEvent;
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const upheld = (submitter as HTMLButtonElement | null)?.value === 'upheld';
    const score = upheld && said('score') !== '' ? { score: Number(said('score')) } : {};
    act.mutate({ params: { id }, body: { upheld, why: said('why'), ...score } });
  };
  return (
    <form className="stack tight" onSubmit={send} aria-label={say(words.decide)}>
      <p className="hint">{say(words.decideHint)}</p>
      <Line name="why" label={words.reason} />
      <Amount name="score" label={words.newScore} />
      <div className="row">
        <button type="submit" className="button" value="rejected" disabled={act.isPending}>
          {say(words.reject)}
        </button>
        <button type="submit" className="button primary" value="upheld" disabled={act.isPending}>
          {say(words.uphold)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Work({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const { actor } = useSession();
  const open = row['state'] === 'filed';
  const own = open && may('performance:answer') && actor.organisation === row['unit'];
  const decides = open && may('performance:manage');
  if (!own && !decides) return <p className="quiet">{say(words.nothingToDo)}</p>;
  return (
    <div className="stack">
      {own && <ShowMore row={row} />}
      {decides && <Decide id={String(row['id'])} />}
    </div>
  );
}

const shown = [
  'titleZh',
  'titleEn',
  'result',
  'scheme',
  'unit',
  'office',
  'state',
  'claim',
  'evidence',
  'files',
  'filedAt',
  'why',
  'decidedAt',
  'newResult',
] as const;

/** An appeal with what it shows, and its decision. */
export const appealDetail = {
  fields: (row: AnyRow) => shown.filter((name) => row[name] !== null && row[name] !== undefined),
  values: { files: (row: AnyRow) => <FileLinks of="appeals" id={String(row['id'])} files={filesOf(row)} /> },
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.work), content: <Work row={row} /> },
  ],
};
