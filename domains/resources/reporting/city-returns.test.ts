import { expect, test } from 'vitest';
import { openTestCity } from '#testing';
import reporting from './module.ts';

test('the returns of the city’s file keep the rule beside the whole catalogue, and their data stand in it', async () => {
  const city = await openTestCity({ modules: [reporting], city: 'cities/yuyao', work: false });
  try {
    const office = city.as({ grants: { 'reporting:read': 'city', 'catalogue:read': 'city' } });
    const { items } = (await office.get('/api/reporting/returns')).json<{
      items: { code: string; state: string }[];
    }>();
    expect(items.map(({ code, state }) => [code, state])).toEqual([
      ['fgj-energy-quarterly', 'published'],
      ['jsj-household-homes', 'published'],
      ['jxj-operation-monthly', 'published'],
      ['kjj-research-yearly', 'published'],
      ['mzj-home-care-needs', 'published'],
      ['rsj-work-wishes', 'published'],
      ['tjj-industry-monthly', 'published'],
      ['wsj-elder-health-visit', 'published'],
    ]);
    const again = (await office.get('/api/reporting/questions?standing=repeated')).json<{
      items: { code: string }[];
    }>();
    expect(again.items.map(({ code }) => code)).toEqual([
      'jxj-operation-monthly.energy',
      'tjj-industry-monthly.employees',
    ]);
    const entry = await office.get('/api/catalogue/datasets/tjj-industry-monthly');
    expect(entry.json()).toMatchObject({
      provider: '330281-tjj',
      cycle: 'monthly',
      key: 'rowKey',
      reconstructed: true,
    });
  } finally {
    await city.close();
  }
}, 120_000);
