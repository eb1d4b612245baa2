import { setTimeout as sleep } from 'node:timers/promises';
import { dayOf } from '#kernel/clock';
import { askOutside } from '#kernel/outgoing';
import { allows, open, robotsOf, shut, type Robots } from '../robots.ts';
import { HttpSettings, WebSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { faultOf, refused } from './faults.ts';
import { httpReader } from './http.ts';
import { isListed } from './inside.ts';
import type { Delivery, Reader, Reading } from './reader.ts';

/** Who we say we are, and the name by which a robots.txt may speak to us. */
const product = 'yaojiang';
const agent = 'Yaojiang/1 (public data of a city)';
const mostBytes = 512 * 1024;
const longestDelay = 30;

/** What the site says of who may ask for what. Silence lets, trouble does not (RFC 9309 §2.3.1). */
async function robotsAt(reading: Reading, url: URL): Promise<Robots> {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  try {
    const answer = await askOutside({
      url: new URL('/robots.txt', url).href,
      headers: { 'user-agent': agent },
      inside: isListed(reading.context, url.hostname, port),
      timeoutMs: 15_000,
      maxBytes: mostBytes,
      signal: reading.signal,
    });
    if (answer.status >= 400 && answer.status < 500) return open;
    if (answer.status !== 200) return shut;
    return robotsOf(new TextDecoder().decode(answer.body), product);
  } catch (error) {
    reading.signal.throwIfAborted();
    throw faultOf(error);
  }
}

/** Asked before each page: whether the site lets us, and no sooner than it wishes. */
function permission(reading: Reading, robots: Robots) {
  const delayMs = Math.min(robots.delay, longestDelay) * 1000;
  let next = 0;
  return async ({ pathname, search }: URL): Promise<void> => {
    if (!allows(robots, `${pathname}${search}`)) throw refused(texts.faultRobots, { path: pathname });
    await sleep(Math.max(0, next - performance.now()), undefined, { signal: reading.signal });
    next = performance.now() + delayMs;
  };
}

async function* read(reading: Reading): AsyncGenerator<Delivery> {
  const settings = WebSettings.parse(reading.source.settings);
  const { legalBasis: _basis, purpose: _purpose, addressField, dayField, ...asked } = settings;
  const url = new URL(asked.url);
  const permit = permission(reading, await robotsAt(reading, url));
  const { context } = reading;
  const day = dayOf(context);
  const stamp = { [addressField]: asked.url, [dayField]: day };
  const source = { ...reading.source, settings: HttpSettings.parse(asked) as Reading['source']['settings'] };
  yield* httpReader.read({ ...reading, source, secret: undefined, permit, stamp, agent });
}

/** Records that a public site gives to everybody: as it allows, who we are said, and where and when each was read. */
export const webReader: Reader = { isWhole: () => true, read };
