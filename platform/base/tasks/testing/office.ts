import { sql } from 'kysely';
import { fixedClock } from '#kernel/clock';
import { system } from '#kernel/actor';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { actsForPoint, escalateTasks, openTask, taskKindPoint, type TaskOpened } from '../index.ts';
import tasks from '../module.ts';

export const social = '330281-rsj';
export const civil = '330281-mzj';

/** Kinds and a stand-in, as other modules declare them. */
const storyteller = defineModule({
  id: 'storyteller',
  title: { zh: '故事', en: 'Stories' },
  folder: import.meta.dirname,
  dependsOn: [],
  contributes: [
    contribute(taskKindPoint, {
      kind: 'story.licence',
      title: { zh: '行政许可', en: 'Licence' },
      linkText: { zh: '去审查', en: 'Go and examine' },
      clock: { unit: 'working-days', amount: 5 },
      escalation: [
        { at: 'amber', to: 'assignee' },
        { at: 'red', to: 'leader' },
        { at: 'red', after: { unit: 'working-days', amount: 1 }, to: 'supervisor' },
      ],
      supervisor: civil,
    }),
    contribute(taskKindPoint, { kind: 'story.quiet', title: { zh: '无升级', en: 'Quiet' }, escalation: [] }),
    // Whoever is called 代 stands in for the clerk.
    contribute(actsForPoint, async ({ actor }) =>
      actor.name.startsWith('代:') ? [{ id: actor.name.slice(2) }] : [],
    ),
  ],
});

/** A bureau with a clerk, a colleague and a head, a second bureau, and a clock to move. */
export interface Office {
  readonly city: TestCity;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly clerk: Asker;
  readonly colleague: Asker;
  readonly head: Asker;
  readonly other: Asker;
  readonly otherHead: Asker;
  readonly manager: Asker;
  open(key: string, more?: Partial<TaskOpened>): Promise<string>;
  /** Runs the job that tells upwards; how many steps it made. */
  escalate(): Promise<number>;
  /** Payloads of an event of one task, in their order. */
  told(event: string, task: string): Promise<Record<string, unknown>[]>;
}

const own = { 'tasks:own': 'department' } as const;
const all = { ...own, 'tasks:manage': 'city', 'tasks:statistics': 'city' } as const;

/** Makes an official of an organisation, who acts for it. */
const personOf =
  (city: TestCity) =>
  async (account: string, organisation: string, role = 'data-clerk'): Promise<Asker> => {
    const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
    const posts = [{ code: `${account}.post`, organisation, role }];
    const name = `${account}试验`;
    const password = 'Yuyao-Bridge-8';
    const id = await setup.transaction((tx) =>
      createAccount(setup, tx, { account, name, posts, kind: 'official', password, simulated: true }),
    );
    return city.as({ id, name, organisation, grants: { ...own, 'tasks:statistics': 'department' } });
  };

export async function openOffice(start: string): Promise<Office> {
  const clock = fixedClock(start);
  const modules = [organisationsModule, codesModule, identityModule, ledgerModule, tasks, storyteller];
  const city = await openTestCity({ modules, clock });
  const person = personOf(city);
  const people = {
    clerk: await person('lin', social),
    colleague: await person('tang', social, 'inspector'),
    head: await person('tou', social, 'department-head'),
    other: await person('min', civil),
    otherHead: await person('zhang', civil, 'department-head'),
  };
  const manager = city.as({ id: 'manager', organisation: '330281-jxj', grants: all });
  const platform = city.platform.contextFor(system);
  const { db } = city.platform.services.store;
  return {
    city,
    clock,
    ...people,
    manager,
    open: (key, more = {}) =>
      platform.transaction((tx) =>
        openTask(platform, tx, {
          kind: 'story.plain',
          title: { zh: `办理 ${key}`, en: `Do ${key}` },
          owner: social,
          source: { module: 'story', record: 'thing', key },
          link: `/story/${key}`,
          ...more,
        }),
      ),
    escalate: async () => {
      const job = await platform.transaction((tx) =>
        platform.startJob(tx, escalateTasks, {}, { actor: system }),
      );
      const ended = await city.finished(job);
      if (ended.status !== 'done') throw new Error(JSON.stringify(ended));
      return (ended.outcome as { data: { made: number } }).data.made;
    },
    told: async (event, task) => {
      const { rows } = await sql<{ payload: Record<string, unknown> }>`
        select payload from kernel.event where name = ${event} and key = ${task} order by id`.execute(db);
      return rows.map(({ payload }) => payload);
    },
  };
}
