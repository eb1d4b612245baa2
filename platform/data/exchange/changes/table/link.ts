import type { Context } from '#kernel/context';
import { OutgoingFault, outsideAddress } from '#kernel/outgoing';
import { openOutsidePostgres, type OutsidePostgres } from '#kernel/outside-postgres';
import { NotTaken } from '../not-taken.ts';
import { isInside, openSecret } from '../signing.ts';
import { tableIn } from './address.ts';

const connectMs = 10_000;
const answerMs = 30_000;

/** Codes of PostgreSQL that have words of their own: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const signs: readonly (readonly [RegExp, string])[] = [
  [/^(28...|3D000)$/, 'DB sign-in'],
  [/^(42P01|3F000)$/, 'DB no-table'],
  [/^42703$/, 'DB no-column'],
  [/^42501$/, 'DB permission'],
  [/^25006$/, 'DB read-only'],
  [/^22...$/, 'DB value'],
  [/^23...$/, 'DB constraint'],
  [/^(57014|55P03)$/, 'timeout'],
  [/^(57P..|53...|08...)$/, 'DB unreachable'],
];

/** What a database or the way to it said, as a sign and never in its own words: those may hold data. */
export function signOf(error: unknown): string {
  if (error instanceof OutgoingFault) return error.kind;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const known = signs.find(([codes]) => codes.test(code))?.[1];
  if (known) return known;
  if (/^(?!E[A-Z]+$)[0-9A-Z]{5}$/.test(code)) return `DB ${code}`;
  if (/CERT|SSL|TLS|SELF_SIGNED/.test(code) || /SSL|certificate/i.test(message)) return 'DB tls';
  return 'DB unreachable';
}

export interface Kept {
  readonly agreement: string;
  readonly url: string;
  /** The password, as it is kept. */
  readonly sealed: string;
}

/** @throws NotTaken with a sign; without a cause, for the driver's error says what the server said */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof NotTaken ? error : new NotTaken(signOf(error));
  }
}

/**
 * A connection to a consumer's database; its address is looked up and judged anew each time.
 * @throws NotTaken
 */
export async function openTable(context: Context, kept: Kept): Promise<OutsidePostgres> {
  const { table: _, ...where } = tableIn(kept.url);
  const inside = isInside(context, kept.url);
  if (where.tls === 'off' && !inside) throw new NotTaken('DB tls');
  const password = (await openSecret(context, kept)).toString('utf8');
  return guarded(async () =>
    openOutsidePostgres({
      ...where,
      password,
      address: await outsideAddress(where.host, inside),
      timeoutMs: connectMs,
      writesWithinMs: answerMs,
    }),
  );
}
