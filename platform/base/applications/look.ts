import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { askOutside } from '#kernel/outgoing';
import { writeRows } from '#kernel/record-server';
import { systemSeen } from './events.ts';
import { signOf } from './fault.ts';
import { System } from './records.ts';
import { healthOf, isUp, waitMinutes } from './rules.ts';
import type { SystemRow } from './store.ts';
import { minutesAfter } from './time.ts';
import { settleTrouble } from './trouble.ts';
import { putLook, setNextLook } from './watch-store.ts';

const everyMinutes = 5;

interface Seen {
  readonly up: boolean;
  readonly latencyMs: number | null;
  readonly fault: string | null;
}

async function see(system: SystemRow): Promise<Seen> {
  const url = `${(system.address ?? '').replace(/\/$/, '')}${system.healthPath ?? '/'}`;
  const begun = performance.now();
  try {
    const { status } = await askOutside({ url, inside: system.inside, timeoutMs: 5000, maxBytes: 1024 ** 2 });
    const up = isUp(status);
    return {
      up,
      latencyMs: up ? Math.round(performance.now() - begun) : null,
      fault: up ? null : `answered ${status}`,
    };
  } catch (error) {
    return { up: false, latencyMs: null, fault: signOf(error) };
  }
}

/** Looks whether a system answers, and keeps what was seen; its owner is called after several misses in a row. */
export async function lookAt(context: Context, system: SystemRow): Promise<void> {
  const now = context.clock.now();
  const at = now.toISOString();
  const day = dayOf(context, now);
  const seen = await see(system);
  const { code, owner, simulated } = system;
  await context.transaction(async (tx) => {
    const { misses, first } = await putLook(tx, {
      system: code,
      owner,
      simulated,
      at,
      day,
      ...seen,
    });
    await setNextLook(tx, code, minutesAfter(now, waitMinutes(everyMinutes, misses)));
    const health = healthOf(misses);
    if (health !== system.health)
      await writeRows(context, tx, System, [{ code, health, healthSince: at }], { source: 'platform' });
    if (first || health !== system.health)
      await context.emit(tx, systemSeen, { key: code, payload: { system: code, day, health, simulated } });
    await settleTrouble(context, tx, system);
  });
}
