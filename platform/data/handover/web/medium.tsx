import { ActForms, useAct, useSay, type ActForm, type AnyRow } from '#ui';
import { operations, type Sign } from '../contract.ts';
import { mediumStateNames, type MediumState, type State } from '../records.ts';
import { words } from './words.ts';

const acts: readonly ActForm<Sign>[] = [
  {
    permission: 'handover:sign',
    hint: words.mediumHint,
    asks: [{ kind: 'words', name: 'how', label: words.how }],
    buttons: [
      { word: words.back, make: (said) => ({ end: 'return', how: said.words('how') }) },
      {
        word: words.destroy,
        danger: true,
        will: words.destroyWill,
        make: (said) => ({ end: 'destroy', how: said.words('how') }),
      },
    ],
  },
];

const isGone = (state: MediumState): boolean => state === 'returned' || state === 'destroyed';
const isDecided = (state: State): boolean => state === 'taken' || state === 'refused';

/** Where the medium is, and the two signatures that see it off. */
export function Medium({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const act = useAct('handover', operations.sign, { renews: ['tasks'] });
  const medium = row['mediumState'] as MediumState;
  const open = !isGone(medium);
  const decided = isDecided(row['state'] as State);
  return (
    <>
      <p className="strong">{say(mediumStateNames[medium])}</p>
      {open && !decided && <p className="hint">{say(words.mediumWaits)}</p>}
      {open && decided && (
        <ActForms
          acts={acts}
          onAct={(body) => act.mutate({ params: { key: String(row['number']) }, body })}
          busy={act.isPending}
          problem={act.error}
        />
      )}
    </>
  );
}
