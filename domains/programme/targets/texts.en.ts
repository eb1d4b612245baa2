import type { zh } from './texts.zh.ts';

export const en = { module: 'Targets', read: "See the plan's baselines and targets" } satisfies typeof zh;
