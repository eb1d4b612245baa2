import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { digestOf, insured, openDesk, type Desk } from './testing/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.city.close());

const path = '/api/handover/hand-overs';
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;
const ids = async () => (await desk.batches()).map(({ id }) => id).toSorted();
const kinds = async (number: string) =>
  (await desk.tasks()).filter(({ source }) => source.key === number).map(({ kind }) => kind);
const decide = (number: string, body: object, by = desk.decider) => by.post(`${path}/${number}/decide`, body);
const sign = (number: string, end: string, by = desk.receiver) =>
  by.post(`${path}/${number}/medium`, { end, how: '退还张送本人' });

test('a disc is brought, agrees with its slip and comes in; a receipt is printed; two sign that it went back', async () => {
  const text = insured(3);
  const taken = await desk.bring('GA-001', text);
  expect(taken).toMatchObject({ state: 'taken', differences: [], batch: expect.any(String) as string });
  const [batch] = await desk.batches();
  expect(batch).toMatchObject({ id: taken.batch, filename: 'GA-001.csv' });
  expect(await desk.read('GA-001')).toMatchObject({
    owner: '330281-rsj',
    desk: '330281-jxj',
    receivedDigest: digestOf(text),
    receivedRows: 3,
    receivedBy: '林收',
    courier: '张*',
  });

  const receipt = await desk.receiver.post(`${path}/GA-001/receipt`, {});
  expect(receipt.statusCode, receipt.body).toBe(200);
  expect((await desk.receiver.post(`${path}/GA-001/receipt`, {})).json()).toEqual(receipt.json());
  const printed = await desk.bureau.get(`${path}/GA-001/receipt`);
  expect(printed.headers['content-type']).toContain('application/pdf');
  expect(printed.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');

  expect(await kinds('GA-001')).toEqual(['handover.medium']);
  expect((await sign('GA-001', 'return')).statusCode).toBe(200);
  expect(codeOf(await sign('GA-001', 'return'))).toBe('handover.same-hand');
  expect(codeOf(await sign('GA-001', 'destroy', desk.bureau))).toBe('handover.other-end');
  expect(await desk.read('GA-001')).toMatchObject({ mediumState: 'returning' });
  expect((await sign('GA-001', 'return', desk.bureau)).statusCode).toBe(200);
  expect(await desk.read('GA-001')).toMatchObject({
    mediumState: 'returned',
    signedBy: '林收',
    countersignedBy: '张送',
  });
  expect(await kinds('GA-001')).toEqual([]);
  expect(codeOf(await sign('GA-001', 'return', desk.decider))).toBe('handover.medium-gone');
});

test('one medium is here once, however its number is written; what was returned may come again, what was destroyed never', async () => {
  expect((await desk.register('GA-010', { mediumNumber: 'DISK-7' })).statusCode).toBe(200);
  const again = await desk.register('GA-011', { mediumNumber: 'ｄｉｓｋ - 7' });
  expect([again.statusCode, codeOf(again)]).toEqual([422, 'records.invalid']);
  expect(again.json<{ errors: { code: string }[] }>().errors).toMatchObject([
    { code: 'handover.medium-here' },
  ]);
  const seal = await desk.register('GA-012', { sealNumber: 's-ga-010' });
  expect(seal.json<{ errors: { code: string }[] }>().errors).toMatchObject([{ code: 'handover.seal-used' }]);

  const back = { mediumNumber: 'M-GA-001', sealNumber: 'S-new' };
  expect((await desk.register('GA-013', back)).statusCode).toBe(200);

  await desk.bring('GA-014', insured(2, 50));
  await sign('GA-014', 'destroy');
  await sign('GA-014', 'destroy', desk.decider);
  const gone = await desk.register('GA-015', { mediumNumber: 'M-GA-014' });
  expect(gone.json<{ errors: { code: string }[] }>().errors).toMatchObject([
    { code: 'handover.medium-destroyed' },
  ]);

  const both = await Promise.all(
    ['GA-016', 'GA-017'].map((number) => desk.register(number, { mediumNumber: 'DISK-8' })),
  );
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422]);
});

test('a file that is not the one on the slip lies apart: no batch, a task, and no reason takes it in', async () => {
  const before = await ids();
  const found = await desk.bring('GA-020', insured(4, 100), {
    statedDigest: digestOf('another'),
    statedRows: 5,
  });
  expect(found).toEqual({ state: 'quarantined', differences: ['digest', 'rows'], batch: null });
  expect(await ids()).toEqual(before);
  expect(await desk.tasks()).toContainEqual(
    expect.objectContaining({ kind: 'handover.difference', count: 2 }) as object,
  );
  const accept = { decision: 'accept', why: '看着没问题' };
  expect(codeOf(await decide('GA-020', accept, desk.receiver))).toBe('handover.same-hand');
  expect(codeOf(await decide('GA-020', accept))).toBe('handover.not-acceptable');
  expect(codeOf(await sign('GA-020', 'return'))).toBe('handover.not-decided');
  const wrong = { decision: 'restate', why: '更正', digest: digestOf('x'), rows: 4, paper: '更正单1' };
  expect(codeOf(await decide('GA-020', wrong))).toBe('handover.still-differs');
  expect(await ids()).toEqual(before);

  const right = { ...wrong, digest: digestOf(insured(4, 100)) };
  const taken = await decide('GA-020', right);
  expect(taken.json(), taken.body).toMatchObject({ state: 'taken', batch: expect.any(String) as string });
  expect(await desk.batches()).toHaveLength(before.length + 1);
  expect(await desk.read('GA-020')).toMatchObject({
    statedDigest: digestOf('another'),
    restatedPaper: '更正单1',
    decidedBy: '周核',
  });
  expect(await kinds('GA-020')).toEqual(['handover.medium']);
  expect(codeOf(await decide('GA-020', right))).toBe('handover.not-waiting');
});

