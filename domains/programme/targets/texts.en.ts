import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Targets',
  read: "See the plan's baselines and targets",
  planTargets: "The plan's targets for 2020",
  target: 'Target',
  baseline: 'Baseline',
  noNumber: 'no number in the plan',
  noBaseline: 'no baseline in the plan',
} satisfies typeof zh;
