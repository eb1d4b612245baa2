import { join } from 'node:path';
import { withDatabase } from './machinery/bench-server.ts';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import { PeerAbsent, type Bench, type BenchResult } from './result.ts';

export interface Booked {
  readonly milliseconds: number;
  readonly taken: number;
  readonly refused: number;
  /** Slots that hold more than their capacity. */
  readonly oversold: number;
}

const clients = 200;
const slots = 1000;
const capacity = 4;
const attempts = 6000;

const script = (name: string): string => join(import.meta.dirname, 'scheduling', name);

async function measure(url: string, folder: string): Promise<BenchResult> {
  const asked = { url, folder, clients, slots, capacity, attempts };
  const bare = (await runChild<Booked>(script('bare-booking.ts'), asked)).answer;
  const { held, booked } = (
    await runChild<{ held: Booked; booked: Booked }>(script('whole-booking.ts'), asked)
  ).answer;
  for (const [what, { oversold }] of Object.entries({ bare, held, booked }))
    if (oversold > 0) throw new PeerAbsent(`${what} oversold ${oversold} slots: nothing to compare`);
  const perThousand = ({ milliseconds, taken, refused }: Booked) => (milliseconds * 1000) / (taken + refused);
  const baselineIs =
    'BEGIN, SELECT … FOR UPDATE, INSERT, UPDATE, COMMIT on the same server, same pool of sessions';
  return {
    comparisons: [
      {
        what: 'a thousand attempts: a place held, with rules, quotas and once a half-day',
        unit: 'ms',
        ours: perThousand(held),
        baseline: perThousand(bare),
        baselineIs,
        target: 1,
      },
      {
        what: 'a thousand attempts: held and confirmed, with event and ledger',
        unit: 'ms',
        ours: perThousand(booked),
        baseline: perThousand(bare),
        baselineIs,
      },
    ],
    figures: [
      { what: 'places taken, of 4,000 there', unit: 'rows', value: held.taken },
      { what: 'attempts refused: full, or one has a booking', unit: 'rows', value: held.refused },
      { what: 'slots oversold', unit: 'rows', value: held.oversold + booked.oversold },
    ],
    notes: [
      `${clients} clients at once, ${attempts} attempts on ${slots} slots of ${capacity} places, half of them on a tenth of the slots`,
      'through the face of the module, without HTTP; ten sessions of the database for both',
      'ours takes places that are asked for at the same moment by one statement; a place that is confirmed is a transaction of its own',
    ],
  };
}

export const bench: Bench = {
  name: 'scheduling',
  title: { zh: '二百人抢一千个时段', en: 'Two hundred clients at a thousand slots' },
  run: () => withFolder((folder) => withDatabase((url) => measure(url, folder))),
};
