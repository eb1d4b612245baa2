import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordOf } from '#kernel/record';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../../apps/server/modules.ts';
import {
  divisions,
  fieldsOf,
  fill,
  masked,
  organisations,
  people,
  reaches,
  type Reader,
  type Row,
} from './rows.ts';

const records = modules.flatMap((module) => module.records ?? []).map(({ record }) => record);
const named = records.map((record) => ({ id: record.id, record }));
const scopes = ['own', 'department', 'division', 'city'] as const;
const readers: readonly Reader[] = scopes.flatMap((scope, at) =>
  [0, 1].map((more) => ({
    scope,
    id: people[more] ?? '',
    organisation: organisations[(at + more) % 3] ?? '',
    division: (divisions[more] ?? '').slice(0, more === 0 ? 9 : 12),
  })),
);

let city: TestCity;
let everything: Asker;
let auditor: Asker;
beforeAll(async () => {
  city = await openTestCity({ modules, work: false });
  everything = city.as({ id: 'policy-all', grants: { '*': 'city' } });
  auditor = city.as({ id: 'policy-auditor', grants: { 'ledger:audit': 'city' } });
  for (const record of records) await fill(everything.context(), record, 12);
}, 120_000);
afterAll(() => city.close());

const path = ({ module, plural }: RecordOf): string => `/api/${module}/${plural}`;

/** The list's own order, and of the others each way for two readers of unlike scopes. */
const ordersFor = ({ list }: RecordOf, at: number): readonly string[] => [
  '',
  ...list.orders
    .flatMap((name) => [name, `-${name}`])
    .filter((_, place) => place % scopes.length === at % scopes.length),
];

/** All rows of a list, page by page; undefined when it is refused. */
async function all(who: Asker, record: RecordOf, query = '', purpose?: string) {
  const found: (Row & { meta: { masked: string[] } })[] = [];
  let total = 0;
  for (let after = ''; ;) {
    const url = `${path(record)}?limit=200${query}${after ? `&after=${after}` : ''}`;
    const answer = await who.get(url, purpose ? { purpose } : {});
    if (answer.statusCode !== 200) return { status: answer.statusCode, items: found, total };
    const page = answer.json();
    found.push(...page.items);
    total = Number(page.total.value);
    if (page.next === null || found.length >= 1000) return { status: 200, items: found, total };
    after = page.next;
  }
}

/** Whether a field is closed to whoever may only read: not where reading and revealing are one right. */
const isClosed = ({ fields, rights }: RecordOf, name: string): boolean =>
  rights.reveal !== rights.read && ['personal', 'sensitive'].includes(fields[name]?.sensitivity ?? '');

const asker = (record: RecordOf, reader: Reader, grants: Record<string, 'city'> = {}): Asker =>
  city.as({ ...reader, grants: { [record.rights.read]: reader.scope, ...grants } });

const keys = (record: RecordOf, rows: readonly Row[]) =>
  rows.map((row) => String(row[record.key])).toSorted();
const byKey = (record: RecordOf, rows: readonly Row[]) =>
  rows.toSorted((a, b) => String(a[record.key]).localeCompare(String(b[record.key])));

const latestEntries = async () =>
  (await auditor.get('/api/ledger/entries?limit=200')).json().items as {
    sequence: number;
    resource: string;
    subjects: number;
    action: string;
    actor: { id: string };
  }[];

test.for(named)(
  '$id: every reader sees the rows of their scope and no other, masked, and counts no other',
  { timeout: 120_000 },
  async ({ record }) => {
    const whole = (await all(everything, record, '&reveal=yes', 'verify')).items;
    expect(whole.length, 'rows to hold it on').toBeGreaterThan(0);
    for (const [at, reader] of readers.entries()) {
      const who = asker(record, reader);
      const wanted = whole.filter((row) => reaches(record, reader, row));
      for (const order of ordersFor(record, at)) {
        const personal = isClosed(record, order.replace('-', ''));
        const { status, items, total } = await all(who, record, order ? `&order=${order}` : '');
        expect(status).toBe(personal ? 403 : 200);
        if (personal) continue;
        expect(
          byKey(
            record,
            items.map((row) => fieldsOf(record, row)),
          ),
        ).toEqual(
          byKey(
            record,
            wanted.slice(0).map((row) => masked(record, row)),
          ),
        );
        expect(total).toBe(wanted.length);
      }
      const hidden = whole.filter((row) => !wanted.includes(row)).slice(0, 3);
      const never = await who.get(`${path(record)}/never-was`);
      for (const row of hidden) {
        const key = encodeURIComponent(String(row[record.key]));
        const there = await who.get(`${path(record)}/${key}`);
        expect(there.statusCode).toBe(404);
        expect(there.json().detail.zh).toBe(
          never.json().detail.zh.replace('never-was', String(row[record.key])),
        );
        expect((await who.get(`${path(record)}/${key}/history`)).statusCode).toBe(404);
      }
    }
  },
);

