import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { fill, type Text } from '../texts.ts';

const minuteMs = 60_000;
/** Addresses that are remembered; beyond that the oldest is forgotten. */
const mostAddresses = 20_000;

interface Asked {
  since: number;
  times: number;
}

/** How often each address asked in its minute, in this process: open reads are counted and not written down. */
const asked = new Map<string, Asked>();

export interface Allowance {
  /** Stable code of the refusal, `open-data.too-many`; what is asked under one code is counted together. */
  readonly code: string;
  readonly perMinute: number;
  /** What the caller is told; `{seconds}` is filled. */
  readonly words: Text;
}

/**
 * Lets an address read what is open to everybody so many times in a minute.
 * @throws Problem 429 of the given code with `retryAfter` in seconds
 */
export function allowAddress(context: Context, { code, perMinute, words }: Allowance): void {
  const now = context.clock.now().getTime();
  const address = `${code} ${context.config.dataFolder} ${context.from?.address ?? ''}`;
  const known = asked.get(address);
  const one = known && now - known.since < minuteMs && now >= known.since ? known : { since: now, times: 0 };
  one.times += 1;
  if (one !== known) {
    asked.delete(address);
    asked.set(address, one);
    for (const oldest of asked.keys()) {
      if (asked.size <= mostAddresses) break;
      asked.delete(oldest);
    }
  }
  if (one.times <= perMinute) return;
  const seconds = Math.max(1, Math.ceil((one.since + minuteMs - now) / 1000));
  throw new Problem(429, code, fill(words, { seconds }), { retryAfter: seconds });
}