test('what is refused is not kept, and joins nothing', async () => {
  const before = await ids();
  const text = insured(2, 200);
  await desk.bring('GA-030', text, { statedDigest: digestOf('another') });
  const { files } = desk.city.platform.services;
  expect(await files.path(digestOf(text))).toBeTruthy();
  const refused = await decide('GA-030', { decision: 'refuse', why: '不是同一份文件' });
  expect(refused.json()).toMatchObject({ state: 'refused', batch: null });
  await expect(files.path(digestOf(text))).rejects.toMatchObject({ code: 'files.unknown' });
  expect(await ids()).toEqual(before);
});

test('a broken seal and a wrong count wait too; with the right digest a reason of another person takes them', async () => {
  const text = insured(3, 300);
  const found = await desk.bring('GA-040', text, { sealState: 'broken', statedRows: 4 });
  expect(found.differences).toEqual(['rows', 'seal']);
  const taken = await decide('GA-040', { decision: 'accept', why: '移交单位电话确认，当面清点' });
  expect(taken.json()).toMatchObject({ state: 'taken' });
});

test('an old .xls is said to be one, in words, and waits; unknown columns wait as well', async () => {
  const xls = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]);
  const digest = digestOf(xls.toString('latin1'));
  await desk.register('GA-050', { statedDigest: digest, statedRows: 9 });
  const put = await desk.receiver.upload(`${path}/GA-050/file`, 'old.xls', xls);
  expect(put.json<{ differences: string[] }>().differences).toContain('unreadable');
  expect(await desk.read('GA-050')).toMatchObject({
    noteEn: expect.stringContaining('Save it as .xlsx') as string,
    receivedRows: null,
  });
  const columns = await desk.bring('GA-051', '甲,乙\r\n1,2');
  expect(columns).toMatchObject({ state: 'quarantined', differences: ['columns'], batch: null });
  const again = await decide('GA-051', { decision: 'accept', why: '再试一次' });
  expect(again.json()).toMatchObject({ state: 'quarantined', differences: ['columns'] });
  expect(await kinds('GA-051')).toEqual(['handover.difference']);
});

test('once its file was read a slip is fixed; its file is read once, by one of two at once', async () => {
  const { meta } = (await desk.read('GA-040')) as { meta: { revision: number } };
  const changed = await desk.receiver.patch(`${path}/GA-040`, {
    revision: meta.revision,
    values: { statedRows: 3 },
  });
  expect([changed.statusCode, codeOf(changed)]).toEqual([409, 'handover.slip-fixed']);
  const text = insured(2, 400);
  await desk.register('GA-060', { statedDigest: digestOf(text), statedRows: 2 });
  const both = await Promise.all(
    [1, 2].map(() => desk.receiver.upload(`${path}/GA-060/file`, 'a.csv', text)),
  );
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  expect(await desk.read('GA-060')).toMatchObject({ state: 'taken' });
});

test('the same content twice is one batch; a process that ended before the intake is caught up with', async () => {
  const { batch } = await desk.bring('GA-069', insured(3, 500));
  const before = (await desk.batches()).length;
  expect(await desk.bring('GA-070', insured(3, 500))).toMatchObject({ state: 'taken', batch });
  expect(await desk.batches()).toHaveLength(before);
  const { db } = desk.city.platform.services.store;
  await sql`update handover.hand_over set state = 'agreed', batch = null, received_at = received_at - interval '1 hour'
    where number = 'GA-070'`.execute(db);
  const { takeLeft } = await import('./take-in.ts');
  const context = desk.receiver.context();
  await desk.city.finished(await context.startJob(db, takeLeft, {}, { actor: context.actor }));
  expect(await desk.read('GA-070')).toMatchObject({ state: 'taken', batch });
  expect(await desk.batches()).toHaveLength(before);
});

test('without the right nothing is done; another bureau does not see it is there', async () => {
  const { bureau, stranger } = desk;
  expect((await bureau.get(path)).json<{ items: unknown[] }>().items.length).toBeGreaterThan(3);
  expect((await stranger.get(path)).json<{ items: unknown[] }>().items).toEqual([]);
  for (const who of [bureau, stranger]) {
    expect((await who.post(`${path}/GA-050/decide`, { decision: 'refuse', why: '不要' })).statusCode).toBe(
      403,
    );
    expect((await who.upload(`${path}/GA-010/file`, 'a.csv', 'a')).statusCode).toBe(403);
    expect((await who.post(`${path}/GA-001/receipt`, {})).statusCode).toBe(403);
  }
  expect((await stranger.get(`${path}/GA-001`)).statusCode).toBe(404);
  expect((await stranger.get(`${path}/GA-001/receipt`)).statusCode).toBe(404);
  expect((await sign('GA-040', 'return', stranger)).statusCode).toBe(404);
  expect((await desk.receiver.get(`${path}/GA-010/receipt`)).statusCode).toBe(409);
  expect(codeOf(await desk.receiver.post(`${path}/GA-010/receipt`, {}))).toBe('handover.not-read');
});
