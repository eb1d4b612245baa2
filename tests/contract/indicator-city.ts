import { sql } from 'kysely';
import type { IndicatorDefinition } from '#kernel/indicator';
import type { TestCity } from '#testing';

/** Noon in the city. */
export const noon = '2026-11-23T04:00:00.000Z';
export const hoursAgo = (hours: number) => new Date(Date.parse(noon) - hours * 3_600_000).toISOString();

async function addPerson(
  city: TestCity,
  number: number,
  division: string | null,
  sources: number,
): Promise<void> {
  await sql`insert into registers.person (id, name, citizen_id, birth_date, division, sources, origins, simulated, valid_from)
    values (${`P00000000${number}`}, ${`甲${number}`}, ${`00000019900101000${number}`}, '1990-01-01', ${division}, ${sources}, '{}', true, ${hoursAgo(3)})`.execute(
    city.platform.services.store.db,
  );
}

/** A delivery so many hours before noon, checked when it came. */
export async function addBatch(
  city: TestCity,
  { id, hours, rows, good }: { id: string; hours: number; rows: number; good: number },
): Promise<void> {
  const { db } = city.platform.services.store;
  const at = hoursAgo(hours);
  await sql`insert into ingestion.batch (id, dataset, provider, mode, status, filename, file, layout, headers, bytes, rows,
      good, bad, simulated, handed_in_by, handed_in_at, collected_at)
    values (${id}, 'rsj-insured', '330281-rsj', 'update', 'joined', 'a.csv', 'f', '{}', '[]', 1, ${rows}, ${good},
      ${rows - good}, true, 'clerk', ${at}, ${at})`.execute(db);
  await sql`insert into quality.batch_result (batch, dataset, rows, good, bad, by_rule, checked_at)
    values (${id}, 'rsj-insured', ${rows}, ${good}, ${rows - good}, '{}', ${at})`.execute(db);
}

async function addFinding(
  city: TestCity,
  number: number,
  owner: string,
  [status, closedOn]: readonly [status: string, closedOn?: string],
): Promise<void> {
  await sql`insert into quality.finding (title_zh, title_en, field_zh, field_en, dataset, owner, status, severity, dimension,
      rule, message_zh, message_en, batch, row, row_key, found_at, due_on, closed_at, closed_by_batch, simulated)
    values ('错', 'Wrong', '项', 'Field', 'rsj-insured', ${owner}, ${status}, 'block', 'accurate', 'rule', '改', 'Mend', 'B1',
      ${number}, ${`K${number}`}, ${hoursAgo(300)}, '2026-11-20', ${closedOn ?? null}::timestamptz, ${closedOn ? 'B2' : null}, true)`.execute(
    city.platform.services.store.db,
  );
}

/** Five people, a company, two deliveries and seven findings, all invented. */
export async function fillCity(city: TestCity): Promise<void> {
  await addPerson(city, 1, '330281001001', 1);
  await addPerson(city, 2, '330281001002', 2);
  await addPerson(city, 3, '330281002001', 2);
  await addPerson(city, 4, '330281002001', 3);
  await addPerson(city, 5, null, 4);
  await sql`insert into registers.company (id, name, credit_code, division, sources, origins, simulated, valid_from)
    values ('C000000001', '乙', '000000000000000001', '330281001001', 1, '{}', true, ${hoursAgo(3)})`.execute(
    city.platform.services.store.db,
  );
  await addBatch(city, { id: 'B1', hours: 2, rows: 10, good: 8 });
  await addBatch(city, { id: 'B2', hours: 30, rows: 101, good: 99 });
  await addFinding(city, 1, '330281-rsj', ['open']);
  await addFinding(city, 2, '330281-rsj', ['open']);
  await addFinding(city, 3, '330281-gaj', ['open']);
  await addFinding(city, 4, '330281-gaj', ['contested']);
  await addFinding(city, 5, '330281-rsj', ['closed', '2026-11-19T00:00:00Z']);
  await addFinding(city, 6, '330281-rsj', ['closed', '2026-11-20T15:59:59Z']);
  await addFinding(city, 7, '330281-gaj', ['closed', '2026-11-20T16:00:00Z']);
}

/** A figure whose module has a bug. */
export const broken: IndicatorDefinition = {
  code: 'always-fails',
  title: { zh: '总是失败', en: 'Always fails' },
  unit: { zh: '个', en: 'pieces' },
  definition: { zh: '测试', en: 'A test' },
  source: { zh: '测试', en: 'A test' },
  kind: 'count',
  panel: 'aaa',
  order: 1,
  audience: 'signed-in',
  listens: ['registers.batch-joined'],
  reopens: false,
  freshAfterHours: 1,
  rows: {
    kind: 'listed',
    permission: 'registers:read',
    columns: [],
    read: async () => [],
    count: async () => 0,
  },
  measure: async () => {
    throw new Error('a bug in a contributing module');
  },
};
