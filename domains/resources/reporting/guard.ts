import { sensitivities, type MaskStyle, type Sensitivity } from '#kernel/record';
import type { Match } from './matching.ts';
import type { Asks } from './names.ts';

/** How strictly the answers to a question are kept, as the catalogue says it of a column. */
export interface Guard {
  readonly sensitivity: Sensitivity;
  readonly mask?: MaskStyle;
  readonly share?: 'none';
}

/** Whether what is of one class is kept more strictly than what is of the other. */
export const isStricter = (one: Sensitivity, other: Sensitivity): boolean =>
  sensitivities.indexOf(one) > sensitivities.indexOf(other);

const stricter = (one: Sensitivity, other: Sensitivity): Sensitivity =>
  isStricter(one, other) ? one : other;

/**
 * An item that is somebody's own does not become a mere figure because a return asks for it: the strictest of what the
 * question says, of the item that it takes and of what it asks again.
 * What a person or a household is asked is about them, whatever the question says: personal at the least.
 * @param matches who has it or asks it already, the surest first
 */
export function guardOf(
  { sensitivity, asks }: { readonly sensitivity: Sensitivity | null; readonly asks: Asks },
  matches: readonly Match[],
): Guard {
  const alike = matches.filter(({ likeness }) => likeness !== 'similar').map(({ known }) => known);
  const least: Sensitivity = asks === 'company' ? 'internal' : 'personal';
  const all = [least, sensitivity ?? least, ...alike.map((known) => known.sensitivity)];
  const mask = alike.find((known) => known.mask !== undefined)?.mask;
  const held = matches.some(({ known, likeness }) => likeness === 'bound' && known.share === 'none');
  return {
    sensitivity: all.reduce(stricter, 'internal'),
    ...(mask === undefined ? {} : { mask }),
    ...(held ? { share: 'none' as const } : {}),
  };
}