test.for(named)(
  '$id: every filter finds rows of the scope alone, a personal one none without the right',
  { timeout: 120_000 },
  async ({ record }) => {
    const whole = (await all(everything, record, '&reveal=yes', 'verify')).items;
    const reader = readers[2] as Reader;
    const who = asker(record, reader);
    const mine = new Set(
      keys(
        record,
        whole.filter((row) => reaches(record, reader, row)),
      ),
    );
    for (const name of record.list.filters)
      for (const row of whole.slice(0, 4)) {
        const value = Array.isArray(row[name]) ? row[name][0] : row[name];
        if (value === null || value === undefined || typeof value === 'object') continue;
        const found = await all(who, record, `&${name}=${encodeURIComponent(String(value))}`);
        const personal = isClosed(record, name);
        if (personal && found.status === 200)
          expect(found.items, 'rows that a relation opens alone').toEqual([]);
        else if (!personal) expect(found.status, name).toBe(200);
        expect(keys(record, found.items).filter((key) => !mine.has(key))).toEqual([]);
      }
  },
);

/** What the search box finds of a record for the beginnings of these values. */
async function searchHits(who: Asker, record: RecordOf, words: readonly unknown[]): Promise<string[]> {
  const found: string[] = [];
  for (const word of words) {
    const q = encodeURIComponent(String(word ?? '').slice(0, 4));
    if (q === '') continue;
    const { items } = (await who.get(`/api/records/search?q=${q}&limit=20`)).json();
    const hits = items as readonly { record: string; key: string }[];
    found.push(...hits.filter((hit) => hit.record === record.id).map(({ key }) => key));
  }
  return found;
}

/** The keys that stand in a tile which holds the whole city. */
async function drawn(who: Asker, record: RecordOf, known: readonly string[]): Promise<string[]> {
  if (!record.map) return [];
  const tile = await who.get(`${path(record)}/tiles/4/13/6`);
  expect(tile.statusCode).toBe(200);
  return known.filter((key) => key.length > 6 && tile.body.includes(key));
}

test.for(named)(
  '$id: a search, a tile and the registry of records show no row out of scope',
  { timeout: 120_000 },
  async ({ record }) => {
    const whole = (await all(everything, record, '&reveal=yes', 'verify')).items;
    const words = (record.list.search ?? []).flatMap((name) => whole.slice(0, 3).map((row) => row[name]));
    for (const reader of [readers[0], readers[2], readers[4]] as Reader[]) {
      const who = asker(record, reader);
      const mine = new Set(
        keys(
          record,
          whole.filter((row) => reaches(record, reader, row)),
        ),
      );
      const shown = [
        ...(await searchHits(who, record, words)),
        ...(await drawn(who, record, keys(record, whole))),
      ];
      expect(shown.filter((key) => !mine.has(key))).toEqual([]);
      const { items } = (await who.get('/api/records/registry')).json();
      const summary = items.find(({ id }: { id: string }) => id === record.id);
      expect(summary.rows.value).toBe(mine.size);
    }
  },
);

const personalRecords = named.filter(({ record: { fields } }) =>
  Object.values(fields).some(({ sensitivity }) => sensitivity === 'personal' || sensitivity === 'sensitive'),
);

test.for(personalRecords)(
  '$id: each look leaves exactly one entry about exactly those who were shown',
  { timeout: 120_000 },
  async ({ record }) => {
    const whole = (await all(everything, record, '&reveal=yes', 'verify')).items;
    const reader = { ...(readers[6] as Reader), id: `policy-look-${record.name}` };
    const who = asker(record, reader);
    const subject = record.rights.subject ?? record.key;
    const people = (rows: readonly Row[]) => new Set(rows.map((row) => row[subject])).size;
    const key = encodeURIComponent(String(whole[0]?.[record.key]));
    const page = whole.slice(0, 5).length;
    await who.get(`${path(record)}?limit=5&order=${record.key}`);
    await who.get(`${path(record)}/${key}`);
    await who.get(`${path(record)}/${key}/history`);
    await who.get(`${path(record)}/never-was`);
    await who.get(`${path(record)}?reveal=yes`, { purpose: 'verify' });
    const mine = (await latestEntries()).filter(({ actor }) => actor.id === reader.id).toReversed();
    const revealed = record.rights.reveal === record.rights.read;
    expect(mine.map(({ resource, action, subjects }) => [resource, action, subjects])).toEqual([
      [record.id, 'read', people(byKey(record, whole).slice(0, page))],
      [record.id, 'read', 1],
      [record.id, 'read', 1],
      ...(revealed ? [[record.id, 'read', people(whole)]] : []),
    ]);
  },
);
