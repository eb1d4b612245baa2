import type { EventKind } from '#kernel/event';
import { subscription, type Subscription } from '#kernel/module';
import { lockRow, type Incoming } from '#kernel/record-server';
import { atOf, matterOf, type AnyRow, type At, type Flow } from './declared.ts';
import { goOn } from './going.ts';
import { cameFrom } from './store.ts';

interface Told {
  readonly matter: string;
}

/**
 * What another organ tells of a matter (`payload.matter`: `module.record:key`) takes it on from some states; in any other
 * it changes nothing. Told twice it is done once, even where the matter came back to the same state since: the version that
 * an event made names the event as its source.
 */
export const follow = (
  flow: Flow,
  event: EventKind,
  from: readonly string[],
  next: (told: Told, at: At<AnyRow>) => Promise<Incoming | undefined>,
): Subscription =>
  subscription(`${flow.record.module}.${event.name}`, event, async ({ id, payload }, context) => {
    const told = payload as Told;
    const prefix = matterOf(flow, '');
    if (!told.matter.startsWith(prefix)) return;
    const key = told.matter.slice(prefix.length);
    const source = `event:${id}`;
    await context.transaction(async (tx) => {
      const row = (await lockRow(context, tx, flow.record, key)) as AnyRow | undefined;
      if (!row || !from.includes(row.state) || (await cameFrom(tx, flow, key, source))) return;
      const at = await atOf(flow, context, tx, row);
      const change = await next(told, at);
      if (change) await goOn(flow, at, change, source);
    });
  });
