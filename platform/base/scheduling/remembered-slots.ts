import type { Context } from '#kernel/context';
import { findSlotTogether, type SlotRow } from './slot-store.ts';

const most = 5000;
const keepMs = 30_000;

interface Remembered {
  readonly slot: SlotRow;
  readonly until: number;
}

const stores = new WeakMap<object, Map<string, Remembered>>();

function memoryOf(context: Context): Map<string, Remembered> {
  const known = stores.get(context.store);
  if (known) return known;
  const made = new Map<string, Remembered>();
  stores.set(context.store, made);
  return made;
}

/**
 * A slot as a hold needs it: when, where and of which service, which does not change while it stands. Whether there
 * is room and whether it was stopped is never remembered: the database says so when the place is taken.
 */
export async function rememberedSlot(context: Context, id: string): Promise<SlotRow | undefined> {
  const memory = memoryOf(context);
  const kept = memory.get(id);
  if (kept && kept.until > performance.now()) return kept.slot;
  memory.delete(id);
  const slot = await findSlotTogether(context.db, id);
  if (!slot) return undefined;
  if (memory.size >= most) for (const oldest of [...memory.keys()].slice(0, most / 10)) memory.delete(oldest);
  memory.set(id, { slot, until: performance.now() + keepMs });
  return slot;
}
