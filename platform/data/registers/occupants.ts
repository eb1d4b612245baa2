import type { Context } from '#kernel/context';
import type { RecordOf } from '#kernel/record';
import { maskValue, planOf, scopeCondition } from '#kernel/record-server';
import type { Occupant, OccupantSource } from '#platform/data/addresses';
import { findAtAddresses } from './occupant-store.ts';
import { Company, Person } from './records.ts';

const within = (context: Context, record: object) => {
  const plan = planOf(record as RecordOf);
  return scopeCondition(plan, context, plan.record.rights.read);
};

/** Persons are named by a masked name; the look is noted about each of them. */
export const personsAt: OccupantSource = {
  kind: 'person',
  title: { zh: '登记在此的人员', en: 'People registered here' },
  permission: 'registers:read',
  async at(context, { codes, limit }) {
    const found = await findAtAddresses(context.db, 'registers.person', {
      codes,
      limit: limit + 1,
      within: within(context, Person),
    });
    if (found.length > 0)
      await context.ledger(context.db, {
        action: 'read',
        resource: 'registers.person',
        basis: 'registers:read',
        subjects: found.map(({ id }) => id),
        purpose: context.purpose ?? '按地址查看登记人员（脱敏）',
        detail: { operation: 'occupants', fields: 'masked', count: found.length },
      });
    return found.map(({ id, name, address, simulated }): Occupant => ({
      key: id,
      name: String(maskValue(name, 'name')),
      path: `/registers/persons/${id}`,
      address,
      simulated,
    }));
  },
};

export const companiesAt: OccupantSource = {
  kind: 'company',
  title: { zh: '登记在此的单位', en: 'Companies registered here' },
  permission: 'registers:read',
  async at(context, { codes, limit }) {
    const found = await findAtAddresses(context.db, 'registers.company', {
      codes,
      limit: limit + 1,
      within: within(context, Company),
    });
    return found.map(({ id, name, address, simulated }): Occupant => ({
      key: id,
      name,
      path: `/registers/companies/${id}`,
      address,
      simulated,
    }));
  },
};
