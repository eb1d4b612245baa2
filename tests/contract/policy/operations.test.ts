import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InjectOptions } from 'fastify';
import { kernelModules } from '#kernel/platform';
import { recordOperations } from '#kernel/record';
import type { Operation } from '#kernel/operation';
import { openTestCity, type TestCity } from '#testing';
import { modules } from '../../../apps/server/modules.ts';

interface Asked {
  readonly id: string;
  readonly module: string;
  readonly op: Operation;
  /** One of those that every record has, all made by the same piece. */
  readonly ofRecord: boolean;
}

/** Every operation of every module, its records' among them. */
const everyOperation: readonly Asked[] = [...kernelModules, ...modules].flatMap(
  ({ id: module, mounted, records = [] }) =>
    [
      ...Object.entries(mounted?.operations ?? {}).map(([name, op]) => ({ name, op, ofRecord: false })),
      ...records.flatMap(({ record }) =>
        Object.entries(recordOperations(record)).map(([name, op]) => ({
          name: `${record.name}.${name}`,
          op: op as Operation,
          ofRecord: true,
        })),
      ),
    ].map(({ name, ...rest }) => ({ id: `${module}.${name}`, module, ...rest })),
);

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules, work: false });
}, 120_000);
afterAll(() => city.close());

const urlOf = ({ module, op }: Asked, value = '1', query = ''): string =>
  `/api/${module}${op.path === '/' ? '' : op.path}`.replaceAll(/:\w+/g, encodeURIComponent(value)) + query;

const bodyOf = ({ op }: Asked): Pick<InjectOptions, 'payload' | 'headers'> => {
  if (op.upload)
    return { payload: Buffer.from('a,b\n1,2\n'), headers: { 'content-type': 'application/octet-stream' } };
  return op.body ? { payload: {} } : {};
};

const ask = async (asked: Asked, actor: string | undefined, more: Omit<InjectOptions, 'method'> = {}) => {
  const { headers, ...body } = { ...bodyOf(asked), ...more };
  const by = actor ? { 'x-test-actor': actor } : {};
  return city.app.inject({
    url: urlOf(asked),
    ...body,
    method: asked.op.method,
    headers: { ...by, ...headers },
  });
};

const guarded = everyOperation.filter(({ op }) => op.permission !== 'public');

test('there are operations to ask, and each names its permission', () => {
  expect(guarded.length).toBeGreaterThan(100);
});

test('a stranger is told to sign in at every operation, and learns nothing else', async () => {
  for (const asked of guarded) {
    const answer = await ask(asked, undefined);
    expect(`${asked.id} ${answer.statusCode} ${answer.json().code}`).toBe(
      `${asked.id} 401 identity.sign-in-needed`,
    );
    expect(Object.keys(answer.json()).toSorted()).toEqual([
      'code',
      'detail',
      'instance',
      'status',
      'title',
      'type',
    ]);
  }
}, 120_000);

test('who holds every other permission is refused at every operation, and learns which it lacks', async () => {
  const permissions = [...new Set(guarded.map(({ op }) => op.permission))];
  for (const asked of guarded) {
    const others = permissions.filter((each) => each !== asked.op.permission);
    const id = `lacks ${asked.op.permission}`;
    city.as({ id, grants: Object.fromEntries(others.map((each) => [each, 'city'])) });
    const answer = await ask(asked, id);
    expect(`${asked.id} ${answer.statusCode} ${answer.json().code}`).toBe(
      `${asked.id} 403 identity.forbidden`,
    );
    expect(answer.json().extra).toEqual({ permission: asked.op.permission });
  }
}, 120_000);

const bodies: readonly unknown[] = [
  [],
  'text',
  { revision: 'x', values: null, mapping: 7, query: [], kind: {}, id: [] },
  { revision: 1, reason: 'x', values: { no: 'such' }, body: '\u0000' },
  { revision: 2 ** 40, values: {}, reason: '\ud800', limit: -1 },
];

const values = ['1', '../..', '%', '💥', "' or 1=1 --", 'x'.repeat(190), '-1', '99999999999999999999'];

const queries = [
  '?limit=x',
  '?limit=1e9',
  '?after=AAAA',
  `?after=${Buffer.from('["id",null,"x",0,false]').toString('base64url')}`,
  '?order=nothing',
  '?asOf=yesterday',
  '?asOf=0001-01-01T00:00:00Z',
  '?reveal=yes',
  "?q=%25'%5C",
  '?q=%00',
  '?from=2026-13-45&to=x',
  '?x=1&x=2',
  '?limit=1&limit=2',
  '?kind=%F0%9F%92%A5&status=x',
  '?format=exe&filename=%00',
  '?before=-1&sequence=1e400',
];

/** Operations of a stream that stays open have no answer to wait for. */
const answers = (asked: Asked): boolean => !/\/(stream|events\/live)$/.test(asked.op.path);

/**
 * Of records, whose operations one piece makes, each gets an eighth of the garbage, and the same one of the next record the
 * next eighth, so that each kind of operation meets all of it; an operation written by hand gets all of it itself.
 */
const shares = 8;
const share = <T>(garbage: readonly T[], { ofRecord }: Asked, turn: number): readonly T[] =>
  ofRecord ? garbage.filter((_, index) => index % shares === turn % shares) : garbage;

/** How many records before it have the same operation. */
const turns = new Map<Asked, number>();
for (const each of Map.groupBy(
  everyOperation.filter(({ ofRecord }) => ofRecord),
  ({ id }) => id.split('.').at(-1),
).values())
  for (const [turn, asked] of each.entries()) turns.set(asked, turn);

test('garbage is refused by every operation as the asker’s mistake, never as the platform’s failure', async () => {
  const overseer = 'policy-overseer';
  city.as({ id: overseer, organisation: '330281-jxj', division: '330281', grants: { '*': 'city' } });
  const failed: string[] = [];
  const note = async (asked: Asked, what: string, more: Omit<InjectOptions, 'method'>) => {
    const answer = await ask(asked, overseer, more);
    if (answer.statusCode >= 500) failed.push(`${asked.id} ${what}: ${answer.body.slice(0, 200)}`);
  };
  for (const asked of everyOperation.filter(answers)) {
    const turn = turns.get(asked) ?? 0;
    if (asked.op.method === 'GET')
      for (const query of share(queries, asked, turn))
        await note(asked, query, { url: urlOf(asked, '1', query) });
    else
      for (const body of share(bodies, asked, turn))
        await note(asked, JSON.stringify(body), {
          payload: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        });
    if (/:\w/.test(asked.op.path))
      for (const value of share(values, asked, turn)) await note(asked, value, { url: urlOf(asked, value) });
  }
  expect(failed).toEqual([]);
}, 240_000);
