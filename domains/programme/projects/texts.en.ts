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
  tenderOrder:
    'These days of the tender cannot be: published, until, opened, awarded come in this order, each with the one before it; opened and awarded do not lie ahead.',
  tenderTooShort:
    'The time for bids is too short: 20 days for open and invited tenders, 10 for consultation, 3 working days for negotiation and inquiry. Put the last day off.',
  tenderFewBids:
    'There were fewer valid bids than the law wants; it cannot be awarded. Enter it as failed and begin anew.',
  tenderAboveCeiling: 'The award is above the ceiling. Check the amounts.',
  tenderUnfinished:
    'With the opening goes the number of valid bids; with an award the winner, the amount and the day; without one none of them.',
  tenderSigned: 'More has been signed under it than that award. It cannot be changed so.',
  noTender: 'A contract is of an awarded tender, or says why there was none.',
  otherTender:
    'It does not fit the tender: the same undertaking, awarded, the same procurement and supplier, signed after the award.',
  aboveAward: 'The contracts of this tender would come to more than its award.',
  overBudget: 'It would come to more than the budget. Change the baseline first, or the amount.',
  changeFirst:
    'It was paid on or changed already: what it was signed for stays. Enter a change of the contract.',
  changeOrder: 'The day is not before it was signed or changed last, and does not lie ahead.',
  changeTooLarge:
    'It would come to more than 110 % of what was signed (Government Procurement Law, art. 49). Procure anew.',
  riskKind: 'Review of a risk',
  riskTask: 'Review the risk: {title}',
  riskReviewed: 'Reviewed',
  toRisk: 'Review it',
  dueJob: 'What is due in projects',
  dueDone: 'What is due was looked through.',
  firstBaseline: 'As approved',
  baselineTask: 'Decide on a baseline: {id}',
  baselineWaits: 'One is waiting to be decided already; nothing was asked anew.',
  planAboveBudget: 'The activities cost more than the budget. Change theirs first, or ask for more.',
  belowContracts:
    'Less would be left than its contracts come to, those to be signed among them; it cannot be frozen.',
  frozen: 'Start, end and budget were frozen with the baseline. Ask for a new one.',
  byReport: 'Progress is what accepted reports say; it is not changed here. Hand in a report.',
  reportTask: 'Report progress: {id}',
  acceptTask: 'Look at a progress report: {id}',
  mendReportTask: 'Mend the report that was sent back: {id}',
  reportLine: '{code} is no activity of this undertaking, or stands twice.',
  reportThere: 'The report of this month was begun already.',
  notUnderWay: 'Progress is reported while an undertaking is under way.',
  bandsUnclear:
    'The bands cannot be read. Write the end of each in yuan and its per cent, ends rising, the last with its per cent alone: 1000000:5; 3000000:8; 10.',
  termination: 'A termination has a day and a reason, and the day lies within the agreement.',
  termsStand:
    'Revenue was reported already: start, rhythm, bands and unit stand. Terminate it and make another agreement.',
  noConcession: 'There is no such concession, or it is out of your scope.',
  otherPeriod:
    'That period cannot be: it is the concession, a dot and the period, of its rhythm, within the agreement and over.',
  revenueKind: 'Revenue not reported',
  revenueTask: 'Ask for the revenue of {title} ({periods})',
  revenueThere: 'All is reported',
  toRevenue: 'Enter it',
  contractUnfinished:
    'A contract that is not signed has the day planned for it; one that is has its supplier, and a day that does not lie ahead.',
  notSigned: 'The contract is not signed: nothing is paid on it or changed. Enter the day of signing first.',
  contractKind: 'Contract to be signed',
  contractTask: 'Sign the contract: {subject}',
  contractSigned: 'Signed, put off or withdrawn',
  toContract: 'Enter the signing',
  otherKind: 'That file was not handed in as a document of a project. Upload it anew.',
} satisfies typeof zh;
