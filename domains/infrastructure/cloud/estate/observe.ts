import type { Context } from '#kernel/context';
import { scopeOf, type Actor } from '#kernel/actor';
import { fill, type Text } from '#kernel/texts';
import { texts } from '../texts.ts';
import { estateChanged } from './events.ts';
import { findAssets, insertObservations, type Kept, type KnownAsset } from './observe-store.ts';
import type { Observation, Taken } from './shapes.ts';

/** Clocks of agents run ahead a little; what lies further ahead is a wrong clock. */
const aheadMs = 5 * 60_000;
const keptDays = 400;
const dayMs = 86_400_000;

/** With the scope of a department only its own machines can be spoken of. */
const reaches = (actor: Actor, asset: KnownAsset): boolean => {
  const scope = scopeOf(actor, 'cloud:observe') ?? scopeOf(actor, 'cloud:keep');
  return scope === 'city' || (actor.organisation !== undefined && asset.tenant === actor.organisation);
};

export interface Sent {
  readonly line: number;
  readonly observation: Observation;
}

function faultOf(
  { observation: { asset, at, cpu, memory, storage } }: Sent,
  known: KnownAsset | undefined,
  { actor, now }: { readonly actor: Actor; readonly now: number },
): Text | undefined {
  // What one may not reach is not told from what is not there.
  if (known === undefined || !reaches(actor, known)) return fill(texts.unknownAsset, { asset });
  if (cpu === null && memory === null && storage === null) return texts.nothingObserved;
  if (Date.parse(at) > now + aheadMs) return texts.observedAhead;
  return Date.parse(at) < now - keptDays * dayMs ? texts.observedLongAgo : undefined;
}

/**
 * Takes observations in: keyed by machine and instant, so the same message twice changes nothing and a late one finds
 * its place. What cannot be taken is told by its line; the rest is taken all the same.
 */
export async function takeIn(context: Context, sent: readonly Sent[], source: string): Promise<Taken> {
  const assets = await findAssets(context.db, [...new Set(sent.map((each) => each.observation.asset))]);
  const who = { actor: context.actor, now: context.clock.now().getTime() };
  const refused: Taken['refused'] = [];
  const good: Kept[] = [];
  for (const each of sent) {
    const asset = assets.get(each.observation.asset);
    const why = faultOf(each, asset, who);
    if (why) refused.push({ line: each.line, why });
    else good.push({ ...each.observation, simulated: asset?.simulated ?? false });
  }
  const taken = await context.transaction(async (tx) => {
    const fresh = await insertObservations(tx, good, source);
    if (fresh > 0) await context.emit(tx, estateChanged, { key: 'cloud', payload: { what: 'observations' } });
    return fresh;
  });
  return { taken, known: good.length - taken, refused };
}
