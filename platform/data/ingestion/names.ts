import type { Text } from '#kernel/texts';

/** What people call the states of a batch. */
export const statusNames = {
  previewed: { zh: '待确认', en: 'Previewed' },
  collecting: { zh: '汇集中', en: 'Collecting' },
  collected: { zh: '已汇集', en: 'Collected' },
  checking: { zh: '检查中', en: 'Checking' },
  checked: { zh: '已检查', en: 'Checked' },
  joining: { zh: '并入中', en: 'Joining' },
  joined: { zh: '已并入登记册', en: 'Joined the register' },
  failed: { zh: '失败', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Readonly<Record<string, Text>>;

/** How a file stands to what was handed in before. */
export const modeNames = {
  update: { zh: '更新', en: 'Update' },
  correction: { zh: '更正', en: 'Correction' },
} as const satisfies Readonly<Record<string, Text>>;
