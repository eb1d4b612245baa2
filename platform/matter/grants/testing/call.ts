import { expect } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { createAccount } from '#platform/base/identity';
import { makeRelation } from '#platform/base/relations';
import { Company } from '#platform/data/registers';
import { Reviewer } from '#platform/matter/assessment';
import { everything } from './everything.ts';

const bureau = '330281-jxj';
const password = 'Yuyao-Bridge-8';
const form = 'technical-upgrade';

/** One company with its agent's session. */
export interface Party {
  get(url: string): ReturnType<Asker['get']>;
  post(url: string, body?: unknown): ReturnType<Asker['post']>;
  put(url: string, body?: unknown): ReturnType<Asker['put']>;
}

interface Mine {
  readonly id: string;
  readonly receipt: string;
  readonly state: string;
  readonly article: string | null;
  readonly paper: boolean;
  readonly checks: { check: string; outcome: string; evidence: { zh: string } }[];
  readonly steps: { state: string; why: string | null }[];
}
/** A call for companies, as an officer would keep it. */
export const scheme = (more: object = {}) => ({
  code: 'upgrade-2026',
  titleZh: '智能化改造补助',
  titleEn: 'Smart upgrades',
  whoZh: '注册在本市的企业',
  whoEn: 'Companies registered in the city',
  matter: 'technical-upgrade',
  organisation: bureau,
  funder: '330281-czj',
  audience: 'company',
  form,
  article: '5b0f6f0e-6c0c-4a44-9d5e-0a5d7a6f1c10',
  paper: 'grant-award',
  budgetFen: 30_000_000,
  capFen: 20_000_000,
  opensAt: '2026-11-30T03:00:00.000Z',
  closesAt: '2026-12-31T15:59:59.000Z',
  checks: [
    { check: 'company-active' },
    { check: 'in-town', value: '330281' },
    { check: 'established-by', value: '2025-12-31' },
    { check: 'once-a-year' },
    { check: 'within-cap' },
  ],
  criteria: [
    { id: 'need', title: { zh: '必要性', en: 'Need' }, most: 60 },
    { id: 'gain', title: { zh: '效益', en: 'Gain' }, most: 40 },
  ],
  reviewers: 2,
  passMark: 60,
  publicityDays: 5,
  reportMonths: 6,
  ...more,
});

export const officerGrants = {
  'grants:read': 'department',
  'grants:reveal': 'department',
  'grants:manage': 'department',
  'grants:decide': 'department',
  'assessment:read': 'department',
  'assessment:write': 'department',
  'publishing:review': 'department',
  'tasks:own': 'department',
} as const;

async function signIn(city: TestCity): Promise<{ cookie: string }> {
  const signed = await city.stranger.post('/api/identity/session', { account: 'agent', password });
  return { cookie: String(signed.headers['set-cookie']).split(';')[0] ?? '' };
}

