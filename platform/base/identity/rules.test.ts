import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCity } from '#kernel/city';
import { defineModule } from '#kernel/module';
import { rolesCheck, rolesFile } from './city.ts';
import { undeclaredPermissions } from './load.ts';
import { costOf, hashPassword, isOutdated, passwordMatches } from './password.ts';
import { afterFailure, dutiesClash, isLocked, passwordFaults, readGrants, sessionLives } from './rules.ts';

test.each([
  ['Yuyao-Bridge-8', 0],
  ['short-A1', 1],
  ['alllowercaseletters', 1],
  ['ALLCAPITALS12', 1],
  ['Has-The-LIN-in-it', 1],
  ['lin1', 3],
  [`Aa-${'x'.repeat(130)}`, 1],
  ['四明山下Ab一二三四', 1],
  ['四明山下Ab12三四', 0],
])('the password %s has %i faults', (password, faults) => {
  expect(passwordFaults(password, 'lin')).toHaveLength(faults);
});

const cost = costOf({ PASSWORD_COST: 12 });

test('a hash says yes to its password only, carries its cost, and is never twice the same', async () => {
  const [one, other] = await Promise.all([
    hashPassword('Yuyao-Bridge-8', cost),
    hashPassword('Yuyao-Bridge-8', cost),
  ]);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^scrypt\$4096\$8\$3\$/);
  expect(await passwordMatches('Yuyao-Bridge-8', one, cost)).toBe(true);
  expect(await passwordMatches('Yuyao-Bridge-9', one, cost)).toBe(false);
  expect(await passwordMatches('', undefined, cost)).toBe(false);
  expect([isOutdated(one, cost), isOutdated(one.replace('$3$', '$1$'), cost)]).toEqual([false, true]);
}, 90_000);

test('the fifth failure within a quarter of an hour locks, and no later one unlocks', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 1, minute));
  let known = afterFailure(undefined, at(0));
  for (const minute of [1, 2, 3]) known = afterFailure(known, at(minute));
  expect([known.failures, isLocked(known, at(3))]).toEqual([4, false]);
  expect(afterFailure(known, at(30))).toMatchObject({ failures: 1, lockedUntil: null });
  const locked = afterFailure(known, at(4));
  expect(locked.lockedUntil).toBe(at(19).toISOString());
  expect(afterFailure(locked, at(5)).lockedUntil).toBe(locked.lockedUntil);
  expect([isLocked(locked, at(18)), isLocked(locked, at(19))]).toEqual([true, false]);
  expect(afterFailure(locked, at(19))).toMatchObject({ failures: 1, lockedUntil: null });
});

const session = { seenAt: '2026-03-02T08:00:00Z', endsAt: '2026-03-03T01:00:00Z', endedAt: null };
test.each([
  ['2026-03-02T15:59:59Z', session, true],
  ['2026-03-02T16:00:00Z', session, false],
  ['2026-03-03T01:00:00Z', { ...session, seenAt: '2026-03-03T00:59:00Z' }, false],
  ['2026-03-02T08:00:01Z', { ...session, endedAt: '2026-03-02T08:00:00Z' }, false],
])('at %s a session lives or not', (now, times, lives) => {
  expect(sessionLives(times, new Date(now))).toBe(lives);
});

test('grants: the widest scope counts, the city when none is said; anything else is refused', () => {
  const held = readGrants(['a:read@own', 'a:read@division', 'a:read@department', 'b:write']);
  expect([...held]).toEqual([
    ['a:read', 'division'],
    ['b:write', 'city'],
  ]);
  for (const wrong of ['everything', 'a:read@galaxy', '*', 'a:read@'])
    expect(() => readGrants([wrong]), wrong).toThrow(RangeError);
});

test.each([
  [[], false],
  [[null, 'audit', 'audit', null], false],
  [['audit', 'security'], true],
  [['system', null, 'security'], true],
])('duties %j clash: %s', (duties, clash) => {
  expect(dutiesClash(duties)).toBe(clash);
});

const folder = join(import.meta.dirname, '..', '..', '..', 'cities', 'yuyao');

test.each([
  [
    'breaks glass and unmasks all',
    ['emergency:break@own', 'registers:reveal@city'],
    ['identity.breaks-nothing'],
  ],
  ['has tasks and is told of none', ['tasks:own@own'], ['identity.not-told']],
  ['administers and audits', ['identity:manage@city', 'ledger:audit@city'], ['identity.duties-clash']],
  [
    'is in order',
    ['emergency:break@own', 'registers:reveal@own', 'tasks:own@own', 'notifications:own@own'],
    [],
  ],
])('a role that %s', async (_what, grants, codes) => {
  const other = await mkdtemp(join(tmpdir(), 'yaojiang-roles-'));
  try {
    const roles = [{ code: 'some', title: { zh: '某', en: 'some' }, grants }];
    await writeFile(join(other, 'roles.yaml'), JSON.stringify({ roles }));
    const { faults } = await readCity(other, [rolesFile], [rolesCheck]);
    expect(faults.map(({ code }) => code)).toEqual(codes);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});

test("the city's roles are in order, and a permission that no module knows is told", async () => {
  const { city, faults } = await readCity(folder, [rolesFile], [rolesCheck]);
  expect(faults).toEqual([]);
  const { roles } = city.get(rolesFile);
  const declaring = (...permissions: string[]) =>
    defineModule({
      id: 'some',
      title: { zh: '某', en: 'some' },
      folder,
      dependsOn: [],
      permissions: Object.fromEntries(permissions.map((each) => [each, { zh: each, en: each }])),
    });
  const granted = [
    ...new Set(roles.flatMap(({ grants }) => grants.map((grant) => grant.split('@')[0] ?? ''))),
  ];
  expect(undeclaredPermissions(roles, [declaring(...granted)])).toEqual([]);
  expect(
    undeclaredPermissions([...roles, { grants: ['regsters:read@city'] }], [declaring(...granted)]),
  ).toEqual(['regsters:read']);
});
