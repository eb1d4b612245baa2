import { outsideAddress } from '#kernel/outgoing';
import { openOutsideMysql, type OutsideMysql } from '#kernel/outside-mysql';
import type { DatabaseSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { faultOf, passing, refused } from './faults.ts';
import { isListed } from './inside.ts';
import { SourceFault, type Reading } from './reader.ts';

const connectMs = 10_000;
/** Numbers of errors that both makes share: https://mariadb.com/docs/server/reference/error-codes */
const signIn = new Set([1044, 1045, 1049, 1698, 3118]);
const busy = new Set([1040, 1053, 1129, 1203, 1205, 1213, 1226]);
const late = new Set([1969, 3024]);

/** What a database or the way to it said, as a sign and never in its own words: those may hold data. */
export function mysqlFault(error: unknown): unknown {
  const read = faultOf(error);
  if (read instanceof SourceFault) return read;
  const { errno = 0, code = '' } = error as { errno?: number; code?: string };
  if (signIn.has(errno)) return refused(texts.faultDatabaseSignIn);
  if (busy.has(errno)) return passing(texts.faultUnreachable);
  if (late.has(errno)) return passing(texts.faultTimeout);
  // Those of the network are negative.
  if (errno > 0) return refused(texts.faultDatabase, { code: errno });
  if (code === 'AUTH_SWITCH_PLUGIN_ERROR') return refused(texts.faultDatabaseSignIn);
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code)) return refused(texts.faultTls);
  return passing(texts.faultUnreachable);
}

/**
 * A connection that can only read, to the address that was checked. Whatever its name says later, it stays there.
 * @throws SourceFault
 */
export async function connectMysql(reading: Reading, settings: DatabaseSettings): Promise<OutsideMysql> {
  const { host, port, tls, database, user } = settings;
  if (reading.secret === undefined) throw refused(texts.faultSecret);
  const inside = isListed(reading.context, host, port);
  if (tls === 'off' && !inside) throw refused(texts.faultTls);
  const password = reading.secret;
  try {
    const address = await outsideAddress(host, inside);
    return await openOutsideMysql({
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
    throw mysqlFault(error);
  }
}
