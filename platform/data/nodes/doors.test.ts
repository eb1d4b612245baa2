import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentDigest, signMessage } from '#engines/http-signatures';
import { cityMark, macOf, proofBytes, ticketOf } from './log/certificate.ts';
import { keyId } from './city/key-store.ts';
import type { NamedSigner } from './log/envelope.ts';
import { readKey, signingKey } from './log/keys.ts';
import { enrolRequest } from './node/enrolling.ts';
import { getSelf, keyOf } from './node/self.ts';
import { openCitySide, openNodeSide, type CitySide, type NodeSide } from './testing/pair.ts';

// Whoever stands on the line between a node and the city, and what they can do with what they hear.
let there: CitySide;
let here: NodeSide;
let key: NamedSigner;
beforeAll(async () => {
  there = await openCitySide();
  await there.register('rsj');
  here = await openNodeSide(there.clock, { address: there.address, code: await there.invite('rsj') });
  key = await keyOf(here.context, (await getSelf(here.context)).keyNumber);
});
afterAll(async () => {
  await here.node.close();
  await there.city.close();
});

const hello = { version: 'x', clock: '2026-11-01T02:00:00.000Z', waiting: 0, channels: [], leases: [] };

interface Heard {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly payload?: string;
  readonly headers: Record<string, string>;
}

/** A request as the node signs it. @param seconds by which its time is off */
function signed(method: Heard['method'], url: string, payload?: string, seconds = 0): Heard {
  const headers =
    payload === undefined
      ? {}
      : {
          'content-type': 'application/octet-stream',
          'content-digest': contentDigest(Buffer.from(payload)),
        };
  const signature = signMessage(
    { method, target: url, headers },
    {
      components: ['@method', '@path', '@query', ...(payload === undefined ? [] : ['content-digest'])],
      created: Math.round(there.clock.now().getTime() / 1000) + seconds,
      keyid: keyId(key.name),
      nonce: randomUUID(),
      sign: (bytes) => key.sign(bytes),
    },
  );
  return {
    method,
    url,
    headers: { ...headers, ...signature },
    ...(payload === undefined ? {} : { payload }),
  };
}

const say = async (heard: Heard): Promise<string> => {
  const answer = await there.city.app.inject(heard);
  return answer.statusCode === 200 ? 'taken' : answer.json<{ code: string }>().code;
};

test('what was heard counts once, for what it says and when it says it', async () => {
  const asked = signed('POST', '/nodes/v1/hello', JSON.stringify(hello));
  expect(await say({ ...asked, payload: JSON.stringify({ ...hello, waiting: 7 }) })).toBe(
    'nodes.bad-signature',
  );
  expect(await say({ ...asked, url: '/nodes/v1/envelopes' })).toBe('nodes.bad-signature');
  const again = signed('POST', '/nodes/v1/hello', JSON.stringify(hello));
  expect(await say(again)).toBe('taken');
  expect(await say(again)).toBe('nodes.replayed');
  expect(await say(signed('POST', '/nodes/v1/hello', JSON.stringify(hello), -400))).toBe('nodes.stale');
  expect(await say(signed('POST', '/nodes/v1/hello', JSON.stringify(hello), 400))).toBe('nodes.stale');
});

test('beyond its own doors a node may only read: there nobody holds a body against its digest', async () => {
  const payload = JSON.stringify({ pem: 'of another' });
  expect(await say(signed('PUT', '/exchange/receipts/key', payload))).toBe('nodes.bad-signature');
});

test('who hears a node being enrolled can put no key of their own in the place of its', async () => {
  await there.register('rsj-two');
  const code = await there.invite('rsj-two');
  const other = await openNodeSide(there.clock);
  const heard = await enrolRequest(other.context, code);
  expect(JSON.stringify(heard)).not.toContain(code);
  const own = await signingKey(here.context.config, 'a-third');
  const proof = own.sign(proofBytes(heard.ticket, own.name)).toString('base64url');
  const enrol = async (payload: object) =>
    say({
      method: 'POST',
      url: '/nodes/v1/enrol',
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'application/octet-stream' },
    });
  expect(await enrol({ ...heard, key: own.name, proof })).toBe('nodes.bad-code');
  const guessed = macOf(ticketOf('another code').macKey, own.name);
  expect(await enrol({ ...heard, key: own.name, proof, mac: guessed })).toBe('nodes.bad-code');
  expect(await enrol(heard)).toBe('taken');
  await other.node.close();
});

test('a key has one spelling, and a mark that is long enough to stand for it', () => {
  expect(readKey(key.name)).toBeDefined();
  for (const spelling of [`${key.name}=`, key.name.replace('.', '.!'), `${key.name}#~`])
    expect(readKey(spelling), spelling).toBeUndefined();
  expect(cityMark(key.name)).toHaveLength(16);
});

test('a stranger is not listened to for long', async () => {
  const payload = JSON.stringify({ ticket: 'x'.repeat(300 * 1024) });
  const headers = { 'content-type': 'application/octet-stream' };
  expect(await say({ method: 'POST', url: '/nodes/v1/enrol', payload, headers })).toBe('files.too-large');
});
