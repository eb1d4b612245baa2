import { afterAll, beforeAll, expect, test } from 'vitest';
import { chance } from '#engines/chance';
import { maskValue } from '#kernel/record-server';
import { employerOf, insured, openTwoSides, type TwoSides } from './testing/two-sides.ts';

// No role, item, filter or paging path yields a value that was not granted.

type Row = Readonly<Record<string, string | null>>;
const styles = {
  insuranceNumber: 'account',
  name: 'name',
  citizenId: 'citizen-id',
  employer: 'hidden',
  mobile: 'mobile',
  address: 'address',
} as const;
type Name = keyof typeof styles;
const names = Object.keys(styles) as Name[];
const treatments = ['grant', 'mask', 'pseudonym', 'refuse'] as const;
type Treatment = (typeof treatments)[number];

const lines = [1, 2, 3, 4, 5, 6, 7].map((number) => insured(number, employerOf(number)));
const places: Readonly<Record<Name, number>> = {
  insuranceNumber: 0,
  name: 1,
  citizenId: 2,
  employer: 7,
  mobile: 8,
  address: 9,
};
const known = lines.map((line) => {
  const parts = line.split(',');
  return Object.fromEntries(names.map((name) => [name, parts[places[name]] ?? ''])) as Record<Name, string>;
});
/** Short values stand in other words by chance; what is longer would be theirs. */
const telling = [...new Set(known.flatMap((row) => Object.values(row)))].filter((value) => value.length > 4);

let sides: TwoSides;
beforeAll(async () => {
  sides = await openTwoSides();
});
beforeAll(() => sides.deliver(lines));
afterAll(() => sides.city.close());

interface Decided {
  readonly treatments: ReadonlyMap<Name, Treatment>;
  readonly employers: readonly string[] | undefined;
  readonly limit: number;
}

function decidedBy(next: () => number): Decided {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const decided = new Map(names.map((name) => [name, pick(treatments)]));
  if ([...decided.values()].every((how) => how === 'refuse')) decided.set('name', 'grant');
  const employers = pick([
    undefined,
    ['模拟甲公司'],
    ['模拟乙公司'],
    ['模拟甲公司', "x') or ('1'='1"],
    ['没有这家'],
  ]);
  return { treatments: decided, employers, limit: 1 + Math.floor(next() * 4) };
}

const agreedBy = ({ treatments: decided, employers }: Decided) =>
  sides.agreed(
    [...decided].map(([field, decision]) => ({
      field,
      decision,
      ...(decision === 'refuse' ? { reason: '不需要' } : {}),
    })),
    employers === undefined ? [] : [{ field: 'employer', values: employers }],
  );

/** All pages one after the other, and every byte that left with them, marks opened as far as anybody can. */
async function readPages(id: string, limit: number): Promise<{ rows: Row[]; left: string }> {
  const rows: Row[] = [];
  let left = '';
  for (let after = ''; ;) {
    const answer = await sides.rows(id, `?limit=${limit}${after}`);
    expect(answer.statusCode, answer.body).toBe(200);
    const { items, next } = answer.json<{ items: Row[]; next: string | null }>();
    rows.push(...items);
    left += answer.body + Buffer.from(next ?? '', 'base64url').toString();
    if (next === null) return { rows, left };
    after = `&after=${next}`;
  }
}

/** What may be seen of a value by what was decided; undefined for a pseudonym, which is none of the values. */
const shownAs: Readonly<Record<Treatment, (name: Name, value: string) => unknown>> = {
  grant: (_name, value) => value,
  mask: (name, value) => maskValue(value, styles[name]),
  pseudonym: () => undefined,
  refuse: () => undefined,
};

function requireAsDecided(
  { treatments: decided }: Decided,
  rows: readonly Row[],
  fitting: typeof known,
): void {
  const shown = [...decided].flatMap(([name, how]) => (how === 'refuse' ? [] : [name]));
  for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(shown.toSorted());
  for (const [name, how] of decided) {
    const values = rows.map((row) => row[name]);
    const clear = fitting.map((row) => row[name]);
    if (how === 'grant' || how === 'mask')
      expect(values.toSorted()).toEqual(clear.map((value) => shownAs[how](name, value)).toSorted());
    if (how === 'pseudonym') for (const value of values) expect(clear).not.toContain(value);
  }
}

function requireNothingElse({ treatments: decided }: Decided, left: string, fitting: typeof known): void {
  const allowed = fitting.flatMap((row) =>
    names.map((name) => shownAs[decided.get(name) ?? 'refuse'](name, row[name])),
  );
  for (const value of telling) if (!allowed.includes(value)) expect(left, value).not.toContain(value);
}

async function requireNobodyElse(id: string): Promise<void> {
  for (const who of [sides.stranger, sides.provider, sides.consumer])
    for (const query of ['', '?limit=1', '?format=ndjson', '?items=citizenId']) {
      const answer = await sides.rows(id, query, who);
      expect([403, 404]).toContain(answer.statusCode);
      for (const value of telling) expect(answer.body).not.toContain(value);
    }
  expect((await sides.rows(id, '', sides.city.stranger)).statusCode).toBe(401);
  expect((await sides.rows(id, '?items=citizenId')).statusCode).toBe(400);
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('decided by chance, seed %i', async (seed) => {
  const decided = decidedBy(chance(seed));
  const id = await agreedBy(decided);
  const fitting = known.filter((row) => decided.employers?.includes(row.employer) ?? true);
  const { rows, left } = await readPages(id, decided.limit);
  expect(rows).toHaveLength(fitting.length);
  requireAsDecided(decided, rows, fitting);
  const { body } = await sides.rows(id, '?format=ndjson');
  const streamed = body.split('\n').filter(Boolean);
  expect(streamed.map((line) => JSON.parse(line) as Row)).toEqual(rows);
  requireNothingElse(decided, left + body, fitting);
  await requireNobodyElse(id);
});
