import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Questions about looks',
  answerRight: 'Answer citizens who ask why their data was looked at',
  entry: 'entry about you',
  question: 'question',
  ownLook: 'This entry is of your own doing.',
  noOffice: 'The platform did this by itself: there is no office to ask.',
  askedAlready: 'You have asked about this entry already. The answer will stand beside it.',
  answered: 'This question has its answer, which stands as it was given.',
  task: 'A citizen asks why their data was looked at (ledger entry {sequence})',
  outcome: 'answered',
  badCursor: 'The page marker cannot be read. Start again from the first page.',
} satisfies typeof zh;
