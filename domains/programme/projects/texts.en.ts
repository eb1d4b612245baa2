import type { zh } from './texts.zh.ts';

export const en = { module: 'Key projects', read: 'See the key projects' } satisfies typeof zh;
