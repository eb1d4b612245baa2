import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Played } from '#kernel/simulation';
import { ask } from './asking.ts';
import type { Ask } from './contract.ts';
import { check, decide } from './deciding.ts';
import { isAnythingAsked } from './store.ts';

const insurance = '330281-rsj';
const police = '330281-gaj';
const office = '330281-jxj';

/** The same context, in the place of an organisation that is played. */
const of = (context: Context, organisation: string): Context => ({
  ...context,
  actor: { ...context.actor, organisation },
});

function invented(context: Context, dataset: string, items: readonly string[]): Ask {
  const today = dayOf(context);
  const year = Number(today.slice(0, 4)) + 1;
  return {
    dataset,
    items: [...items],
    purpose: 'verify',
    legalBasis: '演示：《政务数据共享条例》第二十条',
    scenario: '演示：窗口办理时核对申请人的信息',
    periodFrom: today,
    periodUntil: `${year}-01-31`,
    frequency: 'on-demand',
    way: 'api',
  };
}

/** Departments that are played ask each other: one is granted in part, one waits for its provider, one for the check. */
export const askers: Played = {
  name: 'exchange.askers',
  grants: {
    'exchange:read': 'city',
    'exchange:ask': 'city',
    'exchange:check': 'city',
    'exchange:decide': 'city',
  },
  async play(context) {
    if (await isAnythingAsked(context.db)) return;
    const asked = invented(context, 'gaj-population', ['citizenId', 'name', 'division']);
    const granted = await ask(of(context, insurance), asked);
    await check(of(context, office), granted.number, { outcome: 'pass' });
    await decide(of(context, police), granted.number, {
      items: [
        { field: 'citizenId', decision: 'pseudonym' },
        { field: 'name', decision: 'mask' },
        { field: 'division', decision: 'grant' },
      ],
      filter: [],
    });
    const movements = invented(context, 'gaj-movement', ['kind', 'happenedOn', 'division', 'name']);
    const waiting = await ask(of(context, insurance), movements);
    await check(of(context, office), waiting.number, { outcome: 'pass' });
    await ask(of(context, police), invented(context, 'wjkj-health-record', ['institution', 'openedOn']));
  },
};
