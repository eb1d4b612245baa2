import { keyedDigest, seal } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import { secretOf } from '../secrets.ts';

const boxOf = async (context: Pick<Context, 'config'>) =>
  seal(context.config.CRYPTO_SUITE, await secretOf(context, 'exchange-webhooks.key'));
const about = (agreement: string, url: string): string => `exchange.webhook/${agreement}\n${url}`;

/** Whether an administrator has said that changes may be sent to this machine of one's own network. */
export function isInside({ config }: Pick<Context, 'config'>, url: string): boolean {
  const { host, hostname, port, protocol } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  return config.EXCHANGE_INSIDE.includes(port === '' ? `${hostname}:${usual}` : host);
}

/** As it is kept: it opens for the address that it was given for, and no other. */
export async function sealSecret(
  context: Context,
  of: { readonly agreement: string; readonly url: string; readonly secret: string },
): Promise<string> {
  return (await boxOf(context)).close(of.secret, about(of.agreement, of.url));
}

/** @throws SealBroken for what was sealed for another agreement or address */
export async function openSecret(
  context: Pick<Context, 'config'>,
  { agreement, url, sealed }: { readonly agreement: string; readonly url: string; readonly sealed: string },
): Promise<Buffer> {
  return (await boxOf(context)).open(sealed, about(agreement, url));
}

/**
 * What a receiver checks: HMAC under its secret over the time and the body, so that a delivery that was overheard cannot be sent
 * again later. `t=1764400000,hmac-sha256=…` (or `hmac-sm3`), over `t`, a point, and the body.
 */
export async function signatureOf(
  context: Context,
  kept: Parameters<typeof openSecret>[1],
  body: Uint8Array,
): Promise<string> {
  const secret = await openSecret(context, kept);
  const { CRYPTO_SUITE: suite } = context.config;
  const at = Math.floor(context.clock.now().getTime() / 1000);
  const signed = keyedDigest(suite, secret)(`${at}.`, body).toString('hex');
  return `t=${at},${suite === 'national' ? 'hmac-sm3' : 'hmac-sha256'}=${signed}`;
}
