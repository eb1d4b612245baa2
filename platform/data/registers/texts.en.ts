import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Registers',
  read: 'See the registers of people and companies, personal data masked',
  reveal: 'See personal data unmasked, for a stated purpose',
  self: 'See what the city has on oneself',
} satisfies typeof zh;
