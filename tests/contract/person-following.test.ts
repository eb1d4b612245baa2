import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeRelation } from '#platform/base/relations';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { number } from './person-rows.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let city: TestCity;
let office: Asker;
let boss: Asker;
const [a, b] = ['P000000901', 'P000000902'];
const db = () => office.context().db;

beforeAll(async () => {
  city = await openTestCity({ modules });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  boss = city.as({ id: 'boss', organisation: '330281-jxj', grants: { '*': 'city' } });
  const persons = [
    [a, number('19800102', '303'), 'R1'],
    [b, number('19800101', '301'), 'R2'],
  ] as const;
  for (const [id, citizenId, key] of persons) {
    const origin = {
      dataset: 'gaj-population',
      batch: 'b',
      row: 1,
      at: '2026-01-01T00:00:00.000Z',
      authority: 100,
    };
    const origins = JSON.stringify({ name: origin, citizenId: origin });
    await sql`insert into registers.person (id, name, citizen_id, sources, origins, simulated)
      values (${id}, '赵更正', ${citizenId}, 1, ${origins}::jsonb, true)`.execute(db());
    await sql`insert into registers.member (dataset, row_key, entity, batch, row, at)
      values ('gaj-population', ${key}, ${id}, 'b', 1, now())`.execute(db());
  }
});
afterAll(() => city.close());

const said = { reason: '同一人更正过号码', evidence: '号码更正证明（模拟）第1号' };
async function decided(path: string, body: object): Promise<void> {
  const proposed = await office.post(`/api/registers/persons/${a}/${path}`, { ...body, ...said });
  expect(proposed.statusCode, proposed.body).toBe(200);
  const { id } = proposed.json<{ id: string }>();
  const done = await boss.post(`/api/registers/person-decisions/${id}/decision`, {
    approve: true,
    reason: '已核对',
  });
  expect(done.statusCode, done.body).toBe(200);
}

test('consents and applications of the one go along, and come back', async () => {
  const context = office.context();
  await context.transaction((tx) =>
    makeRelation(context, tx, {
      kind: 'relations.data-consent',
      subject: b,
      holder: '330281-rsj',
      basis: 'consent',
      purpose: '试验',
      endsAt: '2027-01-01T00:00:00Z',
    }),
  );
  await sql`insert into grants.scheme (code, title_zh, title_en, who_zh, who_en, matter, organisation, funder, audience, form,
      article, paper, budget_fen, cap_fen, opens_at, closes_at, checks, criteria, reviewers, pass_mark, publicity_days, report_months)
    values ('S1', '试', 'Try', '人', 'People', 'M1', '330281-jxj', '330281-czj', 'person', 'f', 'x', 'x', 1000, 100, now(),
      now() + interval '1 day', '[]', '[]', 1, 60, 5, 0)`.execute(db());
  await sql`insert into grants.application (id, receipt, scheme, matter, organisation, applicant_kind, applicant,
      applicant_name, account, payee_account, asked_fen, state, checks, filed_at)
    values ('A1', 'R1', 'S1', 'M1', '330281-jxj', 'person', ${b}, '赵**', 'x', '12345678', 100, 'filed', '[]', now())`.execute(
    db(),
  );
  const whose = async () => {
    const { rows } = await sql<{ subject: string; applicant: string }>`
      select r.subject, g.applicant from relations.relation r, grants.application g
      where r.kind = 'relations.data-consent' and g.id = 'A1'`.execute(db());
    return rows[0];
  };
  await decided('merge', { other: b });
  await expect.poll(whose, { timeout: 60_000 }).toEqual({ subject: a, applicant: a });
  await decided('split', { other: b, moves: [] });
  await expect.poll(whose, { timeout: 60_000 }).toEqual({ subject: b, applicant: b });
});
