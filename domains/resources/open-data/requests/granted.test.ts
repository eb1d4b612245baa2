import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { actUnder } from '#platform/base/identity';
import { numberSubjects } from '#platform/base/ledger';
import type { Asker } from '#testing';
import { renewRelease } from '../release/versions.ts';
import { ask, makeKey } from './asking.ts';
import {
  clock,
  deliverInsured,
  openIt,
  openTown,
  proposal,
  setOpen,
  standingMandates,
  told,
  type Town,
} from '../testing/town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
}, 240_000);
afterAll(() => town.city.close());

const mine = '/api/open-data/my/requests';
const terms = { terms: '只作研究之用，不转给他人', months: 3 };
const wish = (more: object = {}) => ({
  code: 'asked-for',
  purpose: '研究全市参保人员的年龄构成',
  usage: '只在论文中引用汇总结果，不转给他人',
  months: 6,
  ...more,
});
const codeOf = async (asked: ReturnType<Asker['post']>) => (await asked).json<{ code: string }>().code;
const act = (id: string, what: string, body: object) =>
  town.clerk.post(`/api/open-data/requests/${id}/${what}`, body);
const read = (id: string, key: string, name = 'rows') =>
  town.city.stranger.get(`/open-data/granted/${id}/${name}`, { headers: { 'x-api-key': key } });
const handedOut = () => told.filter(({ basis }) => basis?.startsWith('open-data.request:'));

async function openOnRequest(body: object) {
  const proposed = await town.clerk.post('/api/open-data/proposals', { ...body, access: 'request' });
  expect(proposed.body).toContain('proposed');
  await town.office.post('/api/open-data/releases/asked-for/approve');
  const deadline = Date.now() + 60_000;
  while ((await town.city.stranger.get('/api/open-data/public/on-request/asked-for')).statusCode !== 200) {
    if (Date.now() > deadline) throw new Error('it has no version');
    await new Promise((next) => setTimeout(next, 50));
  }
}

const numberOf = (first: string) => first + citizenIdCheck(first);

/** Two kinds in each group, the first person in two rows. */
const insured = Array.from({ length: 12 }, (_, at) => ({
  number: `N${at}`,
  sex: '1',
  birth: '1990-01-01',
  kind: at % 2 ? 'enterprise-pension' : 'employee-medical',
  person: numberOf(`33029919900101${String(Math.max(1, at)).padStart(3, '0')}`),
}));

test('what the catalogue opens on conditions leaves by request alone; tables in which nobody is found may be free', async () => {
  await deliverInsured(town.city, 'first', insured);
  await setOpen(town.city, 'rsj-insured', 'conditional');
  const freely = await town.clerk.post('/api/open-data/proposals', proposal({ code: 'free' }));
  expect([freely.statusCode, freely.json().code]).toEqual([409, 'open-data.only-on-request']);
  // What was proposed before the catalogue became stricter is not opened, and what was opened does not stay open.
  await setOpen(town.city, 'rsj-insured', 'unconditional');
  await openIt(town, town.clerk, proposal({ code: 'free' }));
  await town.clerk.post('/api/open-data/proposals', proposal({ code: 'later' }));
  await setOpen(town.city, 'rsj-insured', 'conditional');
  expect(await codeOf(town.office.post('/api/open-data/releases/later/approve'))).toBe(
    'open-data.only-on-request',
  );
  expect(await renewRelease(town.office.context(), 'free')).toBe('closed');
  expect((await town.city.stranger.get('/api/open-data/public/resources/free')).statusCode).toBe(404);
  await openOnRequest(proposal({ code: 'asked-for' }));
});

test('each read of what was granted leaves one entry, found by those whose rows were given, and by no other', async () => {
  clock.advance(86_400_000);
  const { id } = (await town.citizen.post(mine, wish())).json<{ id: string }>();
  expect((await act(id, 'grant', terms)).statusCode).toBe(200);
  const { key } = (await town.citizen.post(`${mine}/${id}/key`)).json<{ key: string }>();
  const before = handedOut().length;
  expect((await read(id, key, 'asked-for.csv')).statusCode).toBe(200);
  expect((await read(id, key, 'rows?limit=3')).statusCode).toBe(200);
  expect((await town.citizen.get(`/open-data/granted/${id}/rows?offset=3`)).statusCode).toBe(200);
  expect((await read(id, `${key}x`)).statusCode).toBe(401);
  const [whole, page, rest, ...more] = handedOut().slice(before);
  expect(more).toEqual([]);
  const named = await numberSubjects(town.office.context());
  const everybody = new Set(insured.map(({ person }) => named(person)));
  expect(new Set(whole?.subjects)).toEqual(everybody);
  expect(page?.subjects.length).toBeLessThanOrEqual(3);
  expect(new Set([...(page?.subjects ?? []), ...(rest?.subjects ?? [])])).toEqual(everybody);
  expect(whole).toMatchObject({
    action: 'share',
    basis: `open-data.request:${id}`,
    purpose: wish().purpose,
    detail: { release: 'asked-for', format: 'csv', rows: 12 },
  });
  // No file that leaves says whose rows they are.
  expect((await read(id, key, 'asked-for.json')).body).not.toContain('citizen-id:');
});

test('a key is worth nothing once whoever made it may not act for the applicant any more', async () => {
  standingMandates.set('agent', 'acme');
  const plain = {
    id: 'agent',
    kind: 'agent',
    name: '经办人',
    grants: new Map([['open-data:ask', 'own'] as const]),
  } as const;
  const subject = { kind: 'company', key: 'acme' } as const;
  const title = { zh: 'acme', en: 'acme' };
  const actor = actUnder(plain, { id: 'acme', subject, title, basis: 'test' });
  const agent = { ...town.office.context(), actor };
  const { id } = await ask(agent, wish());
  await act(id, 'grant', terms);
  const { key } = await makeKey(agent, id);
  expect((await read(id, key)).statusCode).toBe(200);
  standingMandates.delete('agent');
  expect(await codeOf(read(id, key))).toBe('open-data.key-needed');
  standingMandates.set('agent', 'acme');
  expect((await read(id, key)).statusCode).toBe(200);
});

test('an actor asks so many times in a day, whether or not it is taken back', async () => {
  clock.advance(86_400_000);
  const tired = town.city.as({ id: 'tired', kind: 'citizen', grants: { 'open-data:ask': 'own' } });
  for (let at = 0; at < 5; at += 1) {
    const { id } = (await tired.post(mine, wish())).json<{ id: string }>();
    expect((await tired.post(`${mine}/${id}/withdraw`)).statusCode).toBe(200);
  }
  const sixth = await tired.post(mine, wish());
  expect([sixth.statusCode, sixth.json().code]).toEqual([429, 'open-data.asked-enough-today']);
  clock.advance(86_400_000);
  expect((await tired.post(mine, wish())).statusCode).toBe(200);
});
