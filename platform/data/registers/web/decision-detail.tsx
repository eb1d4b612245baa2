import { ActForms, useAct, useSay, type AnyRow, type Say } from '#ui';
import { operations, type Faced } from '../contract.ts';
import { PersonDecision } from '../records.ts';
import { Facing, FacingRows, rowsOf } from './facing.tsx';
import { texts } from './regroup-texts.ts';

function Decide({
  id,
  faced,
  again,
}: {
  readonly id: string;
  readonly faced: Faced;
  readonly again: () => void;
}) {
  const say = useSay();
  const act = useAct('registers', operations.decidePersons, { renews: ['tasks', 'records'], done: again });
  if (!faced.mayDecide) return <p className="hint">{say(texts.waitsForOther)}</p>;
  return (
    <section className="stack tight" aria-label={say(texts.decideHead)}>
      <h2>{say(texts.decideHead)}</h2>
      <ActForms
        acts={[
          {
            asks: [{ kind: 'words', name: 'why', label: texts.why }],
            buttons: [
              { word: texts.agree, make: (said) => ({ approve: true, reason: said.words('why') }) },
              {
                word: texts.refuse,
                danger: true,
                make: (said) => ({ approve: false, reason: said.words('why') }),
              },
            ],
          },
        ]}
        onAct={(body) => act.mutate({ params: { id }, body })}
        busy={act.isPending}
        problem={act.error}
      />
    </section>
  );
}

function Compared({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const other = row['other'];
  const moves = row['moves'];
  const count = Array.isArray(moves) ? moves.length : 0;
  return (
    <div className="stack">
      <Facing
        id={String(row['person'])}
        other={typeof other === 'string' ? other : undefined}
        decision={String(row['id'])}
        headless
      >
        {(faced, again) => (
          <>
            {count > 0 && <p>{say(texts.given, { count })}</p>}
            <FacingRows rows={rowsOf(faced)} />
            {row['state'] === 'proposed' && <Decide id={String(row['id'])} faced={faced} again={again} />}
          </>
        )}
      </Facing>
    </div>
  );
}

/** A decision on persons: both side by side, and the second person's word. */
export const decisionDetail = {
  fields: Object.keys(PersonDecision.fields).filter(
    // Who proposed and decided stands in the history, by name.
    (name) => !['moves', 'proposedBy', 'decidedBy'].includes(name),
  ),
  sections: (row: AnyRow, say: Say) => [{ title: say(texts.facing), content: <Compared row={row} /> }],
};
