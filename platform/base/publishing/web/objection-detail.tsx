import { type ActForm, ActForms, useAct, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

interface Answered {
  readonly upheld: boolean;
  readonly words: string;
}

const answer: ActForm<Answered> = {
  during: ['open'],
  permission: 'publishing:review',
  asks: [{ kind: 'words', name: 'words', label: texts.answer }],
  buttons: [
    { word: texts.dismissed, make: (said) => ({ upheld: false, words: said.words('words') }) },
    { word: texts.upheld, danger: true, make: (said) => ({ upheld: true, words: said.words('words') }) },
  ],
};

function Actions({ row }: { readonly row: AnyRow }) {
  const act = useAct('publishing', operations.answerObjection, { renews: ['tasks'] });
  return (
    <ActForms
      acts={[answer]}
      state={String(row['state'])}
      onAct={(body) => act.mutate({ params: { id: String(row['id']) }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

/** An objection, with its answer. */
export const objectionDetail = { actions: (row: AnyRow) => <Actions row={row} /> };
