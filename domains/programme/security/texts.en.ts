import type { zh } from './texts.zh.ts';

export const en = {
  ranOut: '{clause} fails, and its accepted time is over: ',
  assess: '{title}: its assessment is due',
  assessed: 'Assessed',
  assessment: 'Assessment of graded protection',
  module: 'Security',
  read: 'See the controls of graded protection and their evidence',
  manage: 'Gather evidence, accept risks',
  gathering: 'Gather evidence for graded protection',
  gathered: '{pass} pass, {fail} fail, {manual} for a person, {accepted} accepted',
  finding: 'Control that fails',
  fails: '{clause} fails: ',
  mended: 'It passes now',
  accepted: 'The risk is accepted',
  untilPast: 'That day is past: give today or a later one.',
} satisfies typeof zh;
