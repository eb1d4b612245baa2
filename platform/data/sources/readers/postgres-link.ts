import { outsideAddress } from '#kernel/outgoing';
import { openOutsidePostgres, type OutsidePostgres } from '#kernel/outside-postgres';
import type { DatabaseSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { faultOf, passing, refused } from './faults.ts';
import { isListed } from './inside.ts';
import { SourceFault, type Reading } from './reader.ts';

const connectMs = 10_000;
const signInCodes = new Set(['28000', '28P01', '3D000']);

/** What a database or the way to it said, as a sign and never in its own words: those may hold data. */
export function databaseFault(error: unknown): unknown {
  const read = faultOf(error);
  if (read instanceof SourceFault) return read;
  const { code = '' } = error as { code?: string };
  if (signInCodes.has(code)) return refused(texts.faultDatabaseSignIn);
  if (/^(57P0[123]|53|08)/.test(code)) return passing(texts.faultUnreachable);
  if (code === '57014') return passing(texts.faultTimeout);
  if (/^[0-9A-Z]{5}$/.test(code)) return refused(texts.faultDatabase, { code });
  if (
    /CERT|SSL|TLS|SELF_SIGNED/.test(code) ||
    /SSL|certificate/i.test(error instanceof Error ? error.message : '')
  )
    return refused(texts.faultTls);
  return passing(texts.faultUnreachable);
}

/**
 * A connection that can only read, to the address that was checked. Whatever its name says later, it stays there.
 * @throws SourceFault
 */
export async function connect(reading: Reading, settings: DatabaseSettings): Promise<OutsidePostgres> {
  const { host, port, tls } = settings;
  if (reading.secret === undefined) throw refused(texts.faultSecret);
  const inside = isListed(reading.context, host, port);
  if (tls === 'off' && !inside) throw refused(texts.faultTls);
  try {
    const address = await outsideAddress(host, inside);
    const { database, user } = settings;
    const password = reading.secret;
    return await openOutsidePostgres({
      host,
      address,
      port,
      database,
      user,
      password,
      tls,
      timeoutMs: connectMs,
    });
  } catch (error) {
    throw databaseFault(error);
  }
}
