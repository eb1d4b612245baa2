import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import { createAccount } from '#platform/base/identity';
import type { Asker } from '#testing';
import { datasetFacts } from '../dataset-facts.ts';
import { inForce } from '../standing.ts';
import { jobRun } from '../testing/job-run.ts';
import { openReceiver } from '../testing/receiver.ts';
import { bound, insured, openTwoSides, type TwoSides } from '../testing/two-sides.ts';
import { changesAfter } from './feed.ts';
import { sendChanges } from './sending.ts';
import { sealSecret } from './signing.ts';
import { findChanges, findSubscription, lockSubscription, noteCharged, setWebhook } from './store.ts';

// Several follow the same changes at once, and what was asked for is asked for anew, or may be asked for no longer.

interface Feed {
  readonly items: readonly { readonly change: string; readonly values?: Record<string, string | null> }[];
  readonly next: number;
}

interface Webhook {
  readonly url: string | null;
  readonly sent: number;
  readonly change: number;
  readonly problem: string | null;
  readonly dead: boolean;
}

let sides: TwoSides;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let official: Asker;
let inbox: Asker;
const timeout = 60_000;
const items = [
  { field: 'insuranceNumber', decision: 'grant' },
  { field: 'mobile', decision: 'grant' },
];
const db = () => sides.city.platform.services.store.db;
const mobile = (number: number) => `1541234${String(number).padStart(4, '0')}`;
const deliver = (...lines: readonly string[]) => {
  sides.clock.advance(60_000);
  return sides.deliver(lines);
};
const subscribe = (change = {}) => sides.agreed(items, [], { way: 'subscription', ...change });
const asks = (
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
  as = sides.program,
) =>
  sides.city.app.inject({
    method,
    url: `/exchange/agreements/${path}`,
    headers: { 'x-test-actor': as.actor.id, 'x-purpose': 'verify' },
    ...(payload ? { payload } : {}),
  });
const at = (path: string) => `http://${receiver.inside}${path}`;
const set = async (id: string, path: string, as = sides.program) => {
  const answer = await asks('PUT', `${id}/webhook`, { url: at(path) }, as);
  expect(answer.statusCode, answer.body).toBe(200);
};
const webhook = async (id: string) => (await asks('GET', `${id}/webhook`)).json<Webhook>();
const feed = async (id: string, after = 0) =>
  (await asks('GET', `${id}/changes?after=${after}`)).json<Feed>();
const allSent = async (id: string) => {
  await expect
    .poll(
      async () => {
        const { sent, change } = await webhook(id);
        return change > 0 && sent === change;
      },
      { timeout },
    )
    .toBe(true);
};
const cameAt = (path: string) => receiver.received.filter((came) => came.path === path);

async function person(account: string): Promise<string> {
  const setup = sides.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const posts = [{ code: `${account}.post`, organisation: '330281-gaj', role: 'data-clerk' }];
  return setup.transaction((tx) =>
    createAccount(setup, tx, {
      account,
      name: `${account}试验`,
      kind: 'official',
      password: 'Yuyao-Bridge-8',
      posts,
      simulated: true,
    }),
  );
}

beforeAll(async () => {
  receiver = await openReceiver();
  sides = await openTwoSides({ EXCHANGE_INSIDE: receiver.inside });
  const organisation = '330281-gaj';
  official = sides.city.as({
    id: await person('zhou'),
    organisation,
    grants: { 'exchange:fetch': 'department' },
  });
  inbox = sides.city.as({ id: await person('wang'), organisation, grants: { 'notifications:own': 'own' } });
  await sides.deliver([1, 2, 3].map((number) => insured(number, '模拟甲公司', mobile(number))));
}, 300_000);
afterAll(async () => {
  receiver.close();
  await sides.city.close();
});

