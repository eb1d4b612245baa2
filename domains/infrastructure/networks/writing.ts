import { dayOf } from '#kernel/clock';
import { Problem } from '#kernel/problem';
import type { RecordOverrides } from '#kernel/record-server';

import { cityCodeOf, endsInTime, isBuilt } from './rules.ts';
import { liesInCity } from './store.ts';
import { texts } from './texts.ts';

/** What a tower must be beside its fields, in a form or a file. */
export const towerWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, db) => {
    if (!isBuilt(incoming, dayOf(context))) throw new Problem(422, 'networks.not-built', texts.builtLater);
    const { division, place } = incoming;
    if (typeof division === 'string' && place && !(await liesInCity(db, cityCodeOf(division), place)))
      throw new Problem(422, 'networks.outside-city', texts.outside);
    return incoming;
  },
};

export const sharingWriting: RecordOverrides = {
  beforeWrite: (incoming) => {
    if (!endsInTime(incoming)) throw new Problem(422, 'networks.ends-before-start', texts.endsBeforeStart);
    return Promise.resolve(incoming);
  },
};
