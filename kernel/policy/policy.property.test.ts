import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system, type Actor } from '../actor.ts';
import { recordHandlers } from '../record/handlers.ts';
import { maskValue } from '../record/mask.ts';
import { snapshotRecord } from '../record/snapshot.ts';
import { openTrial, type Trial } from '../record/testing/open.ts';
import { asking, settle } from './testing/asking.ts';
import { hostileModule, records } from './testing/hostile.ts';
import { oracle } from './testing/oracle.ts';
import { makeWorld, type Row, type World } from './testing/world.ts';

const now = '2026-03-01T00:00:00.000Z';
const then = '2026-02-10T00:00:00.000Z';
const names = ['chart', 'strict'] as const;
const classes = {
  name: 'personal',
  phone: 'sensitive',
  street: 'personal',
  born: 'personal',
  ward: 'sensitive',
} as const;
const styles = { name: 'name', phone: 'mobile', street: 'address', born: 'date', ward: 'hidden' } as const;
type Personal = keyof typeof classes;
const personal = Object.keys(classes) as Personal[];

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial([hostileModule()]);
});
afterAll(() => trial.close());
beforeEach(() => {
  trial.ledger.length = 0;
});

type Open = (of: 'personal' | 'sensitive', row: Row) => boolean;
const never: Open = () => false;

/** A row as it must come: each personal field as it is where it is open, masked where it is not. */
const shown = ({ place: _place, ...row }: Row, opens: Open): Record<string, unknown> => ({
  ...row,
  ...Object.fromEntries(
    personal.map((name) => [
      name,
      opens(classes[name], row as Row) ? row[name] : maskValue(row[name], styles[name]),
    ]),
  ),
});

const valuesOf = (row: Readonly<Record<string, unknown>>, like: Row) =>
  Object.fromEntries(
    Object.keys(like)
      .filter((name) => name !== 'place')
      .map((name) => [name, row[name] ?? null]),
  );

const byCode = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.toSorted((a, b) => String(a['code']).localeCompare(String(b['code'])));

/** No word of an answer may be a value that is closed to whoever asked, nor the key of a row that is hidden. */
function assertSilent(text: string, world: World, sees: (row: Row) => boolean, opens: Open, told = ''): void {
  for (const row of [...world.before, ...world.now])
    for (const name of personal) {
      const value = row[name];
      const open = sees(row) && opens(classes[name], row);
      if (value === null || open || told.includes(value) || maskValue(value, styles[name]) === value)
        continue;
      expect(text.includes(value), `${name} of ${row.code}: ${value}`).toBe(false);
    }
}

interface Scene {
  readonly world: World;
  readonly name: (typeof names)[number];
  readonly actor: Actor;
}

/** Every world with each of its actors and both records. */
async function scenes(seeds: readonly number[], play: (scene: Scene) => Promise<void>): Promise<void> {
  for (const seed of seeds) {
    const world = makeWorld(seed);
    await settle(trial, world);
    for (const name of names) for (const actor of world.actors) await play({ world, name, actor });
  }
}

const subjectsOf = (rows: readonly Row[]) =>
  [...new Set(rows.map(({ patient, code }) => patient ?? code))].toSorted();

const filters: Readonly<Record<string, (row: Row, value: string) => boolean>> = {
  patient: (row, value) => row.patient === value,
  owner: (row, value) => row.owner === value,
  division: (row, value) => row.division === value,
  score: (row, value) => row.score === Number(value),
  tags: (row, value) => row.tags?.includes(value) ?? false,
  name: (row, value) => row.name === value,
  phone: (row, value) => row.phone === value,
  born: (row, value) => row.born === value,
};

