import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker } from '#testing';
import { roundJob, type digestJob } from '../jobs.ts';
import module from '../module.ts';
import { notify, type Notify } from '../notify.ts';

export const office = '330281-rsj';

interface ReceiptSeen {
  readonly name: string;
  readonly readAt: string | null;
  readonly unreachedAt: string | null;
  readonly attempts: readonly { readonly channel: string; readonly state: string }[];
}

/** A moved clock makes schedules due; here the test alone says when a round is. */
const still = { ...module, schedules: [] };

const modules = [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, still];

export const to = (who: Asker) => ({ kind: 'account' as const, id: who.actor.id });
export const inbox = async (who: Asker) => (await who.get('/api/notifications/mine')).json();
export const wish = (who: Asker, more: object) =>
  who.put('/api/notifications/mine/preferences', {
    mobile: null,
    email: null,
    quiet: null,
    off: [],
    ...more,
  });

/** A bureau with two clerks and a head, whoever sees all channels, and a clock to move. */
export async function openDesk() {
  const clock = fixedClock('2026-03-02T02:00:00Z');
  const city = await openTestCity({ modules, clock });
  const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const person = async (account: string, grants: Record<string, 'own' | 'department' | 'city'> = {}) => {
    const posts = [{ code: `${account}.post`, organisation: office, role: 'data-clerk' }];
    const name = `${account}试验`;
    const password = 'Yuyao-Bridge-8';
    const id = await setup.transaction((tx) =>
      createAccount(setup, tx, { account, name, kind: 'official', password, posts, simulated: true }),
    );
    const all = { 'notifications:own': 'own', 'tasks:own': 'department', ...grants } as const;
    return city.as({ id, name: account, organisation: office, grants: all });
  };
  const lin = await person('lin');
  const tang = await person('tang');
  const head = await person('tou', {
    'notifications:send': 'department',
    'notifications:trees': 'department',
  });
  const keeper = city.as({
    id: 'keeper',
    grants: { 'notifications:manage': 'city', 'notifications:send': 'city' },
  });
  const receiptsOf = async (id: string | undefined): Promise<ReceiptSeen[]> =>
    (await keeper.get(`/api/notifications/sent/${id}`)).json().receipts;
  return {
    clock,
    city,
    lin,
    tang,
    head,
    keeper,
    receiptsOf,
    /** `sms delivered` for each message of a notice. */
    ways: async (id: string | undefined): Promise<string[]> =>
      (await receiptsOf(id)).flatMap(({ attempts }) =>
        attempts.map(({ channel, state }) => `${channel} ${state}`),
      ),
    messages: async () => (await keeper.get('/api/notifications/simulated')).json().items,
    tell: (told: Partial<Notify> & Pick<Notify, 'key' | 'to'>) => {
      const context = head.context();
      const params = { title: '开会', words: '下午三点' };
      return context.transaction((tx) =>
        notify(context, tx, { kind: 'notifications.plain', params, ...told }),
      );
    },
    /** Runs a job of the module to its end. */
    run: async (job: typeof roundJob | typeof digestJob = roundJob): Promise<void> => {
      const context = city.platform.contextFor(system);
      const id = await context.transaction((tx) => context.startJob(tx, job, {}, { actor: system }));
      const ended = await city.finished(id);
      if (ended.status !== 'done') throw new Error(JSON.stringify(ended));
    },
  };
}
