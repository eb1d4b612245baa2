import { expect } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { createAccount } from '#platform/base/identity';
import { makeRelation } from '#platform/base/relations';
import { Company } from '#platform/data/registers';
import { openTestCity, type Asker, type TestCity } from '#testing';
import type { Sheet } from '../contract.ts';
import { namedOn } from '../named.ts';
import reporting from '../module.ts';

// For tests only: a city with two companies, the agent of one of them, and the departments that ask.

export const password = 'Yuyao-Bridge-8';

/** One company with its agent's session. */
export interface Party {
  get(url: string): ReturnType<Asker['get']>;
  post(url: string, body?: unknown): ReturnType<Asker['post']>;
  put(url: string, body?: unknown): ReturnType<Asker['put']>;
}

export const clerkGrants = {
  'reporting:read': 'department',
  'reporting:design': 'department',
  'reporting:reveal': 'department',
  'reporting:reveal-persons': 'department',
  'organisations:read': 'city',
} as const;

async function populate(city: TestCity): Promise<void> {
  const context = city.as({ id: 'platform', grants: { '*': 'city' } }).context();
  const company = (id: string, name: string, at: number) => ({
    id,
    name,
    creditCode: `91330281000000000${at}`,
    division: '330281001001',
    address: '试验路 1 号',
    establishedOn: '2019-05-06',
    sources: 1,
    origins: {},
  });
  await context.transaction(async (tx) => {
    const told = { source: 'test', simulated: true };
    const rows = [
      company('C-mill', '试验轧钢厂', 1),
      company('C-forge', '试验铸造厂', 2),
      company('C-other', '别家厂', 3),
    ];
    await writeRows(context, tx, Company, rows, told);
    const made = await createAccount(context, tx, {
      account: 'agent',
      name: '经办试验',
      kind: 'agent',
      password,
      posts: [{ code: 'agent.agent', role: 'company-agent' }],
    });
    for (const subject of ['C-mill', 'C-forge'])
      await makeRelation(context, tx, {
        kind: 'relations.company-agent',
        subject,
        holder: made,
        basis: 'contract',
        article: '委托书 1 号',
        endsAt: '2028-11-30T00:00:00Z',
      });
  });
}

async function sessionFor(city: TestCity, name: string, account: string): Promise<{ cookie: string }> {
  const signed = await city.stranger.post('/api/identity/session', { account, password });
  const headers = { cookie: String(signed.headers['set-cookie']).split(';')[0] ?? '' };
  if (name === 'none') return headers;
  const { choices } = (await city.stranger.get('/api/identity/acting', { headers })).json<{
    choices: { id: string; title: { zh: string } }[];
  }>();
  const choice = choices.find(({ title }) => title.zh.includes(name))?.id;
  const acts = await city.stranger.post('/api/identity/session/acting', { choice }, { headers });
  expect(acts.statusCode).toBe(200);
  return headers;
}

/** Somebody for one company or person, or `none` for themselves; a session that ended with the day is begun anew. */
export async function partyOf(city: TestCity, name: string, account = 'agent'): Promise<Party> {
  let headers = await sessionFor(city, name, account);
  const asking = async (ask: () => ReturnType<Asker['get']>) => {
    const answer = await ask();
    if (answer.statusCode !== 401) return answer;
    headers = await sessionFor(city, name, account);
    return ask();
  };
  return {
    get: (url) => asking(() => city.stranger.get(url, { headers })),
    post: (url, body) => asking(() => city.stranger.post(url, body, { headers })),
    put: (url, body) => asking(() => city.stranger.put(url, body, { headers })),
  };
}

export const codeOf = async (answer: ReturnType<Asker['get']>) =>
  (await answer).json<{ code: string }>().code;

/** Where each fault lies, with its code. */
export const errorsOf = (answer: { json<T>(): T }): string[][] =>
  answer.json<{ errors: { path: string; code: string }[] }>().errors.map(({ path, code }) => [path, code]);

const sheets = '/api/reporting/my/sheets';
export const sheetOf = async (who: Party, endsOn: string): Promise<Sheet> =>
  (await who.get(`${sheets}/${endsOn}`)).json<Sheet>();

/** Agrees to the filling in as the page does: to what it names. */
export async function prefill(who: Party, endsOn: string, more: object = {}) {
  const sheet = await sheetOf(who, endsOn);
  const body = { ...namedOn(sheet), revision: sheet.revision, consent: true, ...more };
  return who.post(`${sheets}/${endsOn}/prefill`, body);
}

/** Hands in as the page does: to those that it names. */
export async function handIn(who: Party, endsOn: string, revision: number) {
  const { returns } = namedOn(await sheetOf(who, endsOn));
  return who.post(`${sheets}/${endsOn}/hand-in`, { revision, returns });
}

/** Fills in what the city knows, gives these answers too, and hands in. */
export async function report(
  who: Party,
  endsOn: string,
  more: Readonly<Record<string, string>>,
): Promise<Sheet> {
  const known = (await prefill(who, endsOn)).json<Sheet>();
  const answers = { ...known.answers, ...more };
  const saved = (await who.put(`${sheets}/${endsOn}`, { revision: known.revision, answers })).json<Sheet>();
  const handed = await handIn(who, endsOn, saved.revision);
  expect([handed.statusCode, handed.json()]).toEqual([200, expect.anything()]);
  return handed.json<Sheet>();
}

/** 1 December 2026: November is over, for the two monthly returns of the city's file. */
export async function openCompanies() {
  const clock = fixedClock('2026-12-01T02:00:00Z');
  const city = await openTestCity({ modules: [reporting], clock });
  await populate(city);
  const clerk = (organisation: string) =>
    city.as({ id: `clerk-${organisation}`, organisation, grants: clerkGrants });
  return {
    city,
    clock,
    statistics: clerk('330281-tjj'),
    industry: clerk('330281-jxj'),
    energy: clerk('330281-fgj'),
    office: city.as({
      id: 'office',
      organisation: '330281-sjj',
      grants: { 'reporting:read': 'city', 'reporting:design': 'city' },
    }),
    mill: await partyOf(city, '试验轧钢厂'),
    nobody: await partyOf(city, 'none'),
  };
}