test('every list, filter, order and page holds what the oracle says and nothing else', async () => {
  await scenes([1, 2], async ({ world, name, actor }) => {
    const { sees, opens, mayOpen, opensAll } = oracle(world, name, actor, now);
    const ask = asking(trial, name, actor);
    const mine = world.now.filter(sees);
    for (const order of ['code', '-code', 'score', '-score', 'name', '-phone']) {
      const found = await ask.pages({ order });
      if (/name|phone/.test(order) && !opensAll) {
        expect(found).toMatchObject({ status: 403, code: 'records.may-not-filter' });
        continue;
      }
      if (!('answer' in found)) throw new Error(found.code);
      const rows = found.answer.items.map((row) => valuesOf(row, world.now[0] as Row));
      expect(byCode(rows)).toEqual(byCode(mine.map((row) => shown(row, never))));
      expect(found.answer.total).toBe(mine.length);
    }
    for (const [field, fits] of Object.entries(filters)) {
      const { [field as keyof Row]: value } = world.now[(actor.id.length * 7) % 24] as Row;
      if (value === null || (Array.isArray(value) && value.length === 0)) continue;
      const text = String(Array.isArray(value) ? value[0] : value);
      const found = await ask.pages({ [field]: text });
      const of = classes[field as Personal] as 'personal' | 'sensitive' | undefined;
      if (of && !mayOpen(of)) {
        expect(found, field).toMatchObject({ status: 403, code: 'records.may-not-filter' });
        continue;
      }
      if (!('answer' in found)) throw new Error(`${field}: ${found.code}`);
      const wanted = mine.filter((row) => fits(row, text) && (!of || opens(of, row)));
      expect(found.answer.items.map(({ code }) => code).toSorted()).toEqual(
        wanted.map(({ code }) => code).toSorted(),
      );
      expect(found.answer.total).toBe(wanted.length);
      assertSilent(JSON.stringify(found.answer), world, sees, never);
    }
  });
}, 240_000);

test("another actor's cursor leads to no other row, and a forged one to a refusal or to one's own rows", async () => {
  await scenes([11], async ({ world, name, actor }) => {
    const { sees } = oracle(world, name, actor, now);
    const theirs = asking(trial, name, system);
    for (const order of ['code', 'score', 'name']) {
      const page = await theirs.list({ order, limit: '5' });
      if (!('answer' in page) || page.answer.next === null) throw new Error('a page of the platform');
      const forged = Buffer.from(JSON.stringify([order, "x' or true --", 'C', 3, false])).toString(
        'base64url',
      );
      for (const after of [page.answer.next, forged]) {
        const found = await asking(trial, name, actor).list({ order, after, limit: '200' });
        if (!('answer' in found)) expect([400, 403]).toContain(found.status);
        else
          for (const { code } of found.answer.items)
            expect(world.now.some((row) => row.code === code && sees(row))).toBe(true);
      }
    }
  });
}, 240_000);

test('a detail, a history and a look back hold what the oracle says; what is hidden is as if it were not', async () => {
  await scenes([21], async ({ world, name, actor }) => {
    const { sees } = oracle(world, name, actor, now);
    const ask = asking(trial, name, actor);
    const missing = (await ask.get('C-no-such')) as { said: string };
    for (const [index, row] of world.now.slice(0, 12).entries()) {
      const old = world.before[index] as Row;
      const hidden = { status: 404, said: missing.said.replaceAll('C-no-such', row.code) };
      const present = await ask.get(row.code);
      if (sees(row)) {
        if (!('answer' in present)) throw new Error(present.code);
        expect(valuesOf(present.answer, row)).toEqual(shown(row, never));
      } else expect(present).toMatchObject(hidden);
      const past = await ask.get(row.code, { asOf: then });
      if ('answer' in past) {
        expect(sees(old)).toBe(true);
        expect(valuesOf(past.answer, old)).toEqual(shown(old, never));
      } else {
        expect(sees(old)).toBe(false);
        expect(past).toMatchObject(hidden);
      }
      const history = await ask.history(row.code);
      if ('answer' in history) {
        expect(sees(row)).toBe(true);
        expect(history.answer.items).toHaveLength(old !== row && sees(old) ? 2 : 1);
      } else expect(history).toMatchObject(hidden);
      assertSilent(JSON.stringify([present, past, history]), world, sees, never);
    }
    const back = await ask.pages({ asOf: then });
    if (!('answer' in back)) throw new Error(back.code);
    expect(back.answer.items.map(({ code }) => code).toSorted()).toEqual(
      world.before
        .filter(sees)
        .map(({ code }) => code)
        .toSorted(),
    );
  });
}, 240_000);

/** What each purpose opens of each record; undefined where it is refused. */
const purposes: readonly [string, Readonly<Record<(typeof names)[number], readonly string[] | undefined>>][] =
  [
    ['care: 复诊', { chart: ['personal', 'sensitive'], strict: ['personal', 'sensitive'] }],
    ['count', { chart: ['personal'], strict: ['personal'] }],
    ['law', { chart: ['personal', 'sensitive'], strict: undefined }],
    ['随便看看', { chart: ['personal', 'sensitive'], strict: undefined }],
  ];

