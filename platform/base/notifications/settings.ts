import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { Problem } from '#kernel/problem';
import { noticesFile, Rules, Template } from './city.ts';
import { findSetting, putSetting } from './setting-store.ts';
import { texts } from './texts.ts';

export const load = (city: ReadCity, context: Context): Promise<void> =>
  context.transaction(async (tx) => {
    const { rules, templates } = city.get(noticesFile);
    for (const [name, value] of Object.entries({ rules, templates })) await putSetting(tx, name, value);
  });

const usual: Rules = {
  quiet: { from: '21:30', to: '07:30' },
  perHour: 6,
  retryMinutes: [1, 5, 15],
  chains: { urgent: [], normal: [] },
};

export async function rulesOf(db: Db): Promise<Rules> {
  const said = await findSetting(db, 'rules');
  return said === undefined ? usual : Rules.parse(said);
}

export const templatesOf = async (db: Db): Promise<Template[]> =>
  Template.array().parse((await findSetting(db, 'templates')) ?? []);

/** @throws Problem 422 `notifications.no-template` */
export async function templateOf(db: Db, kind: string): Promise<Template> {
  const template = (await templatesOf(db)).find((each) => each.kind === kind);
  if (!template) throw new Problem(422, 'notifications.no-template', fill(texts.noTemplate, { kind }));
  return template;
}
