import type { LampColour } from '#ui';
import type { Text } from '#kernel/texts';
import { statusNames, type BatchStatus } from '../contract.ts';

interface Shown {
  readonly colour: LampColour;
  readonly words: Text;
}

const colours: Readonly<Record<BatchStatus, LampColour>> = {
  previewed: 'grey',
  collecting: 'blue',
  collected: 'blue',
  checking: 'blue',
  checked: 'blue',
  joining: 'blue',
  joined: 'green',
  failed: 'red',
  cancelled: 'grey',
};

/** Lamp and word of a batch's state. */
export const batchState = (status: BatchStatus): Shown => ({
  colour: colours[status],
  words: statusNames[status],
});

/** Whether more is to come by itself. */
export const underWay = (status: BatchStatus): boolean =>
  ['collecting', 'collected', 'checking', 'checked', 'joining'].includes(status);
