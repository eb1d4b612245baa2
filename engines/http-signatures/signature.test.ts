import { expect, test } from 'vitest';
import { newSigningKey, signer, verifier } from '#engines/crypto-suite';
import { contentDigest, readSignature, signMessage } from './index.ts';

// RFC 9421 §B.2.6 with the key of §B.1.4.
const published = {
  method: 'POST',
  target: '/foo?param=Value&Pet=dog',
  headers: {
    host: 'example.com',
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-length': '18',
    'signature-input':
      'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    signature:
      'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  },
};
const publicKey = Buffer.from(
  'MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=',
  'base64',
).subarray(12);

test('the published example of Ed25519 is read and holds, and holds no longer with anything changed', () => {
  const key = verifier('international', publicKey);
  const read = readSignature(published);
  expect(read).toMatchObject({ created: 1_618_884_473, keyid: 'test-key-ed25519', nonce: undefined });
  expect(key.verify(read!.base, read!.signature)).toBe(true);
  for (const changed of [
    { ...published, method: 'PUT' },
    { ...published, target: '/bar' },
    { ...published, headers: { ...published.headers, date: 'Tue, 20 Apr 2021 02:07:56 GMT' } },
  ]) {
    const other = readSignature(changed);
    expect(key.verify(other!.base, other!.signature)).toBe(false);
  }
});

test('what is signed is read again, under both suites', () => {
  for (const suite of ['international', 'national'] as const) {
    const key = signer(suite, newSigningKey(suite));
    const body = Buffer.from('{"a":1}');
    const message = { method: 'post', target: '/x?y=1', headers: { 'content-digest': contentDigest(body) } };
    const fields = signMessage(message, {
      components: ['@method', '@path', '@query', 'content-digest'],
      created: 5,
      keyid: 'k1',
      nonce: 'n-1',
      sign: (base) => key.sign(base),
    });
    const read = readSignature({ ...message, headers: { ...message.headers, ...fields } });
    expect(read).toMatchObject({ keyid: 'k1', nonce: 'n-1', created: 5 });
    expect(key.verify(read!.base, read!.signature)).toBe(true);
  }
});

test('what is malformed, covers what is not there, or says a thing twice is no signature', () => {
  const { headers } = published;
  for (const broken of [
    {},
    { ...headers, signature: undefined },
    { ...headers, signature: 'sig-b26=abc' },
    { ...headers, signature: headers.signature.replace('sig-b26', 'other') },
    { ...headers, date: undefined },
    { ...headers, 'signature-input': headers['signature-input'].replace('"date"', '"date" "date"') },
    { ...headers, 'signature-input': 'sig-b26=("date"' },
  ])
    expect(readSignature({ ...published, headers: broken })).toBeUndefined();
});
