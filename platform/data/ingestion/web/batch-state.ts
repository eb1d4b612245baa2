import type { LampColour } from '#ui';
import type { Text } from '#kernel/texts';
import type { BatchStatus } from '../contract.ts';

interface Shown {
  readonly colour: LampColour;
  readonly words: Text;
}

const states: Readonly<Record<BatchStatus, Shown>> = {
  previewed: { colour: 'grey', words: { zh: '待确认', en: 'Previewed' } },
  collecting: { colour: 'blue', words: { zh: '汇集中', en: 'Collecting' } },
  collected: { colour: 'blue', words: { zh: '已汇集', en: 'Collected' } },
  checking: { colour: 'blue', words: { zh: '检查中', en: 'Checking' } },
  checked: { colour: 'blue', words: { zh: '已检查', en: 'Checked' } },
  joining: { colour: 'blue', words: { zh: '并入中', en: 'Joining' } },
  joined: { colour: 'green', words: { zh: '已并入登记册', en: 'Joined the register' } },
  failed: { colour: 'red', words: { zh: '失败', en: 'Failed' } },
  cancelled: { colour: 'grey', words: { zh: '已取消', en: 'Cancelled' } },
};

/** Lamp and word of a batch's state. */
export const batchState = (status: BatchStatus): Shown => states[status];

/** Whether more is to come by itself. */
export const underWay = (status: BatchStatus): boolean =>
  ['collecting', 'collected', 'checking', 'checked', 'joining'].includes(status);
