import { ActForms, useAct, type ActForm, type AnyRow } from '#ui';
import { fill } from '#kernel/texts';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** Where the register parted one person in two: its department says which of them answered. */
function Whose({ row }: { readonly row: AnyRow }) {
  const decide = useAct('reporting', operations.decideWhose);
  const two = [row['person'], row['undecided']].flatMap((each) => (typeof each === 'string' ? [each] : []));
  if (two.length < 2) return null;
  const acts: readonly ActForm<string>[] = [
    {
      during: ['undecided'],
      permission: 'reporting:design',
      asks: [],
      buttons: two.map((person) => ({
        word: fill(texts.answeredBy, { person }),
        will: texts.answeredWill,
        make: () => person,
      })),
    },
  ];
  return (
    <ActForms
      acts={acts}
      state="undecided"
      onAct={(person) => decide.mutate({ params: { id: String(row['id']) }, body: { person } })}
      busy={decide.isPending}
      problem={decide.error}
    />
  );
}

export const filingDetail = { actions: (row: AnyRow) => <Whose row={row} /> };
