import type { Handlers } from '#kernel/module';
import { organisationNames } from '#platform/base/organisations';
import type { operations } from './contract.ts';
import { applications } from './process.ts';
import { findSchemes, grantedOf, titleOf, type SchemeRow } from './store.ts';

function standingOf({ opensAt, closesAt }: SchemeRow, now: string) {
  if (now < opensAt) return 'not-yet' as const;
  return now > closesAt ? ('over' as const) : ('open' as const);
}

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
    const items = (await applications.mine(context)).map(({ row, steps, with: scheme }) => ({
      ...row,
      steps: [...steps],
      title: titleOf(scheme),
      form: scheme.form,
      paper: typeof row.paper === 'string',
      simulated: row.meta.simulated,
    }));
    return { items };
  },
  own: applications.handler,
  act: applications.handler,
};
