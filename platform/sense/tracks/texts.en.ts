import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Tracks',
  read: 'See where vehicles are and were',
  noDevice: 'There is nothing of that name, or you may not see it.',
  daysJob: 'Days of tracks: made ahead, dropped when their time is over',
  judgeJob: 'Tracks judged by rules of areas and speed',
  daysDone: '{made} days are ready, {dropped} were dropped.',
  settleJob: 'Days of tracks: those that are over are put in order',
  settleDone: '{settled} days were put in order.',
  judged: '{devices} judged, {breaches} breaches found.',
  taskKind: 'Rules of tracks',
  vehicles: 'Vehicles',
  breaches: 'Rules broken today',
  breach: 'broke a rule',
} satisfies typeof zh;
