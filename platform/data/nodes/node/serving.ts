import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { leasesOf } from './leases.ts';
import { findFollowed, noteRead, readRows, type Followed } from './rows-store.ts';

const refused = (status: number, code: string, detail: Problem['detail']): Problem =>
  new Problem(status, `nodes.${code}`, detail);

/** @throws Problem 410 `nodes.recalled`; 403 `nodes.lease-over`, `nodes.other-purpose` */
function requireLease(context: Context, one: Followed): number {
  const { agreement, purpose, state, reason } = one;
  if (state === 'deleted')
    throw refused(410, 'recalled', fill(texts.recalledHere, { id: agreement, why: reason ?? '—' }));
  const stated = context.purpose?.split(':', 1)[0]?.trim();
  if (stated !== purpose)
    throw refused(403, 'other-purpose', fill(texts.otherPurpose, { id: agreement, purpose }));
  const left = leasesOf(context).left(agreement);
  if (left <= 0) throw refused(403, 'lease-over', fill(texts.leaseOver, { id: agreement }));
  return left;
}

interface Page {
  /** Generation and place of the last row of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** @throws Problem 409 `nodes.rows-changed` when other rows came in their place */
async function pageOf(context: Context, one: Followed, { after: said, limit }: Page) {
  const [generation = one.generation, after = 0] = said?.split('.').map(Number) ?? [];
  if (generation !== one.generation) throw refused(409, 'rows-changed', texts.rowsChanged);
  const rows = await readRows(context.db, one, { after, limit });
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { rows, next: last ? `${generation}.${last.place}` : null };
}

/**
 * A page of the rows that are held of an agreement, for a program of the department. They are served only while the lease
 * runs that the city gave.
 * @throws Problem 404; 410 `nodes.recalled`; 403 `nodes.lease-over`, `nodes.other-purpose`; 409 `nodes.rows-changed`
 */
export async function serveRows(context: Context, agreement: string, page: Page) {
  const one = await findFollowed(context.db, agreement);
  if (!one) throw notFound(texts.agreement, agreement);
  requireLease(context, one);
  const { rows, next } = await pageOf(context, one, page);
  // The lease may have ended, or other rows have come in their place, while they were read.
  const now = await findFollowed(context.db, agreement);
  if (now?.generation !== one.generation) throw refused(409, 'rows-changed', texts.rowsChanged);
  const left = requireLease(context, now);
  await noteRead(context.db, one, rows.length, context.clock.now().toISOString());
  const { dataset, simulated, takenAt, fields } = one;
  const items = rows.map(({ values }) => values);
  const leaseSeconds = Math.floor(left);
  return { agreement, dataset, simulated, takenAt, leaseSeconds, fields: [...fields], items, next };
}
