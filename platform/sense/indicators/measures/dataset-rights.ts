import { may, mayReveal, scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { Dataset } from '#platform/data/catalogue';
import type { Found } from './sources.ts';

/** Rows of a dataset are read as its deliveries are: by the department that hands it in, and by those who work for the whole city. */

export const readsDatasets = 'ingestion:read';
const collects = 'ingestion:collect';

const isOwn = ({ actor }: Context, permission: string, { provider }: Dataset): boolean =>
  may(actor, permission) && (scopeOf(actor, permission) === 'city' || actor.organisation === provider);

/** Whether the actor may read the rows of a dataset; there are no parts of it that some may read. */
export const readsDataset = (context: Context, dataset: Dataset): boolean =>
  isOwn(context, readsDatasets, dataset);

/** Whether they may be shown what is masked in it. */
export const revealsDataset = (context: Context, dataset: Dataset): boolean =>
  mayReveal(context.actor, collects) && isOwn(context, collects, dataset);

/** By a masked field no rows are told apart. */
export const mayNotTellBy = ({ name, field: { label } }: Pick<Found, 'name' | 'field'>): Problem =>
  new Problem(
    403,
    'records.may-not-filter',
    {
      zh: `按“${label.zh}”查询会泄露个人信息，须有查看原文的权限。请去掉此条件。`,
      en: `To search or order by "${label.en}" would disclose personal data and needs the right to see it. Leave it out.`,
    },
    { fields: [name] },
  );
