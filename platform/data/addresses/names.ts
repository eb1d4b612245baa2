import type { Text } from '#kernel/texts';

export const states = {
  'in-use': { zh: '在用', en: 'in use' },
  abolished: { zh: '已废止', en: 'abolished' },
  merged: { zh: '已并入另一地址', en: 'merged into another' },
} as const satisfies Readonly<Record<string, Text>>;
