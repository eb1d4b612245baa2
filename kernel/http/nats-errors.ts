import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import {
  AuthorizationError,
  PermissionViolationError,
  UserAuthenticationExpiredError,
} from '@nats-io/transport-node';

export type NatsRefusal = 'sign-in' | 'seed' | 'permission' | 'no-stream' | 'no-jetstream' | 'consumer';

/** What the broker would not do. A sign of it, never its words: those may say anything. */
export class NatsRefused extends Error {
  readonly what: NatsRefusal;

  constructor(what: NatsRefusal, cause?: unknown) {
    super(`the broker refused: ${what}`, { cause });
    this.what = what;
  }
}

/** The way to the broker broke, or what stands there speaks no NATS; `cause` is the error of the network or of TLS. */
export class NatsBroken extends Error {
  constructor(cause?: unknown) {
    super('the connection to the broker broke', { cause });
  }
}

/** An error and what it was led to by, innermost last. */
function* causesOf(error: unknown): Generator<unknown> {
  for (let each = error; each instanceof Error; each = each.cause) yield each;
}

const byCode: Readonly<Record<number, NatsRefusal>> = {
  [JetStreamApiCodes.StreamNotFound]: 'no-stream',
  [JetStreamApiCodes.JetStreamNotEnabledForAccount]: 'no-jetstream',
  // Not enabled on this server at all.
  10076: 'no-jetstream',
};

function refusalOf(error: unknown): NatsRefusal | undefined {
  if (error instanceof PermissionViolationError) return 'permission';
  if (error instanceof AuthorizationError || error instanceof UserAuthenticationExpiredError)
    return 'sign-in';
  if (error instanceof JetStreamApiError) return byCode[error.code] ?? 'consumer';
  return undefined;
}

/** Any error of the library as one of ours. */
export function inWords(error: unknown): NatsRefused | NatsBroken {
  if (error instanceof NatsRefused || error instanceof NatsBroken) return error;
  for (const each of causesOf(error)) {
    if (each instanceof NatsRefused) return each;
    const what = refusalOf(each);
    if (what !== undefined) return new NatsRefused(what, error);
  }
  return new NatsBroken(error);
}
