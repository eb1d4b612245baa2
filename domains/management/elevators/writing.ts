import { Problem } from '#kernel/problem';
import type { RecordOverrides } from '#kernel/record-server';
import { dayIn, faultOfDays, monitoringFits } from './rules.ts';
import { liftRows } from './scope-store.ts';
import { settleLifts } from './settle.ts';
import { texts } from './texts.ts';

const village = /^\d{12}$/;

/** What a lift must be beside its fields, in a form or a file; what it still owes becomes a task at once. */
export const liftWriting: RecordOverrides = {
  beforeWrite: (incoming, context) => {
    const { division } = incoming;
    if (typeof division === 'string' && !village.test(division))
      throw new Problem(422, 'elevators.village-needed', texts.village);
    const fault = faultOfDays(incoming, dayIn(context.clock.now()));
    if (fault) throw new Problem(422, 'elevators.days-wrong', texts[fault]);
    if (!monitoringFits(incoming)) throw new Problem(422, 'elevators.monitoring-unclear', texts.monitoring);
    return Promise.resolve(incoming);
  },
  afterWrite: async ({ key }, context, tx) => {
    await settleLifts(context, tx, key);
  },
  rows: liftRows,
};
