import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { openPaper } from '#platform/base/documents';
import { partiesOf } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import type { operations } from './contract.ts';
import { decide } from './deciding.ts';
import { actAsApplicant } from './following.ts';
import { findMine, findSchemes, grantedOf, stepsOf, type SchemeRow } from './store.ts';
import { texts } from './texts.ts';

const titleOf = ({ titleZh, titleEn }: SchemeRow) => ({ zh: titleZh, en: titleEn });

function standingOf({ opensAt, closesAt }: SchemeRow, now: string) {
  if (now < opensAt) return 'not-yet' as const;
  return now > closesAt ? ('over' as const) : ('open' as const);
}

const mine = async (context: Context) => findMine(context, await partiesOf(context, 'grants:apply'));

export const handlers: Handlers<typeof operations> = {
  calls: async (_input, context) => {
    const rows = await findSchemes(context, context.db);
    const owners = rows.map(({ organisation }) => organisation);
    const names = await organisationNames(context.db, owners);
    const items = rows.map(async (row) => ({
      ...row,
      title: titleOf(row),
      who: { zh: row.whoZh, en: row.whoEn },
      organisationName: names.get(row.organisation) ?? null,
      leftFen: row.budgetFen - (await grantedOf(context.db, row.code)),
      standing: standingOf(row, context.clock.now().toISOString()),
      simulated: row.meta.simulated,
    }));
    return { items: await Promise.all(items) };
  },
  mine: async (_input, context) => {
    const schemes = new Map((await findSchemes(context, context.db)).map((each) => [each.code, each]));
    const items = (await mine(context)).map(async (row) => {
      const scheme = schemes.get(row.scheme);
      const { grantedFen = null, article = null, reportDueAt = null } = row;
      const steps = await stepsOf(context.db, row.id);
      return {
        ...row,
        grantedFen,
        article,
        reportDueAt,
        steps,
        title: scheme ? titleOf(scheme) : { zh: row.scheme, en: row.scheme },
        form: scheme?.form ?? '',
        paper: typeof row.paper === 'string',
        simulated: row.meta.simulated,
      };
    });
    return { items: await Promise.all(items) };
  },
  paper: async ({ params }, context) => {
    const row = (await mine(context)).find(({ id }) => id === params.id);
    if (!row?.paper) throw notFound(texts.application, params.id);
    return openPaper(context, row.paper);
  },
  own: ({ params, body }, context) => actAsApplicant(context, params.id, body),
  act: ({ params, body }, context) => decide(context, params.id, body),
};
