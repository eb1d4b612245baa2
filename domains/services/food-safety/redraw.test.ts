import { afterAll, expect, test } from 'vitest';
import { newReplica, requestOf, type Draw } from '#platform/matter/inspections/contract';
import { city, codeOf, inspectors, office, put, send, teamAt } from './testing/bureau.ts';

afterAll(() => city.close());

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
