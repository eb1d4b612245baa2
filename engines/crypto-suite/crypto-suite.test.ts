import { createCipheriv, createHmac, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { sm2, sm3, sm4 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import {
  digest,
  keyedDigest,
  packedKeyedDigest,
  newSigningKey,
  runningDigest,
  seal,
  SealBroken,
  signer,
  suites,
  verifier,
  verifierOf,
} from './index.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const text = (words: string) => Buffer.from(words, 'utf8');

test.each([
  ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
])('SM3 of GB/T 32905 annex A: %s', (message, expected) => {
  expect(digest('national')(message).toString('hex')).toBe(expected);
});

test('SHA-256 of FIPS 180-4, parts one after the other', () => {
  expect(digest('international')('a', text('bc')).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('HMAC-SHA-256 of RFC 4231, test case 2', () => {
  expect(keyedDigest('international', text('Jefe'))('what do ya want ', 'for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('a keyed digest is HMAC, for keys and texts of every length and whichever way the parts come', () => {
  for (const keyLength of [0, 20, 32, 64, 65, 200])
    for (const words of ['', 'Hi There', '余姚市', 'x'.repeat(341), '姚'.repeat(500)]) {
      const key = randomBytes(keyLength);
      const expected = createHmac('sha256', key).update(words).digest('hex');
      const keyed = keyedDigest('international', key);
      expect(keyed(words).toString('hex')).toBe(expected);
      expect(keyed(text(words)).toString('hex')).toBe(expected);
      expect(keyed(words.slice(0, 3), text(words.slice(3))).toString('hex')).toBe(expected);
      expect(Buffer.from(packedKeyedDigest('international', key)(words), 'latin1').toString('hex')).toBe(
        expected,
      );
    }
});

test('SM3 and HMAC-SM3 agree with a second implementation at every length around a block', () => {
  const key = randomBytes(32);
  for (let length = 0; length <= 130; length += 1) {
    const message = randomBytes(length);
    expect(digest('national')(message).toString('hex')).toBe(sm3(message));
    expect(keyedDigest('national', key)(message).toString('hex')).toBe(sm3(message, { key, mode: 'hmac' }));
  }
});

test('SM4 of GB/T 32907 annex A.1, by both implementations', () => {
  const block = hex('0123456789abcdeffedcba9876543210');
  const openssl = createCipheriv('sm4-ecb', block, null).setAutoPadding(false);
  expect(openssl.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  expect(sm4.encrypt(block, block, { padding: 'none' })).toBe('681edf34d206965e86b3e94f536e4246');
});

/** GB/T 32918.5-2017 annex A.2. */
const annex = {
  d: '3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8',
  x: '09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020',
  y: 'CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13',
  k: '59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21',
  x1: '04EBFC718E8D179862043226 8E77FEB6415E2EDE0E073C0F4F640ECD2E149A73'.replace(' ', ''),
  r: 'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3',
  s: 'B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
};

const derOf = (r: string, s: string): Buffer => {
  const integer = (value: string) => Buffer.concat([hex('022100'), hex(value)]);
  return Buffer.concat([hex('3046'), integer(r), integer(s)]);
};

test('SM2 of GB/T 32918.5 annex A: the public key, the signature, and one that is not it', () => {
  const own = signer('national', hex(annex.d));
  expect(own.publicKey.toString('hex')).toBe(`04${annex.x}${annex.y}`.toLowerCase());
  const signature = derOf(annex.r, annex.s);
  expect(own.verify(text('message digest'), signature)).toBe(true);
  expect(own.verify(text('message digesT'), signature)).toBe(false);
  const made = sm2.doSignature(text('message digest'), annex.d, {
    hash: true,
    userId: '1234567812345678',
    pointPool: [{ k: BigInt(`0x${annex.k}`), x1: BigInt(`0x${annex.x1}`) }],
  });
  expect(made.toUpperCase()).toBe(annex.r + annex.s);
});

test('Ed25519 of RFC 8032 §7.1, test 2', () => {
  const own = signer(
    'international',
    hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
  );
  expect(own.publicKey.toString('hex')).toBe(
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  );
  expect(own.sign(hex('72')).toString('hex')).toBe(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
});

describe.each(suites)('%s', (suite) => {
  test('a signature holds for its message and key alone', () => {
    const own = signer(suite, newSigningKey(suite));
    const other = signer(suite, newSigningKey(suite));
    const message = text('树头 42');
    const signature = own.sign(message);
    expect(verifier(suite, own.publicKey).verify(message, signature)).toBe(true);
    expect(other.verify(message, signature)).toBe(false);
    expect(own.verify(text('树头 43'), signature)).toBe(false);
    const broken = Buffer.from(signature);
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    expect(own.verify(message, broken)).toBe(false);
    for (const nonsense of [new Uint8Array(), randomBytes(64), text('no signature')])
      expect(own.verify(message, nonsense)).toBe(false);
  });

  test('a public key in PEM is read back, another kind of key is refused', () => {
    const own = signer(suite, newSigningKey(suite));
    const read = verifierOf(own.publicPem);
    expect([read.suite, read.publicKey]).toEqual([suite, own.publicKey]);
    expect(read.verify(text('x'), own.sign(text('x')))).toBe(true);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    for (const other of [String(rsa.export({ format: 'pem', type: 'spki' })), '', own.publicPem.slice(40)])
      expect(() => verifierOf(other)).toThrow(RangeError);
  });

  test('a digest of parts is the digest of the whole', () => {
    const running = runningDigest(suite);
    for (const part of ['树', text('头'), '']) running.add(part);
    expect(running.done()).toEqual(digest(suite)('树头'));
  });

  test('the public key is one that OpenSSL reads', () => {
    const { publicPem } = signer(suite, newSigningKey(suite));
    expect(createPublicKey(publicPem).export({ format: 'pem', type: 'spki' })).toBe(publicPem);
  });

  test('what is sealed opens where it belongs, under its key, unchanged', () => {
    const key = randomBytes(32);
    const box = seal(suite, key);
    const sealed = box.close('张试验 330281', 'identity/lin');
    expect(sealed).not.toContain('330281');
    expect(box.open(sealed, 'identity/lin').toString('utf8')).toBe('张试验 330281');
    expect(box.close('张试验 330281', 'identity/lin')).not.toBe(sealed);
    expect(box.open(box.close(''), '')).toHaveLength(0);
    expect(() => box.open(sealed, 'identity/keeper')).toThrow(SealBroken);
    expect(() => seal(suite, randomBytes(32)).open(sealed, 'identity/lin')).toThrow(SealBroken);
  });

  test('a change of any part of it is found', () => {
    const box = seal(suite, randomBytes(32));
    const parts = box.close('一百元', 'wallet').split('.');
    for (const at of [1, 2, 3]) {
      const bytes = Buffer.from(parts[at] ?? '', 'base64url');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      const changed = parts.with(at, bytes.toString('base64url')).join('.');
      expect(() => box.open(changed, 'wallet')).toThrow(SealBroken);
      expect(() => box.open(parts.with(at, '').join('.'), 'wallet')).toThrow(SealBroken);
      // A tag cut short is easier to guess.
      const short = parts.with(at, bytes.subarray(0, 4).toString('base64url')).join('.');
      expect(() => box.open(short, 'wallet')).toThrow(SealBroken);
    }
    for (const nonsense of ['', 'x1.a.b.c', 'i1', 'n1...', `${parts.join('.')}.more`])
      expect(() => box.open(nonsense, 'wallet')).toThrow(SealBroken);
  });

  test('a key of another length is refused', () => {
    expect(() => seal(suite, randomBytes(16))).toThrow(RangeError);
    expect(() => signer(suite, randomBytes(31))).toThrow(RangeError);
    expect(() => verifier(suite, randomBytes(65))).toThrow(RangeError);
  });
});

test('a city that changes its suite still opens what it sealed before', () => {
  const key = randomBytes(32);
  const before = seal('international', key).close('旧', 'place');
  expect(seal('national', key).open(before, 'place').toString('utf8')).toBe('旧');
});
