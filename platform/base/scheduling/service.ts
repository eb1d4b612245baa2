import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';

/** When places open: `days` before the day itself, at `at` (HH:mm of the city). */
export interface Release {
  readonly days: number;
  readonly at: string;
}

export interface BookedFor {
  readonly subject: string;
  readonly channel: string;
  readonly resource: string;
  readonly organisation: string;
}

/** A service that people book, as its domain declares it. The rules are data; the city may set some otherwise. */
export interface BookingService {
  readonly code: string;
  readonly title: Text;
  /** Ways in: `app`, `window`, `phone`, `referral` … A pool named `any` is open to all of them. */
  readonly channels: readonly string[];
  readonly release: Release;
  /** Channels that open at another time, say residents signed with the doctor. */
  readonly releaseFor?: Readonly<Record<string, Release>>;
  /** How long a place is held for whoever has not confirmed yet. */
  readonly holdMinutes: number;
  /** How long an offer from the waiting list, or in place of a stopped slot, stands. */
  readonly offerMinutes: number;
  /** One live booking of a subject in each … of the service, or of the same resource. */
  readonly once: {
    readonly within: 'half-day' | 'day' | 'slot' | 'none';
    readonly of: 'service' | 'resource';
  };
  /** A citizen cancels until so long before the beginning. */
  readonly cancelUntilMinutes: number;
  /** From so long before the beginning, what one channel left is everybody's; absent: never. */
  readonly sharedFromMinutes?: number;
  /** After `most` absences within `withinDays`, no booking for `suspendDays`; absent: never. */
  readonly noShow?: { readonly most: number; readonly withinDays: number; readonly suspendDays: number };
  /** Refuses, by throwing a Problem, whom the domain does not admit. */
  readonly admit?: (context: Context, booked: BookedFor) => Promise<void>;
}

/** Where domains declare what can be booked. */
export const bookingServicePoint = definePoint<BookingService>('scheduling.service');
