import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { FastifyReply } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import { fileOf } from './file.ts';
import { leave } from './leaving.ts';
import { endWith } from './receipts/ending.ts';
import { begun, draftOf, type Receipt } from './receipts/receipt.ts';
import { openReceipts } from './receipts/store.ts';
import type { Proof } from './receipts/verify.ts';
import { inForce } from './standing.ts';
import { bound, insured, openTwoSides, type TwoSides } from './testing/two-sides.ts';

// What great reads hold and keep others from, and what their receipts say when they break off.

let sides: TwoSides;
/** One of the usual quota, and one of four rows a day. */
let [usual, narrow] = ['', ''];
const items = [{ field: 'insuranceNumber', decision: 'grant' }];
const contextNow = (): Context => ({ ...sides.program.context(), purpose: 'verify: 窗口核对' });
const asked = { format: 'csv', request: 'GET /file' } as const;

async function receiptOf(id: string): Promise<Receipt> {
  const answer = await sides.program.get(`/exchange/receipts/${id}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return JSON.parse(answer.json<Proof>().receipt) as Receipt;
}

/** Files that are being made or on their way. */
async function foldersNow(context: Context): Promise<number> {
  const probe = await context.files.workspace();
  const names = await readdir(dirname(probe.folder));
  await probe.clear();
  return names.length - 1;
}

beforeAll(async () => {
  sides = await openTwoSides();
  const { db } = sides.city.platform.services.store;
  await sides.deliver([1, 2, 3].map((number) => insured(number)));
  const rules = (rows: number) =>
    sql`insert into exchange.setting (name, value) values ('rules', ${JSON.stringify({
      limits: { check: 2, decide: 5, settle: 10, report: 10 },
      longest_days: 1096,
      calls_per_minute: 60,
      rows_per_day: rows,
    })}::jsonb) on conflict (name) do update set value = excluded.value`.execute(db);
  await rules(100_000);
  usual = await sides.agreed(items, [], { way: 'file' });
  await rules(4);
  narrow = await sides.agreed(items, [], { way: 'file', ...bound });
}, 300_000);
afterAll(() => sides.city.close());

test('a great read is told to the ledger part by part, each about a bounded number of people, and nobody is left out', async () => {
  const context = contextNow();
  const agreement = await inForce(context, usual);
  const draft = draftOf(context, { agreement, way: 'file', request: 'r', state: 's' });
  const told: Parameters<Context['ledger']>[1][] = [];
  const given: Context = {
    ...context,
    ledger: (tx, entry) => {
      told.push(entry);
      return context.ledger(tx, entry);
    },
  };
  const rows = 40_000;
  const read = leave({
    context: given,
    terms: agreement.terms,
    subjects: Array.from({ length: rows }, (_, index) => `N${index}`),
    entry: { items: 1, receipt: draft.id },
    receipt: begun(draft, rows),
  });
  expect(await read).toBe(rows);
  expect(told.map(({ detail }) => detail)).toMatchObject(
    [16_384, 16_384, 7232].map((count, at) => ({ rows: count, part: at + 1, parts: 3, receipt: draft.id })),
  );
  expect(told.every(({ subjects, detail }) => subjects.length === detail?.['rows'])).toBe(true);
  expect(new Set(told.flatMap(({ subjects }) => subjects)).size).toBe(rows);
});

test('nobody waits for the entry of what has very many rows', async ({ skip }) => {
  const context = contextNow();
  if (!context.store.capabilities.concurrentSessions) skip('one connection alone');
  const leaving = async (id: string, rows: number, given: Context) => {
    const agreement = await inForce(context, id);
    const draft = draftOf(given, { agreement, way: 'file', request: 'r', state: 's' });
    return leave({
      context: given,
      terms: agreement.terms,
      subjects: Array.from({ length: rows }, (_, index) => String(index)),
      entry: { items: 1, receipt: draft.id },
      receipt: begun(draft, rows),
    });
  };
  const entered = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const slow: Context = {
    ...context,
    ledger: async () => {
      entered.resolve();
      await gate.promise;
    },
  };
  const great = leaving(usual, 6000, slow);
  await entered.promise;
  expect(await leaving(narrow, 1, context)).toBe(1);
  gate.resolve();
  expect(await great).toBe(6000);
}, 120_000);

test('of files that are asked for at once, one is read; what the quota does not give is not read for nothing', async () => {
  const plain = contextNow();
  const limits: number[] = [];
  const lake: Context['lake'] = new Proxy(plain.lake, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'session') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return (work: (session: object) => unknown) =>
        target.session((session) =>
          Promise.resolve(
            work(
              new Proxy(session, {
                get(of, member) {
                  const own: unknown = Reflect.get(of, member, of);
                  if (typeof own !== 'function') return own;
                  return (...given: unknown[]) => {
                    const [, limit] = / limit (\d+)$/.exec(String(given[0])) ?? [];
                    if (member === 'stream' && limit) limits.push(Number(limit));
                    return (own as (...all: unknown[]) => unknown).apply(of, given);
                  };
                },
              }),
            ) as Promise<unknown>,
          ),
        );
    },
  });
  const context: Context = { ...plain, lake };
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, async () => buffer((await fileOf(context, narrow, asked)).body)),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'exchange.quota-used' });
  expect(limits.filter((limit) => limit > 2)).toEqual([4]);
}, 120_000);

test('a file is there no longer when it has left, or when whoever asked for it has gone', async () => {
  const context = contextNow();
  const whole = await fileOf(context, usual, asked);
  const bytes = await buffer(whole.body);
  const told = await receiptOf(String(whole.headers['x-exchange-receipt']));
  expect(told).toMatchObject({ way: 'file', rows: 3, whole: true, bytes: bytes.length });
  expect(told.body).toBe(createHash('sha256').update(bytes).digest('hex'));
  const broken = await fileOf(context, usual, asked);
  expect(await foldersNow(context)).toBe(1);
  broken.body.destroy();
  await once(broken.body, 'close');
  await expect.poll(() => foldersNow(context), { timeout: 20_000 }).toBe(0);
  expect(await receiptOf(String(broken.headers['x-exchange-receipt']))).toMatchObject({
    way: 'file',
    rows: 3,
    whole: false,
    body: null,
  });
}, 120_000);

test('a receipt says that all has left when it has, and not before', async () => {
  const context = contextNow();
  const agreement = await inForce(context, usual);
  const sent = async (...events: readonly ('finish' | 'close')[]) => {
    const draft = draftOf(context, { agreement, way: 'page', request: 'r', state: 's' });
    await openReceipts(context.db, [begun(draft, 2)], context.clock.now().toISOString());
    const raw = new ServerResponse(new IncomingMessage(new Socket()));
    endWith(context, { raw } as FastifyReply, { draft, left: { rows: 2, bytes: 9, body: 'a'.repeat(64) } });
    for (const event of events) raw.emit(event);
    return draft.id;
  };
  expect(await receiptOf(await sent('finish', 'close'))).toMatchObject({ rows: 2, bytes: 9, whole: true });
  expect(await receiptOf(await sent('close', 'finish'))).toMatchObject({ rows: 2, body: null, whole: false });
  const waiting = await sent();
  expect((await sides.program.get(`/exchange/receipts/${waiting}`)).statusCode).toBe(404);
  // Its process was lost: what was begun is ended without it.
  sides.clock.advance(11 * 60_000);
  expect(await receiptOf(waiting)).toMatchObject({ rows: 2, body: null, whole: false });
}, 120_000);
