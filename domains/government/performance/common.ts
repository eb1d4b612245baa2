import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { deadline } from '#engines/working-days';
import { cityCalendar } from '#platform/base/tasks';

export const taskSource = (record: string, key: string) => ({ module: 'performance', record, key });
export const linkOf = (path: string): string => `/performance/${path}`;
export const nowOf = (context: Context): string => context.clock.now().toISOString();

/** The end of so many working days from now. */
export async function dayAfter(context: Context, tx: Db, workingDays: number): Promise<string> {
  const calendar = await cityCalendar(tx);
  const { at } = deadline(calendar, nowOf(context), { unit: 'working-days', amount: workingDays });
  return new Date(at ?? nowOf(context)).toISOString();
}

const holds = (context: Context, permission: string, organisation: string): boolean => {
  const scope = scopeOf(context.actor, permission);
  return scope === 'city' || (scope !== undefined && context.actor.organisation === organisation);
};

/** Whether the actor acts for the office that evaluates or supervises. */
export const mayManage = (context: Context, office: string): boolean =>
  holds(context, 'performance:manage', office);

/** Whether the actor acts for a unit that is evaluated or supervised. */
export const mayAnswer = (context: Context, unit: string): boolean =>
  holds(context, 'performance:answer', unit);

/** Whether the actor sees all of a unit: its own people, and whoever reads the whole city. */
export const seesWhole = (context: Context, unit: string): boolean =>
  holds(context, 'performance:read', unit);
