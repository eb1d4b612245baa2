import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Feedback',
  rate: 'Rate services that one has used',
  read: "See ratings of the organisation's services",
  answer: 'Answer bad grades',
  rating: 'rating',
  ratedAlready: 'You have rated this already.',
  needsReason: 'Say why you are not satisfied: choose a reason or write a line.',
  notAnswered: 'You can rate again once it is answered.',
  answeredAlready: 'This rating is answered.',
  notBad: 'Only bad grades are answered.',
  task: 'A bad grade to look into: {title}',
  booked: 'Service by appointment',
  outcome: 'answered',
  badCursor: 'The page marker cannot be read. Start again from the first page.',
} satisfies typeof zh;
