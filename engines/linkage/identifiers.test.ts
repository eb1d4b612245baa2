import { afterEach, expect, test, vi } from 'vitest';
import { link, parseLinkageConfig } from './index.ts';
import { settles } from './settle.ts';
import { numberOf, people, type Person } from './test-people.ts';
import { openTestSession } from './test-session.ts';

vi.setConfig({ testTimeout: 60_000 });

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const compare = (birth: boolean) => [
  { column: 'name', as: 'chinese-name' },
  { column: 'number', as: 'citizen-id', ...(birth && { birth: 'day' }) },
  { column: 'day', as: 'date' },
  { column: 'address', as: 'address' },
];
const config = (birth: boolean, overrule?: number) =>
  parseLinkageConfig({
    id: 'id',
    unique: ['left', 'right'],
    compare: compare(birth),
    bands: { link: 0.5, clerical: 0.1, ...(overrule !== undefined && { overrule }) },
  });

/** Three hundred people on the left, two hundred of them on the right, and those of the case. */
async function linked(
  by: ReturnType<typeof config>,
  { left, right }: { readonly left: readonly Person[]; readonly right: readonly Person[] },
) {
  const session = await openTestSession();
  open.push(session);
  const some = people(300, 3);
  const write = (name: string, rows: readonly Person[]) =>
    session.run(
      `create table ${name} as select unnest(from_json($1, '[{"id":"VARCHAR","name":"VARCHAR","number":"VARCHAR","day":"VARCHAR","address":"VARCHAR"}]'), recursive := true)`,
      [JSON.stringify(rows)],
    );
  await write('a', [...some, ...left]);
  await write('b', [...some.slice(0, 200).map((each) => ({ ...each, id: `q${each.id}` })), ...right]);
  await link(session, by, { left: 'a', right: 'b' }, { vintage: 'test' });
  return session.rows<{ left_id: string; right_id: string; band: string; layer: string }>(
    `select left_id, right_id, band, layer from link_result where left_id like 'x%' or right_id like 'y%' order by 1, 2`,
  );
}

const father: Person = {
  id: 'x1',
  name: '欧阳建国',
  number: numberOf('19600506', 501),
  day: '1960-05-06',
  address: '江南路888号9幢901室',
};

test('a number with another birth date than its record proves nothing', async () => {
  const son: Person = { ...father, id: 'y1', name: '欧阳小明', day: '1990-11-23' };
  const without = await linked(config(false), { left: [father], right: [son] });
  expect(without.map(({ layer }) => layer)).toEqual([expect.stringMatching(/^(identifier|conflict)$/)]);
  const withBirth = await linked(config(true), { left: [father], right: [son] });
  expect(withBirth.filter(({ layer }) => layer !== 'weight')).toEqual([]);
});

const mistaken: Person = { ...father, id: 'y1', number: numberOf('19600506', 777) };

test('two different proved numbers: a person decides, or all else together outweighs them when it may', async () => {
  const careful = await linked(config(true), { left: [father], right: [mistaken] });
  expect(careful).toEqual([{ left_id: 'x1', right_id: 'y1', band: 'clerical', layer: 'contradiction' }]);
  const overruled = await linked(config(true, 0.99), { left: [father], right: [mistaken] });
  expect(overruled).toEqual([{ left_id: 'x1', right_id: 'y1', band: 'link', layer: 'contradiction' }]);
});

test('what its number proves is settled, and the other number is looked for no further', async () => {
  const right = [mistaken, { ...father, id: 'y2' }];
  const rows = await linked(config(true, 0.99), { left: [father], right });
  expect(rows).toEqual([{ left_id: 'x1', right_id: 'y2', band: 'link', layer: 'identifier' }]);
});

test('who agrees in nothing but what a household has in common is linked by nobody', async () => {
  const by = (shared: boolean) =>
    parseLinkageConfig({
      id: 'id',
      unique: ['left', 'right'],
      compare: [
        { column: 'name', as: 'chinese-name' },
        { column: 'day', as: 'date' },
        { column: 'address', as: 'address', shared },
        { name: 'door', column: 'address', as: 'exact', shared },
        { name: 'place', column: 'address', as: 'code', shared },
      ],
    });
  const daughter: Person = { ...father, id: 'y1', name: '欧阳诗依', day: '1990-11-23' };
  const alike = { left: [father], right: [daughter] };
  expect(await linked(by(false), alike)).toMatchObject([{ band: 'link', layer: 'weight' }]);
  expect(await linked(by(true), alike)).toMatchObject([{ band: 'clerical', layer: 'household' }]);
  const same = { left: [father], right: [{ ...father, id: 'y1' }] };
  expect(await linked(by(true), same)).toMatchObject([{ band: 'link', layer: 'weight' }]);
});

// Bits: name equal 5, different -4; number equal 20, different -5; day equal 8, different -6.
const parameters = {
  prior: 0.5,
  m: [
    [2 ** -4, 0, 0, 0, 0, 2 ** -1],
    [2 ** -5, 0, 0, 2 ** -1],
    [2 ** -6, 0, 0, 0, 0, 2 ** -1],
  ],
  u: [
    [1, 1, 1, 1, 1, 2 ** -6],
    [1, 1, 1, 2 ** -21],
    [1, 1, 1, 1, 1, 2 ** -9],
  ],
};
const three = config(true).compare.slice(0, 3);

test.each([
  ['all equal', [6, 4, 6], true],
  ['number alone, nothing else known: twenty bits are enough', [0, 4, 0], true],
  ['one thing speaks against it', [1, 4, 6], true],
  ['so much against it that somebody must look', [1, 4, 1], false],
  ['all but the number', [6, 0, 6], false],
  ['another number', [6, 1, 6], false],
])('settled by its number: %s', (_, digits, settled) => {
  expect(settles(digits, three, parameters)).toBe(settled);
});
