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
  approve: 'Review proposals, approve baselines and reports of progress',
  notNow: 'This cannot be done in the present state; nothing was changed. Load the page again.',
  ownProposal: 'Nobody decides on what they handed in themselves. Another person does.',
  formalTask: 'Check the form of a proposal: {title}',
  returnedTask: 'Complete the proposal that was returned: {title}',
  reviewTask: 'Review the proposal: {title}',
  locked: 'A proposal that was handed in is neither changed nor withdrawn. Once returned it can be changed.',
  unknownResource: 'The catalogue has no {code}. Name resources by their codes there.',
  codeTaken: 'There is an undertaking of this code already. Choose another.',
  noCounterpart: 'The comparison has no such thing; nothing was noted. Load the page again.',
  overlapOpen:
    'These exist and are near to it, and nobody has said how they relate: {titles}. Answer each, then decide.',
  existsAlready:
    'These were found to be the same: {titles}. It would be built twice and cannot be approved; return or refuse it.',
  aboveAsked: 'More would be approved than was asked. Approve at most what was asked.',
  notApproved:
    'An undertaking comes out of an approved proposal. One from before is entered by the office that approves.',
} satisfies typeof zh;
