import { dayOf } from '#kernel/clock';
import { held, type Gate } from '#platform/matter/assessment';
import { findEarlier, type SchemeRow } from './store.ts';
import { texts } from './texts.ts';

/** What the gates are told of an application. */
export const askedOf = (
  { applicant, askedFen }: { readonly applicant: string; readonly askedFen: number },
  { capFen, matter }: SchemeRow,
) => ({ subject: applicant, facts: { askedFen, capFen, matter } });

/** What is asked of grants beside what registers know: nothing twice in a year for the same matter. */
export const onceAYear: Gate = {
  code: 'once-a-year',
  title: texts.once,
  async judge({ subject, facts }, context, tx) {
    const year = Number(dayOf(context).slice(0, 4));
    const receipt = await findEarlier(tx, subject, { matter: String(facts['matter']), year });
    return receipt
      ? held(false, texts.earlier, { receipt })
      : held(true, texts.noEarlier, { year: `${year}` });
  },
};
