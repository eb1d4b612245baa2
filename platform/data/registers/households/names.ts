import type { Text } from '#kernel/texts';

export const householdStates = {
  standing: { zh: '在册', en: 'in the register' },
  empty: { zh: '已无成员', en: 'without members' },
} as const satisfies Readonly<Record<string, Text>>;
