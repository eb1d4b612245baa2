import { type ActForm, ActForms, type AnyRow, useAct } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

const answer: ActForm<{ readonly accepted: boolean; readonly words: string }> = {
  during: ['open'],
  permission: 'open-data:propose',
  asks: [{ kind: 'words', name: 'words', label: texts.answer }],
  buttons: [
    { word: texts.accepted, make: (said) => ({ accepted: true, words: said.words('words') }) },
    { word: texts.declined, danger: true, make: (said) => ({ accepted: false, words: said.words('words') }) },
  ],
};

function Actions({ row }: { readonly row: AnyRow }) {
  const act = useAct('open-data', operations.answerCorrection, { renews: ['tasks'] });
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

/** What a reader reported, with its answer. */
export const correctionDetail = { actions: (row: AnyRow) => <Actions row={row} /> };
