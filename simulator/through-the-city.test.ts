import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import { openTestCity, type TestCity } from '#testing';
import { modules } from '../apps/server/modules.ts';
import { handInDelivery, simulatorActor, standingOf } from './hand-in.ts';
import type { Manifest } from './manifest.ts';
import { readCsv } from './places.ts';
import { runSimulate } from './simulate.ts';
import { aboutOfKey, readTruthMistakes, readTruthPeople, type TruthMistake } from './truth.ts';
import { alsoBroken, brokenByOthers, claimedRule, conflictRule, holdsBack, rulesThatSee } from './visible.ts';

interface Finding {
  dataset: string;
  row_key: string;
  rule: string;
  status: string;
  closed_by_batch: string | null;
  simulated: boolean;
}

/** A seed whose three hundred people show every kind of mistake but one. */
const seed = 37;

let city: TestCity;
let context: Context;
let folder: string;
let manifest: Manifest;
let planted: TruthMistake[];
let findings: Finding[];
const batches = new Map<string, string[]>();

async function untilJoined(ids: readonly string[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await standingOf(context, ids, 0)).joined) {
    if (Date.now() > deadline) throw new Error(`batches ${ids.join()} have not joined after a minute`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Addresses are placed behind the joining; their findings come last. */
async function untilPlaced(): Promise<void> {
  const ids = [...batches.values()].flat().map((id) => `place:${id}`);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const done = await rowsOf(
      sql<{
        key: string;
      }>`select distinct key from kernel.job where status = 'done' and key = any(${ids}::text[])`,
    );
    if (done.length === new Set(ids).size) return;
    if (Date.now() > deadline)
      throw new Error(`${done.length} of ${ids.length} batches have their addresses placed`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function rowsOf<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await query.execute(context.db)).rows;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yaojiang-through-'));
  manifest = await runSimulate({ size: 'tiny', seed, out: folder });
  planted = await readTruthMistakes(folder);
  city = await openTestCity({ modules });
  context = city.platform.contextFor(simulatorActor);
  for (const round of [1, 2, 3]) {
    const ids: string[] = [];
    for (const delivery of manifest.deliveries.filter((each) => each.round === round)) {
      const id = await handInDelivery(context, folder, delivery);
      ids.push(id);
      batches.set(delivery.path, [...(batches.get(delivery.path) ?? []), id]);
    }
    await untilJoined(ids);
  }
  await untilPlaced();
  findings = await rowsOf(
    sql<Finding>`select dataset, row_key, rule, status, closed_by_batch, simulated from quality.finding`,
  );
}, 180_000);

afterAll(async () => {
  await city?.close();
  await rm(folder, { recursive: true, force: true });
});

const rulesAt = (dataset: string, key: string): string[] =>
  findings.filter((each) => each.dataset === dataset && each.row_key === key).map(({ rule }) => rule);

/** A telephone is shared by too many only where more than five come together. */
function isSeen(mistake: TruthMistake): boolean {
  if (mistake.kind !== 'phone-shared') return true;
  const sharers = planted.filter(
    (each) => each.written === mistake.written && each.dataset === mistake.dataset,
  );
  return new Set(sharers.map(({ about }) => about)).size > 5;
}

test('every mistake that a rule can see is found', () => {
  const visible = planted.filter((mistake) => rulesThatSee(mistake).length > 0 && isSeen(mistake));
  expect(visible.length).toBeGreaterThan(50);
  const missed = visible.filter(
    (mistake) => !rulesThatSee(mistake).some((rule) => rulesAt(mistake.dataset, mistake.key).includes(rule)),
  );
  expect(missed).toEqual([]);
});

test('nothing else is found, but for what a mistake breaks besides', () => {
  const mistakeOf = new Map(planted.map((mistake) => [`${mistake.dataset} ${mistake.key}`, mistake]));
  const mistaken = new Set(planted.flatMap(({ about, other }) => [about, other]));
  const unfounded = findings.filter(({ dataset, row_key: key, rule }) => {
    if (brokenByOthers.has(rule)) return false;
    // A difference of two departments is found in the rows of both, whichever of them is wrong.
    const between = rule === conflictRule || rule === claimedRule || rule.startsWith('reconciliation.');
    if (between) return !mistaken.has(aboutOfKey(dataset, key));
    const mistake = mistakeOf.get(`${dataset} ${key}`);
    return !mistake || !(rulesThatSee(mistake).includes(rule) || alsoBroken.test(rule));
  });
  expect(unfounded).toEqual([]);
});

test('everybody of whom one row is in order is one person, and nobody is two or half', async () => {
  const everybody = await readTruthPeople(folder);
  const held = new Set(
    planted
      .filter((each) => holdsBack(each) && rulesThatSee(each).length > 0)
      .map(({ file, key }) => `${file} ${key}`),
  );
  const heldByOthers = new Set(
    planted
      .filter(
        ({ dataset, kind }) =>
          dataset === 'gaj-population' && (kind === 'row-twice' || kind === 'number-of-another'),
      )
      .map(({ kind, about, other }) => (kind === 'row-twice' ? about : other)),
  );
  const given = (await readCsv(join(folder, 'truth', 'rows.csv'))).filter(
    ({ dataset }) => dataset !== 'scjg-company',
  );
  const expected = given.filter(
    ({ dataset, file, key, about }) =>
      !held.has(`${file} ${key}`) && !(dataset === 'gaj-population' && heldByOthers.has(Number(about))),
  );
  const numbers = new Set(expected.map(({ about }) => everybody[Number(about)]?.citizenId));
  const persons = await rowsOf(
    sql<{
      citizen_id: string;
      simulated: boolean;
    }>`select citizen_id, simulated from registers.person where withdrawn_at is null`,
  );
  expect(new Set(persons.map((person) => person.citizen_id))).toEqual(numbers);
  expect(persons).toHaveLength(numbers.size);
  expect(persons.every(({ simulated }) => simulated)).toBe(true);

  const members = await rowsOf(
    sql<{
      dataset: string;
      row_key: string;
      entity: string;
    }>`select dataset, row_key, entity from registers.member where dataset <> 'scjg-company'`,
  );
  const aboutOf = Map.groupBy(members, ({ entity }) => entity);
  for (const rows of aboutOf.values())
    expect(
      new Set(rows.map(({ dataset, row_key: key }) => aboutOfKey(dataset, key))).size,
      JSON.stringify(rows),
    ).toBe(1);
});

test('a number that two came with is never a merge: the second is held back or a conflict', async () => {
  const reused = planted.filter(({ kind }) => kind === 'number-of-another');
  expect(new Set(reused.map(({ dataset }) => dataset)).size).toBe(4);
  for (const { dataset, key } of reused) {
    const rules = rulesAt(dataset, key);
    expect(
      rules.some((rule) => rule === conflictRule || /\.(birth-agrees|once)$/.test(rule)),
      key,
    ).toBe(true);
    const member = await rowsOf(
      sql`select 1 from registers.member where dataset = ${dataset} and row_key = ${key}`,
    );
    expect(member, key).toEqual([]);
  }
  const later = reused.filter(({ file }) => file.includes('company-since'));
  for (const { key } of later) expect(rulesAt('scjg-company', key)).toContain(conflictRule);
});

test('a late delivery changes nothing that is newer, the same file twice is one batch', async () => {
  const late = planted.filter(({ kind }) => kind === 'delivered-late');
  expect(late.length).toBeGreaterThan(0);
  const old = await rowsOf(
    sql`select 1 from registers.person where mobile = any(${late.map(({ written }) => written)}::text[])`,
  );
  expect(old).toEqual([]);
  const [first, second, ...others] = batches.get('simulated-scjg-company-since.csv') ?? [];
  expect(second).toBe(first);
  expect(others).toEqual([]);
});

test('what came back mended is closed with the batch as its proof; the rest stays open', () => {
  const [correction] = batches.get('simulated-wjkj-health-record-correction.xlsx') ?? [];
  const closed = findings.filter(({ status }) => status === 'closed');
  expect(closed.length).toBeGreaterThan(3);
  expect(closed.every((each) => each.closed_by_batch === correction)).toBe(true);
  const open = findings.filter(
    ({ status, dataset }) => status === 'open' && dataset === 'wjkj-health-record',
  );
  expect(open.length).toBeGreaterThan(0);
  expect(findings.every(({ simulated }) => simulated)).toBe(true);
});
