import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Towers and sharing',
  read: 'See communication towers and their sharing',
  write: 'Register and import communication towers and their sharing',
  plan: 'See coverage gaps',
  gaps: 'Coverage gaps',
  outside: 'The place is not in this city; check the order and the system of its coordinates.',
  endsBeforeStart: 'It ends before it begins.',
  builtLater: 'A tower in use needs the date on which it was built, not later than today.',
} satisfies typeof zh;
