import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import {
  draw,
  merge,
  newReplica,
  poolsDigest,
  receive,
  requestOf,
  seedOf,
  type Draw,
  type Replica,
} from '#platform/matter/inspections/contract';
import {
  addConflict,
  bureau,
  city,
  codeOf,
  drawsNow,
  fillIn,
  inspectors,
  makePlan,
  office,
  open,
  put,
  seal,
  send,
  teamAt,
} from './testing/bureau.ts';

afterAll(() => city.close());

test('a draw is sealed before a word is said, excludes conflicts, and can be repeated by anyone', async () => {
  expect((await makePlan('draw-1')).json()).toMatchObject({ state: 'planned' });
  expect((await addConflict('inspector-lu', 'demo-yunwu')).json()).toMatchObject({ organisation: bureau });
  expect((await seal('draw-1')).statusCode).toBe(200);
  const [sealed] = await drawsNow();
  expect(sealed).toMatchObject({ plan: 'draw-1', secret: null, drawnAt: null, result: [] });
  expect(await codeOf(seal('draw-1'))).toBe('inspections.sealed-already');
  expect(await codeOf(office.post('/api/inspections/plans/draw-1/draw', { word: 'my own word' }))).toBe(
    'inspections.same-hand',
  );
  const answers = await Promise.all([open('draw-1'), open('draw-1')]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  expect((await drawsNow()).find(({ plan }) => plan === 'draw-1')).not.toHaveProperty('pools');
  const drawn = (await city.stranger.get('/api/inspections/draws/draw-1')).json<Draw>();
  if (!drawn.secret || !drawn.word) throw new Error('not drawn');
  // What a stranger does with what is published.
  expect(createHash('sha256').update(drawn.secret).digest('hex')).toBe(sealed?.commitment);
  const digest = await poolsDigest(drawn.pools);
  expect(digest).toBe(sealed?.digest);
  expect(await draw(await seedOf(drawn.secret, digest, drawn.word), drawn.pools)).toEqual(drawn.result);
  expect(await draw(await seedOf(drawn.secret, digest, 'another word'), drawn.pools)).not.toEqual(
    drawn.result,
  );
  const all = await draw(await seedOf(drawn.secret, digest, drawn.word), { ...drawn.pools, wanted: 6 });
  expect(all.find(({ object }) => object === 'demo-yunwu')?.inspectors).not.toContain('inspector-lu');
});

test('refused: a plan too large, a plan changed once sealed, another office, too few without conflict', async () => {
  await makePlan('draw-2', { wanted: 7 });
  expect(await codeOf(seal('draw-2'))).toBe('inspections.too-few-objects');
  await makePlan('draw-3', { team: 3 });
  expect(await codeOf(seal('draw-3'))).toBe('inspections.too-few-inspectors');
  await makePlan('draw-4');
  await seal('draw-4');
  const row = (await office.get('/api/inspections/plans/draw-4')).json<{ meta: { revision: number } }>();
  const change = await office.patch('/api/inspections/plans/draw-4', {
    values: { wanted: 3 },
    revision: row.meta.revision,
    reason: '试验',
  });
  expect(change.json()).toMatchObject({ code: 'inspections.plan-drawn' });
  const other = city.as({
    id: 'other',
    organisation: '330281-wsj',
    grants: { 'inspections:plan': 'department' },
  });
  expect(await codeOf(other.post('/api/inspections/plans/draw-4/seal', {}))).toBe('request.not-found');
  expect((await makePlan('draw-5', { kind: 'unheard-of' })).json()).toMatchObject({
    errors: [{ code: 'inspections.no-kind' }],
  });
});

test('two phones without network, lost answers and replays: the server and both phones end equal', async () => {
  const { one, two, visit, outsider } = await teamAt('offline');
  let a = fillIn(newReplica('phone-a'), visit, ['cold']);
  let b = put(newReplica('phone-b'), 'item.cold', { mark: 'ok' });
  b = put(b, 'note', '后厨整洁');
  await send(one, visit.id, a);
  // The answer was lost: the phone sends all of it again, twice, with what came since.
  a = put(a, 'item.waste', { mark: 'wrong' });
  const [first, again] = await Promise.all([send(one, visit.id, a), send(one, visit.id, a)]);
  a = receive(receive(a, again), first);
  b = receive(b, await send(two, visit.id, b));
  a = receive(a, await send(one, visit.id, a));
  expect([a.unsent, b.unsent]).toEqual([[], []]);
  const said = (await office.get(`/api/inspections/visits/${visit.id}/sheet`)).json<{
    edits: Replica['edits'];
  }>();
  expect(said.edits).toHaveLength(13);
  for (const { edits } of [a, b]) expect([...merge(edits)]).toEqual([...merge(said.edits)]);
  expect(merge(b.edits).get('item.cold')).toMatchObject({ conflict: true });
  if (outsider)
    expect(await codeOf(outsider.post(`/api/inspections/visits/${visit.id}/sync`, requestOf(a)))).toBe(
      'inspections.not-drawn',
    );
  const refused = put(a, 'item.ceiling', { mark: 'ok' });
  expect((await send(one, visit.id, refused)).refused).toMatchObject([{ code: 'inspections.no-item' }]);

  expect(await codeOf(one.post(`/api/inspections/visits/${visit.id}/conclude`, {}))).toBe(
    'inspections.conflicts',
  );
  a = put(a, 'item.cold', { mark: 'ok' });
  a = receive(a, await send(one, visit.id, a));
  expect(await codeOf(one.post(`/api/inspections/visits/${visit.id}/conclude`, {}))).toBe(
    'inspections.not-done',
  );
});

// The smallest PNG: one grey pixel.
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

test('a restaurant is inspected, graded, ordered to mend, rechecked, and the public reads it', async () => {
  const { one, two, visit, object } = await teamAt('whole');
  const sha256 = createHash('sha256').update(png).digest('hex');
  let phone = fillIn(newReplica('phone-c'), visit, ['cold', 'waste']);
  phone = put(phone, `photo.${sha256}`, { item: 'cold', type: 'image/png', bytes: png.length });
  phone = put(phone, 'done', true);
  phone = receive(phone, await send(one, visit.id, phone));
  const conclude = () => one.post(`/api/inspections/visits/${visit.id}/conclude`, {});
  expect(await codeOf(conclude())).toBe('inspections.photos-missing');
  const photos = `/api/inspections/visits/${visit.id}/photos`;
  expect((await one.upload(`${photos}?sha256=${'0'.repeat(64)}`, 'p.png', png)).json()).toMatchObject({
    code: 'inspections.wrong-digest',
  });
  for (const who of [one, one, two])
    expect((await who.upload(`${photos}?sha256=${sha256}`, 'p.png', png)).statusCode).toBe(200);
  expect((await office.get(`${photos}/${sha256}`)).rawPayload.equals(png)).toBe(true);

  const answers = await Promise.all([conclude(), conclude()]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  expect(answers.find(({ statusCode }) => statusCode === 200)?.json()).toEqual({
    score: 85,
    grade: 'B',
    findings: 2,
  });
  const late = put(phone, 'note', '太晚');
  expect((await send(one, visit.id, late)).refused).toMatchObject([
    { code: 'inspections.concluded-already' },
  ]);

  const seen = async () =>
    (await city.stranger.get(`/api/food-safety/public/restaurants/${object}`)).json<{
      grade: string;
      mending: boolean;
      simulated: boolean;
      outcomes: { score: number; mendBy: string; findings: { item: string; mended: boolean }[] }[];
    }>();
  expect(await seen()).toMatchObject({ grade: 'B', mending: true, simulated: true });
  // Ten working days from 30 November: to the end of 14 December.
  expect((await seen()).outcomes[0]?.mendBy.slice(0, 10)).toBe('2026-12-14');
  const inbox = (await one.get('/api/tasks?kind=inspections.recheck')).json<{ items: { count: number }[] }>();
  expect(inbox.items).toMatchObject([{ count: 2, simulated: true }]);

  const recheck = (items: object[]) => one.post(`/api/inspections/visits/${visit.id}/recheck`, { items });
  expect(await codeOf(recheck([{ item: 'cold', mended: true }]))).toBe('inspections.recheck-incomplete');
  const half = await recheck([
    { item: 'cold', mended: true },
    { item: 'waste', mended: false, note: '仍未加盖' },
  ]);
  expect(half.json()).toEqual({ state: 'mending' });
  expect((await recheck([{ item: 'waste', mended: true }])).json()).toEqual({ state: 'closed' });
  expect(await codeOf(recheck([{ item: 'waste', mended: true }]))).toBe('inspections.not-rectifying');
  const { outcomes, mending } = await seen();
  expect(mending).toBe(false);
  expect(outcomes[0]?.findings.map(({ item, mended }) => [item, mended])).toEqual([
    ['cold', true],
    ['waste', true],
  ]);
  expect((await one.get('/api/tasks?kind=inspections.recheck')).json()).toMatchObject({ items: [] });
});

test('anyone finds a restaurant by name and grade', async () => {
  const find = async (query: string) =>
    (await city.stranger.get(`/api/food-safety/public/restaurants?${query}`)).json<{
      items: { grade: string | null }[];
      next: string | null;
    }>();
  expect((await find('grade=B')).items).toMatchObject([{ grade: 'B' }]);
  expect((await find(`q=${encodeURIComponent('面馆')}`)).items).toHaveLength(1);
  const page = await find('limit=4');
  expect(page.items).toHaveLength(4);
  expect((await find(`limit=4&after=${page.next}`)).items).toHaveLength(2);
  expect((await city.stranger.get('/api/food-safety/public/restaurants/nowhere')).statusCode).toBe(404);
});

test('who of a team is off duty is replaced by the seed of the draw; nobody replaces who is there', async () => {
  const { one, visit, outsider, object } = await teamAt('gone');
  const redraw = (who = office) =>
    who.post(`/api/inspections/visits/${visit.id}/redraw`, { reason: '调离检查岗位' });
  expect(await codeOf(redraw())).toBe('inspections.team-there');
  const gone = [...inspectors].find(([, who]) => who === one)?.[0] ?? '';
  const at = `/api/inspections/inspectors/${gone}`;
  const duty = async (active: boolean) => {
    const { revision } = (await office.get(at)).json<{ meta: { revision: number } }>().meta;
    return office.patch(at, { revision, values: { active }, reason: '试验' });
  };
  expect((await duty(false)).statusCode).toBe(200);
  expect((await redraw(one)).statusCode).toBe(403);
  const { team } = (await redraw()).json<{ team: string[] }>();
  expect([team.length, team.includes(gone)]).toEqual([2, false]);
  const phone = put(newReplica('phone-gone'), 'note', '接手');
  expect((await send(outsider ?? one, visit.id, phone)).taken).toHaveLength(1);
  expect(await codeOf(one.post(`/api/inspections/visits/${visit.id}/sync`, requestOf(phone)))).toBe(
    'inspections.not-drawn',
  );
  const { result } = (await city.stranger.get('/api/inspections/draws/gone')).json<Draw>();
  const came = team.filter((code) => inspectors.get(code) === outsider);
  expect(result.find((each) => each.object === object)).toMatchObject({ replaced: [{ gone: [gone], came }] });
  await duty(true);
});
