import { createHash } from 'node:crypto';
import type { Context } from '#kernel/context';
import { askOutside, outsideAddress, OutgoingFault } from '#kernel/outgoing';
import { NatsBroken, NatsRefused, publishOutside, type OutsideNatsOptions } from '#kernel/outside-nats';
import { NotTaken } from './not-taken.ts';
import { isInside, signatureOf } from './signing.ts';

const timeoutMs = 20_000;
const mostAnswered = 64 * 1024;
const scheme = 'nats:';

export interface HandedOver {
  readonly agreement: string;
  /** The turn to which it belongs: what is asked for anew has another. */
  readonly asked: number;
  readonly url: string;
  /** The secret by which it is signed, as it is kept. */
  readonly sealed: string;
  readonly receipt: string;
  readonly body: Buffer;
}

/** Where changes of an agreement are published: a subject of its own, so that a broker can say who may hear it. */
export const brokerAddress = (agreement: string): string => `${scheme}yaojiang.exchange.${agreement}`;
export const isOfBroker = (url: string): boolean => url.startsWith(scheme);

/** The city's own broker; undefined when none is set up. */
function brokerOf({ config }: Pick<Context, 'config'>): Omit<OutsideNatsOptions, 'address'> | undefined {
  if (config.EXCHANGE_NATS === undefined) return undefined;
  const { protocol, hostname, port, username, password } = new URL(config.EXCHANGE_NATS);
  const said = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 4222),
    tls: protocol === 'tls:' ? 'verify' : 'off',
    account: said.user === '' ? undefined : said,
    timeoutMs,
  };
}

async function publish(
  context: Context,
  { agreement, asked, url, body }: HandedOver,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const broker = brokerOf(context);
  if (!broker) throw new NotTaken('not-configured');
  // The administrator has named it, so it may stand in one's own network.
  const address = await outsideAddress(broker.host, true);
  const digest = createHash('sha256').update(body).digest('base64url');
  // The same once more, because its acknowledgement was lost, is no second message; what was asked for anew is one.
  const id = `${agreement}/${asked}/${digest}`;
  await publishOutside(
    { ...broker, address },
    { subject: url.slice(scheme.length), payload: body, id, headers },
  );
}

async function post(
  context: Context,
  { url, body }: HandedOver,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const asked = { url, method: 'POST', headers, body, timeoutMs, maxBytes: mostAnswered } as const;
  // Nothing is followed, nothing of the answer is kept but its status.
  const { status } = await askOutside({ ...asked, inside: isInside(context, url) });
  if (status < 200 || status > 299) throw new NotTaken(`HTTP ${status}`);
}

/**
 * Signed, to the address of a consumer, or to the broker, which has it in a stream before this returns.
 * @throws NotTaken
 */
export async function handOver(context: Context, given: HandedOver): Promise<void> {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-exchange-receipt': given.receipt,
    'x-exchange-signature': await signatureOf(context, given, given.body),
  };
  try {
    await (isOfBroker(given.url) ? publish : post)(context, given, headers);
  } catch (error) {
    if (error instanceof OutgoingFault) throw new NotTaken(error.kind, { cause: error });
    if (error instanceof NatsRefused) throw new NotTaken(`NATS ${error.what}`, { cause: error });
    if (error instanceof NatsBroken) throw new NotTaken('NATS unreachable', { cause: error });
    throw error;
  }
}
