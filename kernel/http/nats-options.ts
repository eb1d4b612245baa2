import { isIP } from 'node:net';
import { nkeyAuthenticator, nkeys, type ConnectionOptions } from '@nats-io/transport-node';
import { NatsRefused } from './nats-errors.ts';

export interface OutsideNatsOptions {
  /** Its name, for the certificate. */
  readonly host: string;
  /** The address that was checked (`outsideAddress`): it is the one connected to. */
  readonly address: string;
  readonly port: number;
  readonly tls: 'off' | 'require' | 'verify';
  /** By whom it is asked: a user with a password, a word alone, or the seed of a key (NKey, Ed25519). */
  readonly account:
    | { readonly user: string; readonly password: string }
    | { readonly token: string }
    | { readonly seed: string }
    | undefined;
  readonly timeoutMs: number;
}

/** @throws NatsRefused when it is none */
function seedOf(text: string): Uint8Array {
  const seed = new TextEncoder().encode(text.trim());
  try {
    nkeys.fromSeed(seed);
  } catch (error) {
    throw new NatsRefused('seed', error);
  }
  return seed;
}

function accountOf({ account }: OutsideNatsOptions): ConnectionOptions {
  if (account === undefined) return {};
  if ('seed' in account) return { authenticator: nkeyAuthenticator(seedOf(account.seed)) };
  if ('token' in account) return { token: account.token };
  return { user: account.user, pass: account.password };
}

/** To the checked address and no other: servers that the broker tells of are not asked (CWE-918). */
export function optionsOf(options: OutsideNatsOptions): ConnectionOptions {
  const { host, address, port, tls, timeoutMs } = options;
  // A certificate for a number is held against the number (RFC 6066 knows no names made of numbers).
  const secured = {
    ...(isIP(host) === 0 ? { servername: host } : { servername: '', host }),
    rejectUnauthorized: tls === 'verify',
    // First the server's own lines, then TLS: nothing of ours is said before that.
    handshakeFirst: false,
  };
  return {
    servers: isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`,
    name: 'yaojiang',
    ...accountOf(options),
    tls: tls === 'off' ? null : secured,
    timeout: timeoutMs,
    pingInterval: 20_000,
    maxPingOut: 2,
    reconnect: false,
    ignoreClusterUpdates: true,
    noRandomize: true,
    resolve: false,
  };
}
