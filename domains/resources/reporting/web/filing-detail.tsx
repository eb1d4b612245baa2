import { ActForms, useAct, useKnownRecord, useLabel, type ActForm, type AnyRow } from '#ui';
import { fill, type Text } from '#kernel/texts';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** As the register shows whoever looks: the name, masked as it may be, with the id. */
function useNamed(person: string): Text {
  const { data } = useLabel(useKnownRecord('registers.person'), person);
  return data ? fill(texts.named, { name: data, person }) : { zh: person, en: person };
}

function WhichOf({ id, one, other }: { readonly id: string; readonly one: string; readonly other: string }) {
  const decide = useAct('reporting', operations.decideWhose);
  const named = [useNamed(one), useNamed(other)];
  const acts: readonly ActForm<string>[] = [
    {
      during: ['undecided'],
      permission: 'reporting:design',
      hint: texts.answeredHint,
      asks: [],
      even: true,
      buttons: [one, other].map((person, at) => ({
        word: fill(texts.answeredBy, { person: named[at] ?? person }),
        will: texts.answeredWill,
        make: () => person,
      })),
    },
  ];
  return (
    <ActForms
      acts={acts}
      state="undecided"
      onAct={(person) => decide.mutate({ params: { id }, body: { person } })}
      busy={decide.isPending}
      problem={decide.error}
    />
  );
}

/** Where the register parted one person in two: its department says which of them answered. */
function Whose({ row: { id, person, undecided } }: { readonly row: AnyRow }) {
  if (typeof person !== 'string' || typeof undecided !== 'string') return null;
  return <WhichOf id={String(id)} one={person} other={undecided} />;
}

export const filingDetail = { actions: (row: AnyRow) => <Whose row={row} /> };
