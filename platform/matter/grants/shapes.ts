export const states = [
  'filed',
  'supplement',
  'reviewing',
  'reviewed',
  'publicity',
  'awarded',
  'unpaid',
  'paid',
  'reported',
  'clawback',
  'closed',
  'refused',
  'withdrawn',
] as const;
export type State = (typeof states)[number];
