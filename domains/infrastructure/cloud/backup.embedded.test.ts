import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestCity } from '#testing';
import { backUp, runDrill } from './run.ts';
import { openSmallCity } from './testing/small-city.ts';

let city: TestCity;
beforeAll(async () => {
  city = await openSmallCity();
}, 180_000);
afterAll(() => city.close());

test(
  'the embedded store comes back equal by checksum, while the city goes on',
  { timeout: 400_000 },
  async () => {
    const context = city.as({ id: 'sys', grants: { 'cloud:manage': 'city' } }).context();
    const backup = await backUp(context);
    expect(backup.store).toBe('embedded');
    await context.ledger(context.db, { action: 'read', resource: 'registers.person', subjects: ['later'] });
    const report = await runDrill(context);
    expect(report?.store).toBe('embedded');
    expect(report?.equal).toBe(true);
    const { detail } = report?.checks.find(({ name }) => name === 'tables') ?? {};
    expect(detail?.en).toContain(`${backup.tables.length} tables`);
    expect(detail?.en).toContain('all equal by checksum');
    const found = Object.fromEntries((report?.checks ?? []).map(({ name, ok }) => [name, ok]));
    expect(found).toMatchObject({ restored: true, tables: true, files: true, ledger: true, answers: true });
  },
);
