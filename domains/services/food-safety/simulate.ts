import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { handInFile } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { openDraw, Plan, seal } from '#platform/matter/inspections';

const organisation = '330281-scjg';
const plan = 'demo-draw';

/** Three of the six invented restaurants, two inspectors each: whoever signs in as an inspector has somewhere to go. */
const planFile = [
  '编号,名称,检查种类,抽取对象数,每组人数,模拟数据',
  `${plan},餐饮单位双随机抽查（模拟）,restaurant,3,2,是`,
].join('\n');

/** Done before is done: the city that goes on after a cut finds its plan sealed, or drawn. */
async function unlessDone(step: Promise<unknown>): Promise<void> {
  await step.catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
  });
}

/** The bureau plans an inspection of invented restaurants and seals it; a witness, who is another, says the word. */
export const bureau: Played = {
  name: 'food-safety.bureau',
  grants: {
    'inspections:read': 'city',
    'inspections:plan': 'city',
    'inspections:witness': 'city',
    'jobs:own': 'own',
  },
  async play(context) {
    const as = (id: string): Context => ({ ...context, actor: { ...context.actor, id, organisation } });
    const office = as(context.actor.id);
    await handInFile(office, Plan, 'simulated-inspection-plan.csv', planFile);
    await unlessDone(seal(office, plan));
    await unlessDone(openDraw(as('simulated-witness'), plan, '模拟：当天的号码 2017'));
  },
};
