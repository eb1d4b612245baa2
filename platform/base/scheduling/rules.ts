import type { BookingService, Release } from './service.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** China has one civil time and no summer time. */
const offset = '+08:00';

/** The day and the time of an instant, as the city's clocks show them. */
export function localOf(instant: Date): { readonly day: string; readonly time: string } {
  const shifted = new Date(instant.getTime() + 8 * 60 * MINUTE).toISOString();
  return { day: shifted.slice(0, 10), time: shifted.slice(11, 16) };
}

/** @param time HH:mm of the city @returns ISO instant in UTC */
export const instantAt = (day: string, time: string): string =>
  new Date(`${day}T${time}:00${offset}`).toISOString();

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

export const halves = ['am', 'pm', 'evening'] as const;
export type Half = (typeof halves)[number];

/** Before noon, before six in the evening, after. */
export function halfOf(time: string): Half {
  if (time < '12:00') return 'am';
  return time < '18:00' ? 'pm' : 'evening';
}

export type Quotas = Readonly<Record<string, number>>;

/** `app=6 window=2` as numbers. */
export const quotasOf = (text: string | null | undefined): Quotas =>
  Object.fromEntries(
    (text ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((part) => part.split('='))
      .map(([channel = '', quota]) => [channel, Number(quota)]),
  );

export const sumOf = (quotas: Quotas): number => Object.values(quotas).reduce((sum, each) => sum + each, 0);

/** The pools of a slot: what no channel has for its own is in `any`; together they are the capacity. */
export function poolsOf(capacity: number, quotas: Quotas): Quotas {
  return { ...quotas, any: (quotas['any'] ?? 0) + Math.max(0, capacity - sumOf(quotas)) };
}

export interface SessionTime {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly slotMinutes: number;
  readonly capacity: number;
  readonly quotas: string | null;
}

export interface WeeklySession extends SessionTime {
  readonly code: string;
  readonly weekday: number;
  readonly onHolidays: boolean;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

export interface DayException {
  readonly code: string;
  readonly day: string;
  readonly kind: 'closed' | 'extra';
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly slotMinutes: number | null;
  readonly capacity: number | null;
  readonly quotas: string | null;
}

export interface PlannedSlot {
  readonly session: string;
  readonly time: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly half: Half;
  readonly capacity: number;
  readonly pools: Quotas;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function cut(code: string, day: string, session: SessionTime): PlannedSlot[] {
  const slots: PlannedSlot[] = [];
  const end = minutesOf(session.endsAt);
  for (let at = minutesOf(session.startsAt); at + session.slotMinutes <= end; at += session.slotMinutes) {
    const time = timeOf(at);
    slots.push({
      session: code,
      time,
      startsAt: instantAt(day, time),
      endsAt: instantAt(day, timeOf(at + session.slotMinutes)),
      half: halfOf(time),
      capacity: session.capacity,
      pools: poolsOf(session.capacity, quotasOf(session.quotas)),
    });
  }
  return slots;
}

const isInForce = (session: WeeklySession, day: string): boolean =>
  (session.firstDay === null || session.firstDay <= day) &&
  (session.lastDay === null || day <= session.lastDay);

const isClosed = (closed: DayException, slot: PlannedSlot): boolean =>
  slot.time < (closed.endsAt ?? '24:00') && slot.time >= (closed.startsAt ?? '00:00');

export interface Plan {
  readonly sessions: readonly WeeklySession[];
  readonly exceptions: readonly DayException[];
  /** A public holiday, on which only sessions that say so are held. */
  readonly isHoliday: (day: string) => boolean;
}

/**
 * The slots that a resource offers on a day: its weekly sessions, but for what is closed and holidays, and what is extra.
 * A session of a weekday holds on that weekday also when the nation works on it; two slots never begin at one time.
 */
export function slotsOf(plan: Plan, day: string): PlannedSlot[] {
  const holiday = plan.isHoliday(day);
  const today = plan.exceptions.filter((each) => each.day === day);
  const closed = today.filter(({ kind }) => kind === 'closed');
  const weekly = plan.sessions
    .filter(({ weekday, onHolidays }) => weekday === weekdayOf(day) && (onHolidays || !holiday))
    .filter((session) => isInForce(session, day))
    .flatMap((session) => cut(session.code, day, session))
    .filter((slot) => !closed.some((each) => isClosed(each, slot)));
  const extra = today.filter(isExtra).flatMap((each) => cut(each.code, day, each));
  return [...new Map([...weekly, ...extra].map((slot) => [slot.time, slot])).values()].toSorted((a, b) =>
    a.time.localeCompare(b.time),
  );
}

const isExtra = (each: DayException): each is DayException & SessionTime =>
  each.kind === 'extra' &&
  [each.startsAt, each.endsAt, each.slotMinutes, each.capacity].every((value) => value !== null);

const releaseFor = (service: BookingService, channel: string): Release =>
  service.releaseFor?.[channel] ?? service.release;

/** The instant from which a channel may book a day. */
export function opensAt(service: BookingService, day: string, channel: string): string {
  const { days, at } = releaseFor(service, channel);
  return instantAt(addDays(day, -days), at);
}

/** How many days ahead slots are made: the earliest release, and one to look forward to. */
export const horizonOf = (service: BookingService): number =>
  Math.max(service.release.days, ...Object.values(service.releaseFor ?? {}).map(({ days }) => days)) + 1;

/** The pools that a channel may draw from, its own first. `undefined`: all of them, near the beginning. */
export function poolsFor(
  service: BookingService,
  channel: string,
  times: { readonly startsAt: string; readonly now: Date },
): readonly string[] {
  const own = [channel, 'any'];
  const left = Date.parse(times.startsAt) - times.now.getTime();
  const shared = service.sharedFromMinutes !== undefined && left <= service.sharedFromMinutes * MINUTE;
  return shared ? [...new Set([...own, ...service.channels])] : own;
}

/** What makes two bookings of a subject one too many; null where nothing does. */
export function onceKeyOf(
  service: BookingService,
  slot: { readonly id: string; readonly resource: string; readonly day: string; readonly half: string },
): string | null {
  const { within, of } = service.once;
  if (within === 'none') return null;
  const whose = of === 'service' ? service.code : slot.resource;
  const span = { 'half-day': `${slot.day} ${slot.half}`, day: slot.day, slot: slot.id }[within];
  return `${whose} ${span}`;
}

export const minutesAfter = (now: Date, minutes: number): string =>
  new Date(now.getTime() + minutes * MINUTE).toISOString();

/** A hold never outlives the beginning of what is held. */
export const holdUntil = (now: Date, minutes: number, startsAt: string): string => {
  const until = minutesAfter(now, minutes);
  return until < startsAt ? until : startsAt;
};

export const mayStillCancel = (service: BookingService, startsAt: string, now: Date): boolean =>
  Date.parse(startsAt) - now.getTime() >= service.cancelUntilMinutes * MINUTE;

/** @returns until when one is suspended after so many absences; undefined when not */
export function suspendedUntil(service: BookingService, noShows: number, now: Date): string | undefined {
  if (!service.noShow || noShows < service.noShow.most) return undefined;
  return new Date(now.getTime() + service.noShow.suspendDays * DAY).toISOString();
}

/** Whose turn it is by the clock: who booked at their time, or when they come later; who did not, when they came. */
export const readyAt = (arrivedAt: string, startsAt: string | null): string =>
  startsAt !== null && startsAt > arrivedAt ? startsAt : arrivedAt;
