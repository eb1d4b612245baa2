import { generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';

/** DER (X.690): a tag, a length, what is in it. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const bits = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content);
const octets = (content: Buffer): Buffer => der(0x04, content);
const yes = der(0x01, Buffer.from([255]));
const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const time = (at: Date): Buffer =>
  der(0x18, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), yes, octets(value));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

/** A certificate with its private key, both PEM. */
export interface Certified {
  readonly name: string;
  readonly cert: string;
  readonly key: string;
  readonly fingerprint: string;
}

const day = 86_400_000;
let serial = 0;

/**
 * A certificate (X.509 v3, P-256) for a test, signed by another or by itself.
 * @param days until it ends, from today; negative for one that has ended
 */
export function certify(name: string, { by, days = 30 }: { by?: Certified; days?: number } = {}): Certified {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const until = Date.now() + days * day;
  // Basic constraints of an authority; the server's name is an address, which clients look up in the second extension.
  const constraints = by ? sequence() : sequence(yes);
  const loopback = extension('551d11', sequence(der(0x87, Buffer.from([127, 0, 0, 1]))));
  const body = sequence(
    der(0xa0, integer(2)),
    integer((serial += 1)),
    ecdsaWithSha256,
    commonName(by?.name ?? name),
    sequence(time(new Date(Math.min(until, Date.now()) - 10 * day)), time(new Date(until))),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension('551d13', constraints), loopback)),
  );
  const signer: KeyObject | string = by?.key ?? privateKey;
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, signer)));
  return {
    name,
    cert: pem(whole),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint: new X509Certificate(whole).fingerprint256,
  };
}
