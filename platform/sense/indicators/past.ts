import type { Context } from '#kernel/context';
import type { IndicatorDefinition } from '#kernel/indicator';
import { Problem } from '#kernel/problem';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';
import type { ValueRow } from './store.ts';
import { seenAt, type Seen } from './seen-store.ts';

/** Figures are measured each hour: one that was not for longer than this was not known then. */
const gapMs = 90 * 60_000;

/** How the value of a past instant is known: as it was seen then, or reckoned anew from what is known today. */
export interface PastFigure {
  readonly how: 'seen' | 'reckoned' | 'not-kept';
  readonly kept: ValueRow | undefined;
}

const notKept: PastFigure = { how: 'not-kept', kept: undefined };

/** What was seen at an instant, unless nobody measured around it. */
function seenThen(row: Seen | undefined, at: Date): PastFigure | undefined {
  if (!row) return undefined;
  const { indicator, value, parts, simulated, seenUntil, asOf } = row;
  const last = Math.min(at.getTime(), Date.parse(seenUntil));
  if (at.getTime() - last > gapMs) return undefined;
  const known = new Date(last).toISOString();
  // The row went on after that instant, and so may have its data.
  const as_of = asOf !== null && Date.parse(asOf) > last ? known : asOf;
  const then = { indicator, value, parts, simulated, as_of, measured_for: known, computed_at: known };
  return { how: 'seen', kept: { ...then, day: known.slice(0, 10) } };
}

/** Reckoned from what is known today, for a figure that can look back; one that fails stops no other. */
async function reckoned(context: Context, definition: IndicatorDefinition, at: Date): Promise<PastFigure> {
  try {
    const { value, parts = [], simulated, asOf } = await definition.measure(context.db, at);
    const instant = at.toISOString();
    const known = { indicator: definition.code, day: instant.slice(0, 10), value, parts, simulated };
    const as_of = asOf === undefined ? instant : asOf;
    return { how: 'reckoned', kept: { ...known, as_of, measured_for: instant, computed_at: instant } };
  } catch (error) {
    context.log.error({ err: error, indicator: definition.code }, 'an indicator could not be looked back at');
    return notKept;
  }
}

/**
 * Each figure as of an instant that is over: as it was seen then, else, for a reader who is in, reckoned anew where the figure
 * can look back, else not kept. Never today's value.
 * @param reckons whether figures may be measured for this reader: a question to the store for each
 */
export async function readPast(
  context: Context,
  definitions: readonly IndicatorDefinition[],
  { at, reckons }: { readonly at: Date; readonly reckons: boolean },
): Promise<Map<string, PastFigure>> {
  const seen = await seenAt(context.db, at);
  const past = new Map<string, PastFigure>();
  for (const definition of definitions) {
    const known = seenThen(seen.get(definition.code), at);
    if (known) past.set(definition.code, known);
    else if (reckons && definition.reopens)
      past.set(definition.code, await reckoned(context, definition, at));
    else past.set(definition.code, notKept);
  }
  return past;
}

/**
 * The instant that a reader asks for; undefined for the present.
 * @throws Problem 400 `indicators.not-yet`
 */
export function instantAsked({ clock }: Context, at: string | undefined): Date | undefined {
  if (at === undefined) return undefined;
  const asked = new Date(at);
  if (asked > clock.now()) throw new Problem(400, 'indicators.not-yet', { zh: zh.notYet, en: en.notYet });
  return asked;
}