test('unmasked: in the rows that rights and relations open, for the classes that the purpose opens', async () => {
  await scenes([31], async ({ world, name, actor }) => {
    const { sees, opens, mayOpen } = oracle(world, name, actor, now);
    const none = !mayOpen('personal') && !mayOpen('sensitive');
    for (const [purpose, opened] of purposes) {
      const ask = asking(trial, name, actor, purpose);
      const of = opened[name];
      trial.ledger.length = 0;
      const page = await ask.list({ reveal: 'yes', limit: '200' });
      if (of === undefined || none) {
        expect(page).toMatchObject({ status: 403 });
        expect(trial.ledger).toEqual([]);
        continue;
      }
      if (!('answer' in page)) throw new Error(page.code);
      const really: Open = (wanted, row) => of.includes(wanted) && opens(wanted, row);
      const mine = world.now.filter(sees);
      expect(byCode(page.answer.items.map((row) => valuesOf(row, world.now[0] as Row)))).toEqual(
        byCode(mine.map((row) => shown(row, really))),
      );
      for (const row of page.answer.items) {
        const known = mine.find(({ code }) => code === row['code']) as Row;
        expect(row.meta.masked).toEqual(personal.filter((each) => !really(classes[each], known)));
      }
      expect(trial.ledger).toHaveLength(1);
      expect(trial.ledger[0]?.subjects.toSorted()).toEqual(subjectsOf(mine));
      expect(trial.ledger[0]?.purpose).toBe(purpose);
      const history = await ask.history(mine[0]?.code ?? 'C-none', 'yes');
      assertSilent(JSON.stringify(history), world, sees, really);
    }
    expect(await asking(trial, name, actor).list({ reveal: 'yes' })).toMatchObject({
      status: none ? 403 : 400,
    });
  });
}, 240_000);

test('a search, a tile and a file hold rows of the oracle alone, and each look one entry about the right people', async () => {
  await scenes([41], async ({ world, name, actor }) => {
    const { sees, opens } = oracle(world, name, actor, now);
    const ask = asking(trial, name, actor, 'care');
    const mine = world.now.filter(sees);
    for (const q of ['C', '张秘', '199']) {
      trial.ledger.length = 0;
      const hits = await ask.search(q);
      if (!('answer' in hits)) throw new Error(hits.code);
      const here = hits.answer.filter(({ record }) => record === `hostile.${name}`);
      const wanted = mine.filter(
        (row) =>
          (q === 'C' && row.code.startsWith(q)) ||
          (row.name?.startsWith(q) && opens('personal', row)) ||
          (row.phone?.startsWith(q) && opens('sensitive', row)),
      );
      expect(here.map(({ key }) => key).toSorted()).toEqual(wanted.map(({ code }) => code).toSorted());
      const entries = trial.ledger.filter(({ resource }) => resource === `hostile.${name}`);
      expect(entries.map(({ subjects }) => subjects.toSorted())).toEqual(
        wanted.length > 0 ? [subjectsOf(wanted)] : [],
      );
      assertSilent(JSON.stringify(here), world, sees, never);
    }
    const tile = await ask.tile();
    if (!('answer' in tile)) throw new Error(tile.code);
    const drawn =
      Buffer.from(tile.answer.body as Uint8Array)
        .toString('latin1')
        .match(/C\d+x\d+/g) ?? [];
    expect([...new Set(drawn)].toSorted()).toEqual(
      mine
        .filter(({ place }) => place !== null)
        .map(({ code }) => code)
        .toSorted(),
    );
  });
}, 240_000);

test('an export is what the list shows, and nothing more of it can be had by its columns', async () => {
  await scenes([51], async ({ world, name, actor }) => {
    const { sees, opens, mayOpen } = oracle(world, name, actor, now);
    const mine = world.now.filter(sees);
    for (const reveal of ['no', 'yes']) {
      trial.ledger.length = 0;
      const file = await asking(trial, name, actor, 'care').exported({ reveal });
      if (reveal === 'yes' && !mayOpen('personal') && !mayOpen('sensitive')) {
        expect(file).toMatchObject({ status: 403 });
        continue;
      }
      if (!('answer' in file)) throw new Error(file.code);
      const lines = file.answer.split('\n').filter((line) => /C\d+x\d+/.test(line));
      expect(lines.map((line) => /C\d+x\d+/.exec(line)?.[0]).toSorted()).toEqual(
        mine.map(({ code }) => code).toSorted(),
      );
      assertSilent(file.answer, world, sees, reveal === 'yes' ? opens : never);
      expect(trial.ledger.map(({ action, subjects }) => [action, subjects.toSorted()])).toEqual([
        ['export', subjectsOf(mine)],
      ]);
    }
  });
}, 240_000);

