import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { lockRow } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { sayParty } from '#platform/base/tasks';
import type { AnyRow, Flow } from './declared.ts';
import { partyIn, waitingUnder } from './going.ts';
import { processPoint } from './mine.ts';
import { keysIn } from './store.ts';
import { texts } from './texts.ts';

const unit = { zh: '件', en: 'matters' };

/** States in which something waits for whoever applied. */
const theirs = ({ states, parties }: Flow): string[] =>
  parties.unit !== undefined
    ? []
    : Object.entries(states).flatMap(([state, { waits }]) => (waits?.for === 'applicant' ? [state] : []));

const sayOne = (flow: Flow, context: Context, key: string): Promise<void> =>
  context.transaction(async (tx) => {
    const row = (await lockRow(context, tx, flow.record, key)) as AnyRow | undefined;
    const party = row && theirs(flow).includes(row.state) ? await partyIn(flow, { tx, row }) : null;
    if (row && party !== null) await sayParty(context, tx, waitingUnder(flow, key, row.state), party);
  });

/**
 * Once, for what waited for applicants before tasks said in whose place they are done: else whoever had applied for another
 * would keep them after the mandate. Safe to be done again.
 */
export const sayPartiesJob = defineJob({
  name: 'workflow.say-parties',
  title: texts.sayParties,
  input: z.object({}),
  attempts: 3,
  lane: () => 'workflow.say-parties',
  async run(_input, run, context) {
    let done = 0;
    for (const flow of context.contributions(processPoint)) {
      const asked = { states: theirs(flow), most: 200 };
      let keys = await keysIn(context.db, flow, { ...asked, last: '' });
      for (; keys.length > 0; keys = await keysIn(context.db, flow, { ...asked, last: keys.at(-1) ?? '' })) {
        for (const key of keys) {
          run.signal.throwIfAborted();
          await sayOne(flow, context, key);
        }
        done += keys.length;
        run.progress({ done, unit });
      }
    }
    return { summary: fill(texts.partiesSaid, { count: done }) };
  },
});
