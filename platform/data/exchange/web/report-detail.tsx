import { ActForms, useAct, type ActForm, type AnyRow, type DetailSection, type Say } from '#ui';
import { operations } from '../contract.ts';
import { ReportedRow } from './reported-row.tsx';
import { words } from './words.ts';

type Body = { outcome: 'accept' | 'reject'; answer: string };

const acts: readonly ActForm<Body>[] = [
  {
    permission: 'exchange:decide',
    asks: [{ kind: 'words', name: 'answer', label: words.answer }],
    buttons: [
      { word: words.accept, make: (said) => ({ outcome: 'accept', answer: said.words('answer') }) },
      { word: words.reject, make: (said) => ({ outcome: 'reject', answer: said.words('answer') }) },
    ],
  },
];

function Answer({ row }: { readonly row: AnyRow }) {
  const act = useAct('exchange', operations.answer, { renews: ['tasks', 'quality'] });
  return (
    <ActForms
      acts={acts}
      onAct={(body) => act.mutate({ params: { key: String(row['number']) }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

/** An error report and its answer. */
export const reportDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.reportedRow), content: <ReportedRow row={row} /> },
    ...(row['state'] === 'open' ? [{ title: say(words.answer), content: <Answer row={row} /> }] : []),
  ],
};
