import { decode } from './decode.ts';
import { fold } from './fold.ts';
import type { Gazetteer } from './gazetteer.ts';
import { partOf, type AddressPart } from './parts.ts';
import { withoutRepeats } from './repeats.ts';

/** Longer texts are no addresses; what stands behind is one part, `other`. */
const longestAddress = 300;

/**
 * The parts of an address in the order in which they stand, each with its place in `text`. Every character but white
 * space lies in exactly one part. Never fails: what is not understood is `other`.
 *
 * The cheapest reading under a grammar of Chinese addresses with costs set by hand (a semi-Markov model: names of the
 * gazetteer, endings of names, forms of numbers, and what may follow what); nothing is learned from labelled addresses.
 * @param text as it was written; full and half width, Chinese numerals and missing or doubled levels are understood
 * @param gazetteer divisions whose names are known, as a rule those of the nation and of one city below it
 */
export function parseAddress(text: string, gazetteer: Gazetteer): AddressPart[] {
  const folded = fold(text);
  const head = folded.slice(0, longestAddress);
  const parts = withoutRepeats(decode(gazetteer, head)).map(({ kind, start, end }): AddressPart => ({
    kind: partOf(kind),
    text: text.slice(start, end),
    start,
    end,
  }));
  if (text.length > longestAddress)
    parts.push({ kind: 'other', text: text.slice(longestAddress), start: longestAddress, end: text.length });
  return parts.filter((part) => part.text.trim() !== '');
}
