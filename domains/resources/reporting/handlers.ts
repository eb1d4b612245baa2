import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import type { Text } from '#kernel/texts';
import { divisionNames } from '#platform/base/organisations';
import type { operations } from './contract.ts';
import { myConsents } from './consents.ts';
import { libraryOf, shown } from './known.ts';
import { bind, compare, publish, retire, returnFor } from './publishing.ts';
import { remind } from './reminding.ts';
import { prefillSheet, saveSheet, withdrawConsent } from './answering.ts';
import { handIn } from './handing-in.ts';
import { join, leave } from './offers.ts';
import { texts } from './texts.ts';
import { mySheet, mySheets } from './sheet.ts';
import { decideWhose } from './whose.ts';
import { placesOf, progressOf } from './progress-store.ts';

/** The department of which an actor sees the progress; undefined: of all. */
const ownerSeen = (context: Context): string | undefined =>
  scopeOf(context.actor, 'reporting:read') === 'city' ? undefined : (context.actor.organisation ?? '');

const unplaced = (division: string): Text =>
  division === '' ? texts.unplaced : { zh: division, en: division };

export const handlers: Handlers<typeof operations> = {
  ask: async ({ query }, context) => {
    const library = await libraryOf(context, context.db, { asks: query.asks });
    const matches = library.match({ labelZh: query.words, labelEn: query.words }, true);
    return { items: await shown(context.db, matches.slice(0, 40)) };
  },
  compare: ({ params }, context) => compare(context, params.code),
  bind: ({ params, body }, context) => bind(context, params.code, body),
  publish: ({ params }, context) => publish(context, params.code),
  retire: ({ params, body }, context) => retire(context, params.code, body.why),
  places: async ({ params }, context) => {
    const { titleZh, titleEn } = await context.transaction((tx) =>
      returnFor(context, tx, params.code, 'reporting:read'),
    );
    const rows = await placesOf(context.db, { ...params, today: dayOf(context) });
    const names = await divisionNames(
      context.db,
      rows.map(({ division }) => division),
    );
    return {
      title: { zh: titleZh, en: titleEn ?? titleZh },
      items: rows.map((row) => ({ ...row, name: names.get(row.division) ?? unplaced(row.division) })),
    };
  },
  progress: async (_input, context) => {
    const rows = await progressOf(context.db, ownerSeen(context), dayOf(context));
    return {
      items: rows.map(({ titleZh, titleEn, ...row }) => ({
        ...row,
        title: { zh: titleZh, en: titleEn ?? titleZh },
      })),
    };
  },
  decideWhose: ({ params, body }, context) => decideWhose(context, params.id, body.person),
  remind: ({ params, body }, context) => remind(context, params.code, body.period),
  mine: (_input, context) => mySheets(context),
  sheet: ({ params }, context) => mySheet(context, params.endsOn),
  save: ({ params, body }, context) => saveSheet(context, params.endsOn, body),
  prefill: ({ params, body }, context) => prefillSheet(context, params.endsOn, body),
  withdrawConsent: ({ params, body }, context) => withdrawConsent(context, params.endsOn, body.revision),
  consents: (_input, context) => myConsents(context),
  join: ({ params }, context) => join(context, params.code),
  leave: ({ params }, context) => leave(context, params.code),
  handIn: ({ params, body }, context) => handIn(context, params.endsOn, body),
};