/** Signs the agent in and chooses the company to act for; `none` for themselves. */
async function sessionFor(city: TestCity, name: string): Promise<{ cookie: string }> {
  const headers = await signIn(city);
  if (name === 'none') return headers;
  const { choices } = (await city.stranger.get('/api/identity/acting', { headers })).json<{
    choices: { id: string; title: { zh: string } }[];
  }>();
  const choice = choices.find(({ title }) => title.zh.includes(name))?.id;
  const acts = await city.stranger.post('/api/identity/session/acting', { choice }, { headers });
  expect([choice, acts.statusCode]).toEqual([expect.stringMatching(/^mandate\/relation\//), 200]);
  return headers;
}

/** The agent for one company; a session that ended with the day is begun anew. */
export async function partyOf(city: TestCity, name: string): Promise<Party> {
  let headers = await sessionFor(city, name);
  const asking = async (ask: () => ReturnType<Asker['get']>) => {
    const answer = await ask();
    if (answer.statusCode !== 401) return answer;
    headers = await sessionFor(city, name);
    return ask();
  };
  return {
    get: (url) => asking(() => city.stranger.get(url, { headers })),
    post: (url, body) => asking(() => city.stranger.post(url, body, { headers })),
    put: (url, body) => asking(() => city.stranger.put(url, body, { headers })),
  };
}

/** The code of a refusal. */
export const codeOf = async (answer: ReturnType<Asker['post']>) =>
  (await answer).json<{ code: string }>().code;

export const mine = async (who: Party): Promise<Mine[]> =>
  (await who.get('/api/grants/my/applications')).json<{ items: Mine[] }>().items;

/** The application once it is in a state to which an event takes it. */
export async function until(who: Party, id: string, state: string): Promise<Mine> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = (await mine(who)).find((each) => each.id === id);
    if (found?.state === state) return found;
    if (Date.now() > deadline) throw new Error(`still ${found?.state}, not ${state}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const filled = { project: '换了三台数控机床', amount: 100_000.5, account: '6200000000000001' };

/** Begins or goes on, fills in what the city knows and the rest, hands in. */
export async function handIn(who: Party, more: object = {}) {
  const begun = (await who.post(`/api/forms/published/${form}/begin`)).json();
  const { id } = begun.answer;
  const known = (await who.post(`/api/forms/mine/${id}/prefill`, { consent: true })).json<{
    items: { question: string; value: string }[];
  }>();
  const prefilled = Object.fromEntries(known.items.map(({ question, value }) => [question, value]));
  const answers = { ...begun.answer.answers, ...prefilled, ...filled, ...more };
  await who.put(`/api/forms/mine/${id}`, { revision: begun.answer.revision, answers });
  const handed = await who.post(`/api/forms/mine/${id}/submit`);
  return { id: String(id), handed, prefilled };
}

/** What an officer says after a look at the company. */
export const looked = {
  act: 'accept',
  judged: [{ check: 'company-active', met: true, why: '已到现场看过' }],
};
export const tasksOf = async (who: Asker, kind: string) =>
  (await who.get(`/api/tasks?kind=${kind}`)).json<{ items: { lamp: string; title: { zh: string } }[] }>()
    .items;

/** The decision on an application as its applicant opens it. */
export const paperOf = (who: Party | Asker, id: string) =>
  who.get(`/api/workflow/my/matters/grants.application/${id}/paper`);

/** Every open seat of a panel gives the same scores. */
export async function judge(
  reviewers: readonly Asker[],
  scores: { need: number; gain: number },
): Promise<void> {
  for (const reviewer of reviewers)
    for (const { id, seat } of (await reviewer.get('/api/assessment/my/panels')).json().items)
      if (seat === 'asked')
        expect(
          (await reviewer.post(`/api/assessment/panels/${id}/scores`, { scores, words: '同意' })).statusCode,
        ).toBe(200);
}

const platformOf = (city: TestCity) => city.as({ id: 'platform', grants: { '*': 'city' } }).context();

/** Companies, the list of reviewers, and an agent of two companies. */
async function populate(city: TestCity): Promise<void> {
  const context = platformOf(city);
  const company = (id: string, name: string, more: object = {}) => ({
    id,
    name,
    creditCode: `9133028100000${id.length}${id.charCodeAt(2)}X`.slice(0, 17).padEnd(18, '0'),
    division: '330281001001',
    establishedOn: '2019-05-06',
    sources: 1,
    origins: {},
    ...more,
  });
  await context.transaction(async (tx) => {
    const told = { source: 'test', simulated: true };
    const companies = [
      company('C-mill', '试验轧钢厂'),
      company('C-forge', '试验铸造厂', { division: '330282001001', establishedOn: null }),
      ...Array.from({ length: 8 }, (_, at) => company(`C-${at}`, `试验厂${at}`)),
    ];
    await writeRows(context, tx, Company, companies, told);
    const list = ['r1', 'r2', 'r3'].map((code) => ({
      code,
      account: code,
      name: `评试验${code}`,
      organisation: bureau,
      active: true,
    }));
    await writeRows(context, tx, Reviewer, list, told);
    const made = await createAccount(context, tx, {
      account: 'agent',
      name: '办试验',
      kind: 'agent',
      password,
      simulated: true,
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

const peopleOf = (city: TestCity) => {
  const officer = city.as({ id: 'officer', organisation: bureau, grants: officerGrants });
  const finance = city.as({
    id: 'finance',
    organisation: '330281-czj',
    grants: {
      'payments:payout-approve': 'city',
      'payments:read': 'city',
      'payments:reveal': 'city',
      'payments:reconcile': 'city',
      'tasks:own': 'department',
    },
  });
  const neighbour = city.as({
    id: 'neighbour',
    name: '邻试验',
    kind: 'citizen',
    grants: { 'publishing:object': 'own', 'grants:apply': 'own', 'workflow:own': 'own' },
  });
  const reviewers = ['r1', 'r2', 'r3', 'r4'].map((id) =>
    city.as({ id, organisation: bureau, grants: { 'assessment:review': 'own', 'tasks:own': 'own' } }),
  );
  return { officer, finance, neighbour, reviewers };
};

/**
 * A city with a grants officer, the finance bureau, a neighbour, four reviewers of whom three are on the list, and an agent
 * with two companies; the second is registered elsewhere.
 */
export async function openCall() {
  const clock = fixedClock('2026-11-30T02:00:00Z');
  const city = await openTestCity({ modules: everything, clock });
  const people = peopleOf(city);
  await populate(city);
  return {
    ...people,
    city,
    clock,
    days: (count: number) => clock.advance(count * 86_400_000),
    platform: () => platformOf(city),
    mill: await partyOf(city, '试验轧钢厂'),
    forge: await partyOf(city, '试验铸造厂'),
    act: (id: string, body: object, who = people.officer) =>
      who.post(`/api/grants/applications/${id}/acts`, body),
  };
}