test('the lake shows each actor the very rows and masks of the list', async () => {
  for (const seed of [61]) {
    const world = makeWorld(seed);
    await settle(trial, world);
    for (const record of records) await snapshotRecord(trial.contextFor(system), record);
    for (const name of names)
      for (const actor of world.actors)
        for (const reveal of [false, true]) {
          const ask = asking(trial, name, actor, 'count');
          const listed = await ask.list({ limit: '200', ...(reveal ? { reveal: 'yes' } : {}) });
          trial.ledger.length = 0;
          const found = await ask.snapshot(reveal);
          if (!('answer' in listed)) {
            expect(found).toMatchObject({ status: listed.status, code: listed.code });
            continue;
          }
          if (!('answer' in found)) throw new Error(found.code);
          const plain = (row: Readonly<Record<string, unknown>>) => {
            const { tags: _tags, score, ...rest } = valuesOf(row, world.now[0] as Row);
            return { ...rest, score: score === null ? null : Number(score) };
          };
          expect(byCode(found.answer).map(plain)).toEqual(byCode(listed.answer.items).map(plain));
          expect(trial.ledger).toHaveLength(1);
        }
  }
}, 240_000);

test('nobody writes what the oracle denies, and no refusal tells of a row that is hidden', async () => {
  await scenes([71], async ({ world, name, actor }) => {
    const { sees, writes, opens } = oracle(world, name, actor, now);
    const ask = asking(trial, name, actor);
    for (const row of world.now.slice(0, 8)) {
      const tries = [
        await ask.change(row.code, 99, { score: 3 }),
        await ask.withdraw(row.code),
        await ask.create({ code: row.code, score: 1 }),
        await ask.create({ code: row.code, score: 1, owner: 'nobody' }),
      ];
      for (const [at, each] of tries.entries()) {
        if ('answer' in each) throw new Error(`${actor.id} wrote ${row.code}`);
        expect(each.status).toBeGreaterThanOrEqual(400);
        if (at < 2 && !sees(row)) expect(each.status).toBe(404);
        if (at < 2 && sees(row))
          expect(each.code).toBe(writes(row) ? 'records.changed-meanwhile' : 'records.outside-scope');
        assertSilent(each.said, world, sees, never);
      }
      if (
        !sees(row) &&
        !writes(row) &&
        !writes({ ...row, owner: 'nobody', division: null, author: null, patient: null })
      )
        expect(tries.slice(2)).toMatchObject([
          { code: 'records.outside-scope' },
          { code: 'records.outside-scope' },
        ]);
    }
    const file = ['Code,Name,Score', ...world.now.map(({ code }) => `${code},试,1`)].join('\n');
    const record = records.find((each) => each.name === name);
    if (!record) throw new Error(name);
    const upload = { stream: Readable.from([Buffer.from(file)]), type: 'text/csv', length: undefined };
    const preview = await recordHandlers(record).upload(
      { query: { filename: 'a.csv' }, upload },
      trial.contextFor(actor),
    );
    assertSilent(JSON.stringify(preview), world, sees, opens, file);
  });
}, 240_000);

test('a withdrawn or ended relation opens nothing from the next question on', async () => {
  const world = makeWorld(81);
  const doctor: Actor = {
    id: 'dr',
    kind: 'official',
    name: 'dr',
    grants: new Map([['hostile:read', 'own']]),
  };
  const patient = world.now.find((row) => row.patient !== null)?.patient ?? '';
  const relation = {
    kind: 'doctor',
    holder: 'actor:dr',
    subject: patient,
    begins: now,
    ends: '2026-03-01T01:00:00.000Z',
  };
  await settle(trial, { ...world, relations: [relation] });
  const count = async () => {
    const page = await asking(trial, 'chart', doctor).list({});
    return 'answer' in page ? page.answer.items.length : page.code;
  };
  expect(await count()).toBe(world.now.filter((row) => row.patient === patient).length);
  trial.clock.advance(3_600_000);
  expect(await count()).toBe(0);
  trial.clock.set(now);
  expect(await count()).toBeGreaterThan(0);
  await settle(trial, { ...world, relations: [] });
  expect(await count()).toBe(0);
});

test('where nobody knows relations none stands, and none is never everything', async () => {
  const bare = await openTrial([hostileModule(false)]);
  try {
    const world = makeWorld(91);
    await settle(bare, world);
    const actor: Actor = { id: 'x', kind: 'official', name: 'x', grants: new Map([['hostile:read', 'own']]) };
    for (const name of names) {
      const page = await asking(bare, name, actor).list({});
      expect('answer' in page && page.answer.items).toEqual([]);
      expect('answer' in page && page.answer.total.value).toBe(0);
    }
  } finally {
    await bare.close();
  }
});
