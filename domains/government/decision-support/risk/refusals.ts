import type { Text } from '#kernel/texts';

/** Why nothing is foretold of a case. */
export const refusals = ['too-few', 'too-old', 'past-seen'] as const;
export type Refusal = (typeof refusals)[number];

export const refusalNames = {
  'too-few': { zh: '同类已办结的不足 30 件，无从推算', en: 'Fewer than 30 of its kind were closed' },
  'too-old': { zh: '办到这么久的同类不足 10 件，无从推算', en: 'Fewer than 10 of its kind ever got as old' },
  'past-seen': { zh: '同类事项还没有观察到这么久', en: 'None of its kind was watched for so long' },
} as const satisfies Readonly<Record<Refusal, Text>>;
