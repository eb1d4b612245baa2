import { afterAll, expect, test } from 'vitest';
import { settleDue } from '../due.ts';
import { codeOf, openTown, unit } from '../testing/town.ts';

const { city, clock, clerk, office, post, tasks } = await openTown();
afterAll(() => city.close());

test('a concession: its terms stand once revenue came, and what is not reported waits for the unit', async () => {
  const concession = {
    code: 'TX-01',
    title: '杆体广告经营',
    unit,
    operator: '经营者甲',
    mode: 'operate',
    startsOn: '2026-01-01',
    endsOn: '2028-12-31',
    rhythm: 'month',
    dueDays: 20,
    bands: '1000:5; 10',
    countedBy: 'period',
  };
  expect(await post('concessions', { ...concession, bands: '1000:5' })).toBe('projects.bands-unclear');
  expect(await post('concessions', { ...concession, terminatedOn: '2026-06-01' })).toBe(
    'projects.termination',
  );
  expect(await post('concessions', concession)).toBe('done');
  const revenue = (id: string, revenueFen: number) =>
    post('revenues', { id, concession: 'TX-01', unit, revenueFen, reportedOn: '2026-04-15' });
  clock.set('2026-05-04T02:00:00Z');
  expect(await revenue('TX-01.2026-05', 1)).toBe('projects.other-period');
  expect(await revenue('TX-01.2025-12', 1)).toBe('projects.other-period');
  expect(await revenue('TX-01.2026-Q1', 1)).toBe('projects.other-period');
  for (const month of ['01', '02']) expect(await revenue(`TX-01.2026-${month}`, 2000_00)).toBe('done');
  await settleDue(office.context());
  expect(await tasks(clerk)).toContain('projects.revenue');
  expect(await revenue('TX-01.2026-03', 999_99)).toBe('done');
  await settleDue(office.context());
  expect(await tasks(clerk)).not.toContain('projects.revenue');
  const paid = (number: string, of_: string) =>
    post('remittances', {
      number,
      revenue: of_,
      concession: 'TX-01',
      unit,
      paidOn: '2026-04-20',
      amountFen: 100_00,
    });
  expect(await paid('J1', 'TX-01.2026-01')).toBe('done');
  expect(await paid('J2', 'TX-01.2026-04')).toBe('projects.other-period');
  const account = await clerk.get('/api/projects/concessions/TX-01/account');
  // 5 % of 1,000 and 10 % of 1,000, twice; 5 % of 999.99 is 49.9995, half a fen upwards.
  expect(account.json()).toMatchObject({ shareFen: 350_00, paidFen: 100_00, missing: 0 });
  expect((await city.stranger.get('/api/projects/concessions/TX-01/account')).statusCode).toBe(401);
  const change = (values: object) =>
    codeOf(clerk.patch('/api/projects/concessions/TX-01', { revision: 1, values, reason: '试试' }));
  expect(await change({ bands: '10' })).toBe('projects.terms-stand');
  expect(await change({ terminatedOn: '2026-03-31', terminatedWhy: '双方协商' })).toBe('done');
  const ended = await clerk.get('/api/projects/concessions/TX-01/account');
  expect(ended.json()).toMatchObject({ over: true, lastDay: '2026-03-31', missing: 0 });
});
