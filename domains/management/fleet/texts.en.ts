import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Dangerous goods fleet',
  read: 'See vehicles and their terminals',
  write: 'Register and import vehicles and terminals',
  release: 'Release the registration of a terminal',
  noTerminal: 'There is no such terminal, or you may not see it.',
} satisfies typeof zh;