test('who comes with older rows than those that are held writes none of them', async () => {
  const id = await subscribe();
  const context = sides.program.context();
  const first = await feed(id);
  expect(first.items).toHaveLength(3);
  const older = await datasetFacts(context, 'rsj-insured');
  await deliver(insured(1, '模拟甲公司', mobile(11)));
  const second = await feed(id, first.next);
  expect(second.items).toMatchObject([{ change: 'changed', values: { mobile: mobile(11) } }]);
  const agreement = await inForce(context, id);
  const late = await changesAfter(context, { agreement, facts: older }, { after: first.next, limit: 10 });
  expect(late.items).toMatchObject(second.items);
  expect(late.numbers).toEqual([second.next]);
  expect((await feed(id, second.next)).items).toEqual([]);
  // What was numbered after somebody has looked is not told with the rows that they saw.
  expect(await findChanges(db(), id, { after: first.next, upTo: first.next, most: 10 })).toEqual([]);
}, 120_000);

test('of those who ask at once one compares the rows', async () => {
  const id = await subscribe();
  const plain = sides.program.context();
  let sessions = 0;
  const lake = new Proxy(plain.lake, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (name === 'session') sessions += 1;
        return (value as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
  const context: Context = { ...plain, lake };
  const agreement = await inForce(context, id);
  const facts = await datasetFacts(context, 'rsj-insured');
  const asked = Array.from({ length: 20 }, () =>
    changesAfter(context, { agreement, facts }, { after: 0, limit: 10 }),
  );
  const answers = await Promise.all(asked);
  expect(new Set(answers.map(({ numbers }) => JSON.stringify(numbers))).size).toBe(1);
  // Each reads the values that it answers with; one has compared before.
  expect(sessions).toBe(21);
  const { rows } = await sql<{ looking: string | null }>`
    select looking_until as looking from exchange.subscription where agreement = ${id}`.execute(db());
  expect(rows).toEqual([{ looking: null }]);
}, 120_000);

test('what is asked for anew during a delivery is sent anew', async () => {
  const id = await subscribe();
  await set(id, '/replayed');
  await allSent(id);
  const before = cameAt('/replayed').length;
  let replayed = false;
  receiver.answers(async ({ path }) => {
    if (path !== '/replayed' || replayed) return 200;
    replayed = true;
    const answer = await asks('POST', `${id}/webhook/replay`, { after: 0 });
    expect(answer.json()).toEqual({ sent: 0 });
    return 200;
  });
  await deliver(insured(2, '模拟甲公司', mobile(12)));
  await expect.poll(() => cameAt('/replayed').length, { timeout }).toBeGreaterThan(before + 1);
  await allSent(id);
  const [last, again] = cameAt('/replayed').slice(before);
  expect(last?.items).toHaveLength(1);
  expect(again?.items).toHaveLength(3);
  receiver.answers(() => 200);
  await asks('DELETE', `${id}/webhook`);
}, 120_000);

test('a sending that was stopped sends nothing more, and what another has sent is not taken back', async () => {
  const id = await subscribe();
  await set(id, '/stopped');
  await allSent(id);
  const before = cameAt('/stopped').length;
  const context = sides.program.context();
  await sql`update exchange.subscription set sent = 0 where agreement = ${id}`.execute(db());
  const stopped = jobRun({ signal: AbortSignal.abort(new Error('stopped')) });
  await expect(sendChanges.run({ agreement: id }, stopped, context)).rejects.toThrow('stopped');
  expect(cameAt('/stopped')).toHaveLength(before);
  expect(await webhook(id)).toMatchObject({ sent: 0, problem: null });
  const stop = new AbortController();
  receiver.answers(async ({ path }) => {
    if (path !== '/stopped') return 200;
    stop.abort(new Error('stopped'));
    // Another of the same turn has come further meanwhile.
    await sql`update exchange.subscription set sent = 99 where agreement = ${id}`.execute(db());
    return 200;
  });
  const run = jobRun({ signal: stop.signal });
  await expect(sendChanges.run({ agreement: id }, run, context)).rejects.toThrow('stopped');
  expect(cameAt('/stopped')).toHaveLength(before + 1);
  expect((await webhook(id)).sent).toBe(99);
  receiver.answers(() => 200);
  await asks('DELETE', `${id}/webhook`);
}, 120_000);

test('what is counted of one turn is not held against the next', async () => {
  const id = await subscribe();
  const { asked } = await db()
    .transaction()
    .execute((tx) => lockSubscription(tx, id));
  await noteCharged(db(), { agreement: id, asked: asked + 1 }, 7);
  expect((await findSubscription(db(), id))?.charged).toBe(0);
  await noteCharged(db(), { agreement: id, asked }, 7);
  expect((await findSubscription(db(), id))?.charged).toBe(7);
}, 120_000);

test('what the old address did not take gives up nothing of the new one', async () => {
  const id = await subscribe();
  const still = jobRun({ attempt: sendChanges.attempts });
  receiver.answers(async ({ path }) => {
    if (path !== '/old') return 200;
    // Only now it is set elsewhere, and sent there; whoever sends to the old address does not know yet.
    await set(id, '/new');
    await allSent(id);
    return 500;
  });
  // As it is set, without the job that would send to it besides.
  const context = sides.program.context();
  const url = at('/old');
  const secret = await sealSecret(context, { agreement: id, url, secret: 'secret' });
  await context.transaction(async (tx) => {
    await lockSubscription(tx, id);
    await setWebhook(tx, { agreement: id, client: context.actor.id, sender: 'client', url, secret });
  });
  await expect(sendChanges.run({ agreement: id }, still, context)).rejects.toThrow('HTTP 500');
  expect(cameAt('/old')).toHaveLength(1);
  expect(await webhook(id)).toMatchObject({ url: at('/new'), dead: false, problem: null });
  receiver.answers(() => 200);
  await asks('DELETE', `${id}/webhook`);
}, 120_000);

test('nothing is sent for a program that was revoked, nor for somebody who has left; its consumer is told', async () => {
  const [ofProgram, ofPerson] = [await subscribe(bound), await subscribe()];
  await set(ofProgram, '/program');
  await set(ofPerson, '/person', official);
  await Promise.all([allSent(ofProgram), allSent(ofPerson)]);
  const before = [cameAt('/program').length, cameAt('/person').length];
  await sql`update identity.client set revoked_at = now() where id = 'client-police'`.execute(db());
  await sql`update identity.account set suspended = true where account = 'zhou'`.execute(db());
  await deliver(insured(3, '模拟甲公司', mobile(13)));
  for (const id of [ofProgram, ofPerson]) {
    await expect.poll(async () => (await webhook(id)).dead, { timeout }).toBe(true);
    expect((await webhook(id)).problem).toBe('client-gone');
  }
  expect([cameAt('/program').length, cameAt('/person').length]).toEqual(before);
  const told = await inbox.get('/api/notifications/mine');
  for (const id of [ofProgram, ofPerson]) expect(told.body).toContain(id);
  await sql`update identity.client set revoked_at = null where id = 'client-police'`.execute(db());
  // Whoever may asks anew, and answers for it from then on.
  await asks('POST', `${ofPerson}/webhook/replay`, {});
  await expect.poll(() => cameAt('/person').length, { timeout }).toBe((before[1] ?? 0) + 1);
  expect(cameAt('/person').at(-1)?.items).toMatchObject([{ values: { mobile: mobile(13) } }]);
}, 120_000);

test('an address is judged as it will be used, whatever its letters', async () => {
  const id = await subscribe();
  for (const url of ['HTTP://example.org/', 'hTtP://example.org/x', 'https://:secret@example.org/'])
    expect((await asks('PUT', `${id}/webhook`, { url })).json()).toMatchObject({
      code: 'exchange.bad-address',
    });
  const kept = await asks('PUT', `${id}/webhook`, { url: 'HTTPS://Example.ORG/a?token=t' });
  expect(kept.json()).toMatchObject({ url: 'https://example.org/a?token=t' });
  const entries = await sides.office.get('/api/ledger/entries?resource=exchange.webhook&action=administer');
  expect(entries.body).toContain('"host":"example.org"');
  expect(entries.body).not.toContain('token=t');
  await asks('DELETE', `${id}/webhook`);
}, 120_000);
