import { mayReveal } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { maskValue } from '#kernel/record-server';
import { Household, Person } from '../records.ts';
import { personNow } from '../regroup/alias-store.ts';
import { isVisible } from '../visible.ts';
import { hidden, type householdOperations, type MemberInTime } from './contract.ts';
import * as store from './store.ts';

/** Masked as in the register, for who may not see it or states no purpose; the look is noted about everybody who is named. */
async function shown(
  context: Context,
  found: readonly store.MemberInTime[],
  operation: string,
): Promise<{ items: MemberInTime[] }> {
  const open = mayReveal(context.actor, 'registers:reveal') && Boolean(context.purpose?.trim());
  if (found.length > 0)
    await context.ledger(context.db, {
      action: 'read',
      resource: 'registers.person',
      basis: 'registers:read',
      subjects: [...new Set(found.map(({ person }) => person))],
      purpose: context.purpose ?? '查看家庭户成员（脱敏）',
      detail: { operation, fields: open ? 'revealed' : 'masked', count: found.length },
    });
  return {
    items: found.map(({ number: _number, name, relation, ...rest }) => ({
      ...rest,
      name: open ? name : String(maskValue(name, 'name')),
      relation: open || relation === null ? relation : hidden,
    })),
  };
}

export const householdHandlers: Handlers<typeof householdOperations> = {
  async householdMembers({ params: { key }, query: { on } }, context) {
    if (!(await isVisible(context, Household, key))) throw notFound(Household.title, key);
    return shown(context, await store.membersOfHousehold(context.db, key, on), 'household-members');
  },
  async personHouseholds({ params, query: { on } }, context) {
    const key = await personNow(context.db, params.key);
    if (!(await isVisible(context, Person, key))) throw notFound(Person.title, key);
    return shown(context, await store.householdsOfPerson(context.db, key, on), 'person-households');
  },
};
