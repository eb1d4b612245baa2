import { placeOf, stateOf } from './field-column.ts';
import type { Judge } from './judge.ts';
import type { Condition } from './rule.ts';
import { MISSING, READ } from './states.ts';

/** Rows for which a condition holds. */
function holds({ field, in: among, not, filled }: Condition): Judge {
  if (filled !== undefined)
    return (group) => {
      const column = group.field(field);
      return (row) => (stateOf(column, row) !== MISSING) === filled;
    };
  const values = new Set(among ?? not);
  return (group) => {
    const column = group.field(field);
    const found = Uint8Array.from(column.states, (state, place) =>
      state === READ && values.has(column.normal.text(place)) === (among !== undefined) ? 1 : 0,
    );
    return (row) => found[placeOf(column, row)] === 1;
  };
}

/** A rule that looks at some rows only. */
export function onlyWhere(when: Condition | undefined, judge: Judge): Judge {
  if (when === undefined) return judge;
  const applies = holds(when);
  return (group) => {
    const [asked, isBad] = [applies(group), judge(group)];
    return (row) => asked(row) && isBad(row);
  };
}
