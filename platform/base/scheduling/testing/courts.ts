import type { Asker } from '#testing';
import { sweep } from '../settle.ts';
import { created, openHall, type Hall } from './hall.ts';

export interface Answer {
  readonly id: string;
  readonly status: string;
  readonly code: string;
  readonly startsAt: string;
}
export const hold = (who: Asker, slot: string, request?: string) =>
  who.post('/api/scheduling/holds', { slot, ...(request ? { request } : {}) });
export const held = async (who: Asker, slot: string) => (await created(hold(who, slot))) as Answer;
export const confirm = (who: Asker, id: string) => who.post(`/api/scheduling/my/bookings/${id}/confirm`);
export const cancel = (who: Asker, id: string) => who.post(`/api/scheduling/my/bookings/${id}/cancel`);
export const codeOf = async (asked: ReturnType<Asker['post']>) => (await asked).json<Answer>().code;
export const mine = async (who: Asker) =>
  (await who.get('/api/scheduling/my/bookings')).json<{
    bookings: { id: string; status: string; resource: string; insteadOf: string | null; startsAt: string }[];
    waiting: { id: string; status: string; ahead: number; booking: string | null }[];
    suspended: { id: string; untilAt: string; noShows: number }[];
  }>();

export const slotIn = async ({ city }: Hall, id: string, channel = 'app') => {
  const [resource = '', day = ''] = id.split('.');
  const answer = await city.stranger.get(
    `/api/scheduling/slots?resource=${resource}&from=${day}&channel=${channel}`,
  );
  return answer
    .json<{ items: { id: string; free: number; state: string }[] }>()
    .items.find((slot) => slot.id === id);
};

/** What the clock does each minute. */
export const clockRoundIn = ({ city }: Hall) =>
  sweep(city.as({ id: 'clock', grants: { '*': 'city' } }).context());

/** A hall with five courts: two of them keep a place for the window, one holds one person, one has a queue. */
export async function openCourts(): Promise<Hall> {
  const place = await openHall();
  for (const code of ['one', 'two']) await place.court(code, { capacity: 2, quotas: 'window=1' });
  await place.court('full', { capacity: 1 });
  await place.court('queue', { capacity: 3 });
  await place.court('absent', { capacity: 5 });
  return place;
}
