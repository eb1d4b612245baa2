import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { system, type Actor, type Scope } from '../actor.ts';
import { recordHandlers } from '../record/handlers.ts';
import { snapshotRecord } from '../record/snapshot.ts';
import { openTrial } from '../record/testing/open.ts';
import { asking, settle } from './testing/asking.ts';
import { hostileModule, records } from './testing/hostile.ts';
import { oracle } from './testing/oracle.ts';
import {
  answerOf,
  assertSilent,
  byCode,
  codesOf,
  entriesOf,
  names,
  never,
  now,
  stage,
  valuesOf,
  type Scene,
} from './testing/scenes.ts';
import { makeWorld, type Row } from './testing/world.ts';

const { trial, play } = stage();
const minutes = 240_000;

test(
  'an export is what the list shows, with one entry about the right people',
  async () => {
    await play([51], async ({ world, name, actor }) => {
      const { sees, opens, mayReveal } = oracle(world, name, actor, now);
      const mine = world.now.filter(sees);
      for (const reveal of ['no', 'yes']) {
        trial().ledger.length = 0;
        const found = await asking(trial(), name, actor, 'care').exported({ reveal });
        if (reveal === 'yes' && !mayReveal) {
          expect(found).toMatchObject({ status: 403 });
          continue;
        }
        const file = answerOf(found);
        expect(
          (file.match(/^\W?C\d+x\d+/gm) ?? []).map((code) => ({ code: code.replace(/^\W/, '') })),
        ).toHaveLength(mine.length);
        for (const { code } of world.now)
          expect(file.includes(code)).toBe(mine.some((row) => row.code === code));
        assertSilent(file, { world, sees, opens: reveal === 'yes' ? opens : never });
        const noted = trial().ledger.map(({ action, detail, subjects }) => [
          action,
          detail?.['fields'],
          subjects.toSorted(),
        ]);
        const opened = reveal === 'yes' ? opens : never;
        expect(noted).toEqual(entriesOf(mine, opened).map((entry) => ['export', ...entry]));
      }
    });
  },
  minutes,
);

/** Rows of the two engines in one form: big integers as numbers, lists left out. */
const plain = (row: Readonly<Record<string, unknown>>) => {
  const { tags: _tags, score, ...rest } = valuesOf(row);
  return { ...rest, score: score === null ? null : Number(score) };
};

const noted = () =>
  trial()
    .ledger.splice(0)
    .map(({ detail, subjects }) => [detail?.['fields'], subjects.toSorted()]);

async function compareLake({ name, actor }: Scene, reveal: boolean): Promise<void> {
  const ask = asking(trial(), name, actor, 'count');
  noted();
  const listed = await ask.list({ limit: '200', ...(reveal ? { reveal: 'yes' } : {}) });
  const entries = noted();
  const found = await ask.snapshot(reveal);
  if (!('answer' in listed)) {
    expect(found).toMatchObject({ status: listed.status, code: listed.code });
    return;
  }
  expect(byCode(answerOf(found)).map(plain)).toEqual(byCode(listed.answer.items).map(plain));
  expect(noted()).toEqual(entries);
}

test(
  'the lake shows each actor the very rows and masks of the list',
  async () => {
    const snapshots = async () => {
      for (const record of records) await snapshotRecord(trial().contextFor(system), record);
    };
    await play(
      [61, 62],
      async (scene) => {
        await compareLake(scene, false);
        await compareLake(scene, true);
      },
      snapshots,
    );
  },
  minutes,
);

/** Everything that somebody could try to do to a row that is not theirs, by a revision that none has. */
async function tryAll({ name, actor }: Scene, row: Row) {
  const ask = asking(trial(), name, actor);
  return {
    change: await ask.change(row.code, 99, { score: 3 }),
    withdraw: await ask.withdraw(row.code),
    create: await ask.create({ code: row.code, score: 1 }),
    claim: await ask.create({ code: row.code, score: 1, owner: 'nobody' }),
  };
}

test(
  'nobody writes what the oracle denies, and no refusal tells of a row that is hidden',
  async () => {
    await play([71], async (scene) => {
      const { world, name, actor } = scene;
      const { sees, writes } = oracle(world, name, actor, now);
      for (const row of world.now.slice(0, 8)) {
        const { change, withdraw, create, claim } = await tryAll(scene, row);
        const known = writes(row) ? 'records.changed-meanwhile' : 'records.outside-scope';
        const code = sees(row) ? known : 'request.not-found';
        expect([change, withdraw]).toMatchObject([{ code }, { code }]);
        for (const each of [create, claim]) expect('answer' in each).toBe(false);
        assertSilent([change, withdraw, create, claim], { world, sees, opens: never });
        const blank = { ...row, owner: 'nobody', division: null, author: null, patient: null };
        if (!sees(row) && !writes(row) && !writes(blank))
          expect([create, claim]).toMatchObject(Array(2).fill({ code: 'records.outside-scope' }));
      }
    });
  },
  minutes,
);

test(
  'the preview of an import tells nothing of rows that stand',
  async () => {
    await play([81], async ({ world, name, actor }) => {
      const { sees, opens } = oracle(world, name, actor, now);
      const record = records.find((each) => each.name === name);
      if (!record) throw new Error(name);
      const file = ['Code,Name,Score', ...world.now.map(({ code }) => `${code},试,1`)].join('\n');
      const upload = { stream: Readable.from([Buffer.from(file)]), type: 'text/csv', length: undefined };
      const context = trial().contextFor(actor);
      const preview = await recordHandlers(record).upload({ query: { filename: 'a.csv' }, upload }, context);
      assertSilent(preview, { world, sees, opens }, file);
    });
  },
  minutes,
);

const official = (id: string, scope: Scope = 'own'): Actor => ({
  id,
  kind: 'official',
  name: id,
  grants: new Map([['hostile:read', scope]]),
});

test('a withdrawn or ended relation opens nothing from the next question on', async () => {
  const world = makeWorld(91);
  const subject = world.now.find((row) => row.patient !== null)?.patient ?? '';
  const ends = '2026-03-01T01:00:00.000Z';
  await settle(trial(), {
    ...world,
    relations: [{ kind: 'doctor', holder: 'actor:dr', subject, begins: now, ends }],
  });
  const seen = async () => codesOf(answerOf(await asking(trial(), 'chart', official('dr')).list({})).items);
  const patients = codesOf(world.now.filter((row) => row.patient === subject));
  expect(await seen()).toEqual(patients);
  trial().clock.advance(3_600_000);
  expect(await seen()).toEqual([]);
  trial().clock.set(now);
  expect(await seen()).toEqual(patients);
  await settle(trial(), { ...world, relations: [] });
  expect(await seen()).toEqual([]);
});

test('where nobody knows relations none stands, and none is never everything', async () => {
  const bare = await openTrial([hostileModule(false)]);
  try {
    await settle(bare, makeWorld(92));
    // Of the department, but of none: only relations are left, and there are none of these either.
    for (const name of names)
      for (const scope of ['own', 'department'] as const) {
        const { items, total } = answerOf(await asking(bare, name, official('x', scope)).list({}));
        expect([items, total.value]).toEqual([[], 0]);
      }
  } finally {
    await bare.close();
  }
});
