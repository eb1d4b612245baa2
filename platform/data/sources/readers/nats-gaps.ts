import type { OutsideConsumer, OutsideStream } from '#kernel/outside-nats';
import type { Subscription } from '../subscription-store.ts';
import type { Missed } from './reader.ts';

interface Standing {
  readonly stream: OutsideStream;
  /** Undefined when the broker has none (any more). */
  readonly consumer: OutsideConsumer | undefined;
  /** How it stood when it was last heard. */
  readonly known: Subscription | undefined;
  /** Every message of the stream is for us. */
  readonly whole: boolean;
}

/** The highest sequence that was heard of this very stream; undefined where it is another, or none was heard. */
export function heardOf({ stream, known }: Pick<Standing, 'stream' | 'known'>): number | undefined {
  if (!known || known.heard === null) return undefined;
  return known.streamMade === stream.created && known.heard <= stream.last ? known.heard : undefined;
}

/** Where a consumer goes on: what is still open with it is given again. */
const passedBy = ({ open, given, floor }: OutsideConsumer): number => (open === 0 ? given : floor);

/** One that keeps what was not read drops what was read by others: of that nothing is for us. */
const drops = ({ stream, whole }: Standing): boolean => whole || !stream.keepsUntilRead;

/** A consumer of some subjects passes over the others by itself; another one than before may begin anywhere. */
const passes = ({ consumer, known, whole }: Standing): boolean =>
  consumer !== undefined && (whole || consumer.created !== known?.consumerMade);

/**
 * Messages that will not come, as far as the broker's own numbers tell: the stream is another, it dropped what was not read, or
 * the consumer stands behind what was not heard.
 */
export function missedBefore(standing: Standing): Missed[] {
  const { stream, consumer, known, whole } = standing;
  if (!known || known.heard === null) return [];
  const heard = heardOf({ stream, known });
  if (heard === undefined) return [{ kind: 'anew', exact: false }];
  const missed: Missed[] = [];
  const gone = stream.first - 1;
  if (gone > heard && drops(standing))
    missed.push({ kind: 'removed', first: heard + 1, last: gone, exact: whole });
  const from = Math.max(heard, gone);
  const passed = consumer ? passedBy(consumer) : 0;
  if (passed > from && passes(standing))
    missed.push({ kind: 'skipped', first: from + 1, last: passed, exact: whole });
  return missed;
}

/**
 * Sequences between two that followed each other when they were given out for the first time: the stream had dropped them, or
 * another program took them.
 * @param after the last sequence before; undefined when nothing is known of it
 * @returns what is missing from the first to the last, and the last sequence now
 */
export function missedWithin(
  after: number | undefined,
  messages: readonly { readonly sequence: number; readonly again: boolean }[],
): { readonly missed: Missed | undefined; readonly after: number | undefined } {
  let last = after;
  let first: number | undefined;
  let until = 0;
  let count = 0;
  for (const { sequence, again } of messages) {
    if (last !== undefined && !again && sequence > last + 1) {
      first ??= last + 1;
      until = sequence - 1;
      count += until - last;
    }
    last = Math.max(last ?? 0, sequence);
  }
  if (first === undefined) return { missed: undefined, after: last };
  return { missed: { kind: 'removed', first, last: until, exact: count === until - first + 1 }, after: last };
}
