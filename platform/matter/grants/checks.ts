import { gatePoint, held, type Gate } from '#platform/matter/assessment';
import { contribute } from '#kernel/point';
import { findEarlier } from './store.ts';
import { texts } from './texts.ts';

/** What is asked of grants beside what registers know: nothing twice in a year for the same matter, not too much. */
const gates: readonly Gate[] = [
  {
    code: 'once-a-year',
    title: texts.once,
    async judge({ subject, facts }, { clock }, tx) {
      // The year of the city's clocks (UTC+8).
      const year = new Date(clock.now().getTime() + 8 * 3_600_000).getUTCFullYear();
      const receipt = await findEarlier(tx, subject, { matter: String(facts['matter']), year });
      return receipt
        ? held(false, texts.earlier, { receipt })
        : held(true, texts.noEarlier, { year: `${year}` });
    },
  },
  {
    code: 'within-cap',
    title: texts.withinCap,
    async judge({ facts }) {
      const [asked, cap] = [Number(facts['askedFen']), Number(facts['capFen'])];
      const yuan = (fen: number) => (fen / 100).toFixed(2);
      return held(asked <= cap, texts.asked, { asked: yuan(asked), cap: yuan(cap) });
    },
  },
];
export const grantGates = gates.map((gate) => contribute(gatePoint, gate));
