import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { bookingServicePoint, type BookingService } from './service.ts';
import { cityRules } from './slot-store.ts';
import { texts } from './texts.ts';

/** The city's files are read at the start only, so what they say stands as long as the store is open. */
const known = new WeakMap<object, Promise<ReadonlyMap<string, object>>>();

function rulesOf(context: Context, db: Db): Promise<ReadonlyMap<string, object>> {
  const kept = known.get(context.store);
  if (kept) return kept;
  const asked = cityRules(db);
  known.set(context.store, asked);
  asked.catch(() => known.delete(context.store));
  return asked;
}

/** What domains declare, with what the city sets otherwise laid over it. */
export async function bookingServices(context: Context, db = context.db): Promise<BookingService[]> {
  const rules = await rulesOf(context, db);
  return context
    .contributions(bookingServicePoint)
    .map((service) => ({ ...service, ...(rules.get(service.code) as Partial<BookingService> | undefined) }));
}

/** Undefined for a service that no domain declares any more. */
export const findService = async (
  context: Context,
  code: string,
  db = context.db,
): Promise<BookingService | undefined> =>
  (await bookingServices(context, db)).find((each) => each.code === code);

/** @throws Problem 404 `scheduling.no-service` */
export async function getService(context: Context, code: string, db = context.db): Promise<BookingService> {
  const service = await findService(context, code, db);
  if (service) return service;
  throw new Problem(404, 'scheduling.no-service', fill(texts.noService, { service: code }));
}
