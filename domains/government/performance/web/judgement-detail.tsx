import { useState } from 'react';
import {
  ActForms,
  type ActForm,
  type AnyRow,
  type DetailSection,
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
  readonly selfScore: number;
}
const submitting: readonly ActForm<Shown>[] = [
  {
    during: ['waiting', 'submitted'],
    permission: 'performance:answer',
    asks: [
      { kind: 'number', name: 'selfScore', label: words.selfScore },
      { kind: 'words', name: 'evidence', label: words.evidence },
    ],
    buttons: [
      {
        word: words.submit,
        make: (said) => ({ evidence: said.words('evidence'), selfScore: said.number('selfScore') }),
      },
    ],
  },
];

interface Scored {
  readonly score: number;
  readonly reason: string;
}
const scoring: readonly ActForm<Scored>[] = [
  {
    permission: 'performance:manage',
    asks: [
      { kind: 'number', name: 'score', label: words.scoreOf },
      { kind: 'words', name: 'reason', label: words.reason },
    ],
    buttons: [
      {
        word: words.scoreIt,
        make: (said) => ({ score: said.number('score'), reason: said.words('reason') }),
      },
    ],
  },
];

/** The unit hands in what it shows, with its files. */
function Submit({ row }: { readonly row: AnyRow }) {
  const may = useMay();
  const submit = useAct('performance', operations.submit, { renews });
  const [files, setFiles] = useState(filesOf(row));
  const attachments = files.map(({ id }) => id);
  return (
    <div className="stack tight">
      {may('documents:attach') && <AddFiles files={files} onFiles={setFiles} />}
      <ActForms
        acts={submitting}
        state={String(row['state'])}
        onAct={(body) => submit.mutate({ params: { id: String(row['id']) }, body: { ...body, attachments } })}
        busy={submit.isPending}
        problem={submit.error}
      />
    </div>
  );
}

function Work({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const { actor } = useSession();
  const id = String(row['id']);
  const score = useAct('performance', operations.score, { renews });
  const own = may('performance:answer') && actor.organisation === row['unit'] && row['state'] !== 'scored';
  const judges = may('performance:manage');
  if (row['kind'] !== 'evidence' || (!own && !judges))
    return <p className="quiet">{say(words.nothingToDo)}</p>;
  return (
    <div className="stack">
      {own && <Submit row={row} />}
      {judges && (
        <ActForms
          acts={scoring}
          onAct={(body) => score.mutate({ params: { id }, body })}
          busy={score.isPending}
          problem={score.error}
        />
      )}
    </div>
  );
}

const shown = [
  'titleZh',
  'titleEn',
  'scheme',
  'unit',
  'kind',
  'state',
  'asksZh',
  'asksEn',
  'selfScore',
  'evidence',
  'files',
  'submittedAt',
  'score',
  'why',
  'scoredAt',
] as const;

/** What a unit shows of a criterion, and what the office makes of it. */
export const judgementDetail = {
  fields: (row: AnyRow) => shown.filter((name) => row[name] !== null && row[name] !== undefined),
  values: {
    files: (row: AnyRow) => <FileLinks of="judgements" id={String(row['id'])} files={filesOf(row)} />,
  },
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.work), content: <Work row={row} /> },
  ],
};
