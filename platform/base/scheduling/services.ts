import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { bookingServicePoint, type BookingService } from './service.ts';
import { cityRules } from './slot-store.ts';
import { texts } from './texts.ts';

/** What domains declare, with what the city sets otherwise laid over it. */
export async function bookingServices(context: Context, db = context.db): Promise<BookingService[]> {
  const rules = await cityRules(db);
  return context
    .contributions(bookingServicePoint)
    .map((service) => ({ ...service, ...(rules.get(service.code) as Partial<BookingService> | undefined) }));
}

/** @throws Problem 404 `scheduling.no-service` */
export async function getService(context: Context, code: string, db = context.db): Promise<BookingService> {
  const service = (await bookingServices(context, db)).find((each) => each.code === code);
  if (service) return service;
  throw new Problem(404, 'scheduling.no-service', fill(texts.noService, { service: code }));
}
