import type { Values } from '#kernel/record';
import { between, type WorkingCalendar } from '#engines/working-days';
import type { TenderState } from './names.ts';
import type { Tender } from './records.ts';

export type TenderValues = Omit<Values<typeof Tender>, 'state'>;
type Method = TenderValues['procurement'];

/**
 * The least time from the publication of the documents to the deadline: 20 days of an open or invited tender (Government
 * Procurement Law art. 35, Tendering Law art. 24), 10 of a competitive consultation (财库〔2014〕214号 art. 10), 3 working days of a
 * negotiation and of an inquiry (财政部令第74号 art. 29, 45).
 */
const leastTime: Readonly<Record<Method, { readonly days: number; readonly working: boolean }>> = {
  open: { days: 20, working: false },
  invited: { days: 20, working: false },
  consultation: { days: 10, working: false },
  negotiation: { days: 3, working: true },
  inquiry: { days: 3, working: true },
  single: { days: 0, working: false },
};

/**
 * Fewer bids, and the tender has failed (Government Procurement Law art. 36, Tendering Law art. 28; 财政部令第74号 art. 37, 50); a
 * consultation may go on with two in some cases (财库〔2015〕124号), a single source has one.
 */
const leastBids: Readonly<Record<Method, number>> = {
  open: 3,
  invited: 3,
  negotiation: 3,
  inquiry: 3,
  consultation: 2,
  single: 1,
};

export type TenderFault =
  | 'tender-order'
  | 'tender-too-short'
  | 'tender-few-bids'
  | 'tender-above-ceiling'
  | 'tender-unfinished';

const given = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** Each day is there only with the one before it, and not before it; what has happened does not lie ahead. */
function outOfOrder(tender: TenderValues, today: string): boolean {
  const days = [tender.publishedOn, tender.deadlineOn, tender.openedOn, tender.awardedOn];
  const gap = days.findIndex((day) => !given(day));
  const known = days.filter(given) as string[];
  if (gap >= 0 && gap < known.length) return true;
  if (known.some((day, at) => at > 0 && day < (known[at - 1] ?? ''))) return true;
  return (tender.openedOn ?? '') > today || (tender.awardedOn ?? '') > today;
}

const noon = (day: string) => `${day}T04:00:00Z`;

function tooShort(tender: TenderValues, calendar: WorkingCalendar): boolean {
  const { publishedOn: from, deadlineOn: to } = tender;
  if (!from || !to) return false;
  const { days, working } = leastTime[tender.procurement];
  const unit = working ? 'working-days' : 'calendar-days';
  return between(calendar, { from: noon(from), to: noon(to) }, unit).amount < days;
}

/** An award names who, for how much and when; and there is none without bids. */
function unfinished({ outcome, winner, awardFen, awardedOn, openedOn, bids }: TenderValues): boolean {
  if (given(openedOn) !== given(bids)) return true;
  const parts = [winner, awardFen, awardedOn];
  if (outcome === 'awarded') return !given(bids) || !parts.every(given);
  return parts.some(given);
}

/** What cannot be of a tender, the first that is found. */
export function faultOf(
  tender: TenderValues,
  today: string,
  calendar: WorkingCalendar,
): TenderFault | undefined {
  if (outOfOrder(tender, today)) return 'tender-order';
  if (tooShort(tender, calendar)) return 'tender-too-short';
  if (unfinished(tender)) return 'tender-unfinished';
  const awarded = tender.outcome === 'awarded';
  if (awarded && (tender.bids ?? 0) < leastBids[tender.procurement]) return 'tender-few-bids';
  if ((tender.awardFen ?? 0) > tender.ceilingFen) return 'tender-above-ceiling';
  return undefined;
}

export function stateOf({ outcome, openedOn, publishedOn }: TenderValues, today: string): TenderState {
  if (outcome) return outcome;
  if (openedOn) return 'opened';
  return publishedOn && publishedOn <= today ? 'published' : 'planned';
}

/**
 * The most that a contract may become by changes of its price: a tenth more than was signed (Government Procurement Law art. 49:
 * what is bought in addition of the same thing).
 */
export const mostAfterChanges = (signedFen: number): number => Math.floor(signedFen * 1.1 + 1e-6);

/** The days of a contract that tell whether it was signed in time. */
export interface Signing {
  readonly plannedOn?: string | null | undefined;
  readonly signedOn?: string | null | undefined;
}

/**
 * Working days by which a contract was signed after the day planned for it; by which it waits, where it was not signed by
 * `today`. 0: in time, not due yet, or no day was planned.
 */
export function signedLate(
  { plannedOn, signedOn }: Signing,
  today: string,
  calendar: WorkingCalendar,
): number {
  const until = signedOn && signedOn <= today ? signedOn : today;
  if (!plannedOn || until <= plannedOn) return 0;
  return between(calendar, { from: noon(plannedOn), to: noon(until) }, 'working-days').amount;
}
