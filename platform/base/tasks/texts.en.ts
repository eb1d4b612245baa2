import type { zh } from './texts.zh.ts';

export const en = {
  task: 'task',
  alreadyClaimed: 'This task is claimed by {name}.',
  closed: 'This task is closed. Nothing was changed.',
  notYours: 'You did not claim this task: only its holder or a manager of tasks may release it.',
  unknownOrganisation: 'There is no such organisation: {organisation}',
  unknownColleague: 'This person holds no post there; the task was not handed over.',
  handOverWhere: 'Say to which organisation or which colleague.',
  nameless: 'a colleague',
} satisfies typeof zh;
