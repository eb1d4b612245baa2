import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { civil, openOffice, social, type Office } from './testing/office.ts';
import { pageOf, type TaskQuery } from './list-store.ts';
import type { Reader } from './reader.ts';

const count = 30_000;
let office: Office;

beforeAll(async () => {
  office = await openOffice('2026-03-02T02:00:00Z');
  const { store } = office.city.platform.services;
  await store.transaction(
    async (tx) => {
      await sql`
        insert into tasks.task (id, kind, title_zh, title_en, owner, assignee, source_module, source_record, source_key,
          link, opened_at, due_at, amber_at, closed_at, status)
        select 'many-' || i, 'k' || i % 7, '第' || i || '件', '', case i % 3 when 0 then ${social} else ${civil} end,
          case i % 5 when 0 then 'person-' || i % 500 end, 'many', 'row', i::text, '/', at, at + interval '9 days',
          at + interval '7 days', case when i % 2 = 0 then at + interval '3 days' end,
          case when i % 2 = 0 then 'done' when i % 5 = 0 then 'claimed' else 'open' end
        from (select i, timestamptz '2026-01-01 00:00Z' + i * interval '10 seconds' as at
          from generate_series(1, ${count}::int) i) n`.execute(tx);
      await sql`analyze tasks.task`.execute(tx);
    },
    { timeoutMs: 0 },
  );
}, 600_000);
afterAll(() => office.city.close());

const reader = (scope: 'city' | 'department' | 'own'): Reader => ({
  actor: {
    id: 'person-5',
    kind: 'official',
    name: '',
    organisation: social,
    grants: new Map([['tasks:own', scope]]),
  },
  people: ['person-5', 'person-10'],
  standIns: [],
  roles: ['inspector'],
  parties: ['C-bridge'],
});
const base = { now: '2026-03-02T02:00:00.000Z', limit: 50, whose: 'all', status: 'waiting' } as const;
const next = { at: '2026-01-10T12:00:00.000Z', id: 'many-1' };

interface Plan {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Index Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

async function planOf(who: Reader, query: TaskQuery): Promise<Plan[]> {
  const { db } = office.city.platform.services.store;
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: Plan }[] }>`
    explain (analyze, format json) ${pageOf(who, query)}`.execute(db);
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap((each) => nodes(each.Plan)));
}

test.each<[string, Reader, TaskQuery]>([
  ['all of the city', reader('city'), base],
  ['its next page', reader('city'), { ...base, after: next }],
  ['what is overdue', reader('city'), { ...base, lamp: 'red', after: next }],
  ['closed ones', reader('city'), { ...base, status: 'done' }],
  ['a department and what its people hold', reader('department'), base],
  ['its next page', reader('department'), { ...base, after: next }],
  ['closed ones of a department', reader('department'), { ...base, status: 'done', after: next }],
  ['what one holds', reader('own'), { ...base, whose: 'mine' }],
  ['due by a day', reader('department'), { ...base, dueBefore: '2026-01-12T16:00:00.000Z' }],
])(
  'a page of %s comes from an index in its order and reads little more than it shows',
  async (_what, who, query) => {
    const plan = await planOf(who, query);
    const kinds = plan.map((node) => node['Node Type']);
    expect(kinds).not.toContain('Seq Scan');
    expect(plan.some((node) => node['Index Name']?.startsWith('task_'))).toBe(true);
    const read = plan
      .filter((node) => node['Node Type'].includes('Scan') && node['Node Type'] !== 'Subquery Scan')
      .map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']);
    expect(Math.max(...read)).toBeLessThanOrEqual(query.limit * 20);
  },
);

test('a word is found by its pairs of characters', async () => {
  const plan = await planOf(reader('city'), { ...base, q: `第${count - 1}件` });
  expect(plan.some((node) => node['Index Name'] === 'task_grams')).toBe(true);
  const answer = await office.manager.get(`/api/tasks?q=${encodeURIComponent(`第${count - 1}件`)}`);
  expect(answer.json().items).toHaveLength(1);
});
