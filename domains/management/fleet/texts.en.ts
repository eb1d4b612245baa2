import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Dangerous goods fleet',
  read: 'See vehicles and their terminals',
  write: 'Register and import vehicles and terminals',
  release: 'Release the registration of a terminal',
  otherOwner:
    'This vehicle is of another operator; a terminal is registered to a vehicle of its own operator. Nothing was saved.',
  noTerminal: 'There is no such terminal, or you may not see it.',
} satisfies typeof zh;
