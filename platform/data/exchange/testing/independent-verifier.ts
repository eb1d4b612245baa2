import { createHash, createPublicKey, verify } from 'node:crypto';

// For tests only: another verifier, written from RFC 6962 §2.1 and RFC 8032 with Node's own functions and nothing of ours.

interface Told {
  readonly receipt: string;
  readonly place: number;
  readonly path: readonly string[];
  readonly head: {
    readonly size: number;
    readonly root: string;
    readonly key: string;
    readonly signature: string;
  };
}

function sha(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** MTH's own recursion: a range splits at the largest power of two below its size. The path ends at the root. */
function rootFrom(leaf: Buffer, index: number, size: number, path: readonly string[]): Buffer | undefined {
  if (size === 1) return path.length === 0 ? leaf : undefined;
  let k = 1;
  while (k * 2 < size) k *= 2;
  const other = Buffer.from(path.at(-1) ?? '', 'hex');
  const below = path.slice(0, -1);
  if (index < k) {
    const left = rootFrom(leaf, index, k, below);
    return left && sha('\u0001', left, other);
  }
  const right = rootFrom(leaf, index - k, size - k, below);
  return right && sha('\u0001', other, right);
}

function isSigned({ signature, ...rest }: Told['head']): boolean {
  const members = Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: rest.key } });
  const text = Buffer.from(JSON.stringify(Object.fromEntries(members)));
  return verify(null, text, key, Buffer.from(signature, 'base64url'));
}

export function proves({ receipt, place, path, head }: Told, body: Uint8Array): boolean {
  const said = JSON.parse(receipt) as { body: string };
  const root = rootFrom(sha('\0', receipt), place, head.size, path);
  return sha(body).toString('hex') === said.body && root?.toString('hex') === head.root && isSigned(head);
}
