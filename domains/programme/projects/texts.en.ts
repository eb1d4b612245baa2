import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Key projects',
  read: 'See the key projects',
  write: 'Keep undertakings, their activities, contracts and payments',
  noUndertaking: 'There is no such undertaking, or it is out of your scope.',
  otherUnit: 'The responsible unit is not that of the undertaking. Name the same one.',
  endsFirst: 'It is to end before it starts. Change one of the two days.',
  otherCode: 'The code of an activity begins with its undertaking and a dot: XM-2018-003.A04.',
  afterUnclear:
    'What it comes after cannot be read. Write short codes, with FS, SS, FF or SF and days where needed, by semicolons: A01; A02SS+3.',
  daysWrong:
    'These days cannot be: what ended has begun, not later; neither lies after today; 100 per cent goes with an end, and an end with 100 per cent.',
  overpaid: 'More would be paid than was agreed. Change the contract first, or the amount.',
  otherContract: 'There is no such contract, or it is of another undertaking.',
  daysFar: 'The days lie between 2000 and 2100.',
  hasParts: 'It still has activities, contracts or payments. Withdraw those first.',
  partsElsewhere: 'Its activities, contracts or payments are of another unit, so its own cannot be changed.',
} satisfies typeof zh;
