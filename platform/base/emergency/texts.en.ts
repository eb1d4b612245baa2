import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Emergency access',
  breakRight: 'Break the glass: in an emergency open one row that one has no right to',
  reviewRight: 'Review broken glass',
  glass: 'broken glass',
  noSuchRecord: 'There is no such register, or nothing personal in it: no glass has to be broken.',
  noOffice: 'Glass is broken in the name of an office; your post has none.',
  nobodyInformed: 'Choose a colleague of your office, who is told at once.',
  nobodyReviews:
    'Nobody is there to review it: no glass can be broken. An administrator must name somebody first.',
  tooOften: 'You broke glass {count} times within 24 hours. Turn to the security administrator.',
  over: 'This emergency access is over.',
  ownReview: 'Whoever broke the glass, or was told of it, does not review it.',
  alreadyReviewed: 'It has been reviewed; the verdict stands.',
  informed: 'A colleague broke the glass of {record} {key}: for you to know',
  toReview: 'Broken glass to be reviewed: {record} {key}',
  yours: 'Data of your office was opened by breaking glass: {record} {key}',
  reviewed: 'reviewed',
  badCursor: 'The page marker cannot be read. Start again from the first page.',
} satisfies typeof zh;
