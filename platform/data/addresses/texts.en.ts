import type { zh } from './texts.zh.ts';

export const en = { module: 'Addresses', read: 'Read an address' } satisfies typeof zh;
