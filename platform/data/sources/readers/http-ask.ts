import { setTimeout as sleep } from 'node:timers/promises';
import { askOutside, type OutgoingAnswer } from '#kernel/outgoing';
import type { HttpSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { faultOf, passing, refused } from './faults.ts';
import { isListed } from './inside.ts';
import type { Reading } from './reader.ts';

const tries = 4;
const longestWaitMs = 60_000;
const megabyte = 1024 ** 2;

function headersOf(
  { auth, user = '', header = '' }: HttpSettings,
  secret: string | undefined,
): Record<string, string> {
  if (auth === 'none') return {};
  if (secret === undefined) throw refused(texts.faultSecret);
  if (auth === 'basic')
    return { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` };
  return auth === 'bearer' ? { authorization: `Bearer ${secret}` } : { [header.toLowerCase()]: secret };
}

/** How long to wait before the next try: as the other side asks (RFC 9110 §10.2.3), else twice as long each time. */
function waitMs(answer: OutgoingAnswer, attempt: number, now: number): number {
  const said = answer.headers['retry-after'];
  const seconds = said === undefined ? Number.NaN : Number(said);
  const until = said === undefined ? Number.NaN : Date.parse(said) - now;
  const wanted = [seconds * 1000, until, 250 * 2 ** attempt].find((each) => Number.isFinite(each)) ?? 1000;
  return Math.min(Math.max(wanted, 0), longestWaitMs);
}

const isPassing = (status: number): boolean => status === 429 || status >= 500;

function requireGood({ status }: OutgoingAnswer): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) throw refused(texts.faultRedirect, { status });
  if (status === 401 || status === 403) throw refused(texts.faultSignIn, { status });
  throw isPassing(status) ? passing(texts.faultStatus, { status }) : refused(texts.faultStatus, { status });
}

/** One source's way of asking: signed in, within its limits of bytes and time for all answers together, tried again where that helps. */
export function askerOf(reading: Reading, settings: HttpSettings) {
  const { context, limits, signal } = reading;
  const url = new URL(settings.url);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const inside = isListed(context, url.hostname, port);
  const headers = {
    accept: '*/*',
    ...(reading.agent === undefined ? {} : { 'user-agent': reading.agent }),
    ...headersOf(settings, reading.secret),
  };
  const began = performance.now();
  const mostMs = Math.min(settings.mostMinutes * 60_000, limits.ms ?? Infinity);
  let bytesLeft = Math.min(settings.mostMegabytes * megabyte, limits.bytes ?? Infinity);

  async function once(address: URL): Promise<OutgoingAnswer> {
    const timeoutMs = Math.ceil(mostMs - (performance.now() - began));
    if (timeoutMs <= 0) throw passing(texts.faultTimeout);
    try {
      return await askOutside({ url: address.href, headers, inside, timeoutMs, maxBytes: bytesLeft, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw faultOf(error);
    }
  }

  return async (address: URL): Promise<OutgoingAnswer> => {
    // What is signed in must not be told to anybody else.
    if (address.origin !== url.origin) throw refused(texts.faultElsewhere);
    await reading.permit?.(address);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(address);
      if (!isPassing(answer.status) || attempt >= tries) {
        requireGood(answer);
        bytesLeft -= answer.body.length;
        return answer;
      }
      const wait = waitMs(answer, attempt, context.clock.now().getTime());
      // Who asks to come back when the time is over is not waited for.
      if (wait > mostMs - (performance.now() - began)) requireGood(answer);
      await sleep(wait, undefined, { signal });
    }
  };
}
