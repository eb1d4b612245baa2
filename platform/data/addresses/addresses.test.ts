import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesModule } from '#platform/base/codes';
import { organisationsModule } from '#platform/base/organisations';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { addressesModule } from './index.ts';

let city: TestCity;
let clerk: Asker;

beforeAll(async () => {
  city = await openTestCity({ modules: [addressesModule, organisationsModule, codesModule] });
  clerk = city.as({ grants: { 'addresses:read': 'city' } });
});
afterAll(() => city.close());

const read = async (text: string) => (await clerk.post('/api/addresses/read', { text })).json();

test('an address of this city is placed in its village, written out in full, and has one code', async () => {
  const one = await read('余姚市梨洲街道最良村模拟听雨路三十二号');
  expect(one).toMatchObject({
    division: { code: '330281001200', name: '最良村' },
    confidence: 'certain',
    text: '浙江省宁波市余姚市梨洲街道最良村模拟听雨路32号',
    code: expect.stringMatching(/^330281001200-/),
  });
  const other = await read('余姚市余姚市梨州街道最良村 模拟听雨路３２号');
  expect([other.key, other.code]).toEqual([one.key, one.code]);
  expect([other.confidence, other.assumed]).toEqual([
    'likely',
    [{ kind: 'spelling', written: '梨州街道', taken: '梨洲街道' }],
  ]);
});

test('a village in the wrong town is not placed in silence, and it is said where it lies', async () => {
  const { confidence, code, contradictions } = await read('余姚市泗门镇最良村5号');
  expect([confidence, code]).toEqual(['open', null]);
  expect(contradictions).toEqual([
    { written: '最良村', within: '泗门镇', elsewhere: [{ code: '330281001200', name: '最良村' }] },
  ]);
});

test('a village that came into being is known at once', async () => {
  expect((await read('余姚市梨洲街道新设试验村5号')).division.name).toBe('梨洲街道');
  const keeper = city.as({ grants: { 'organisations:read': 'city', 'organisations:write': 'city' } });
  const made = await keeper.post('/api/organisations/divisions', {
    code: '330281001299',
    nameZh: '新设试验村',
    level: 'village',
    parent: '330281001',
  });
  expect(made.statusCode).toBeLessThan(300);
  expect((await read('余姚市梨洲街道新设试验村5号')).division.code).toBe('330281001299');
});

test('nobody reads without the right, and what is no text is refused', async () => {
  const asked = { text: '余姚市梨洲街道' };
  expect((await city.stranger.post('/api/addresses/read', asked)).statusCode).toBe(401);
  const other = city.as({ grants: { 'organisations:read': 'city' } });
  expect((await other.post('/api/addresses/read', asked)).json().code).toBe('identity.forbidden');
  for (const text of ['', ' 余 ', '甲'.repeat(301)])
    expect((await clerk.post('/api/addresses/read', { text })).statusCode).toBe(400);
});
