import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from '../command.ts';
import { run } from './exchange-verify.ts';

// A proof made with Node's own functions by what the form says, judged by the command.

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yaojiang-proof-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sha = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
/** Flat objects alone. */
const canonical = (value: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))));

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const key = String(publicKey.export({ format: 'jwk' }).x);
const body = Buffer.from('{"items":[]}');

function proofOf(change: object = {}): object {
  const receipt = canonical({
    form: 'yaojiang-exchange-receipt/1',
    id: randomUUID(),
    agreement: 'XY-2026-00001',
    terms: sha('terms'),
    dataset: 'rsj-insured',
    provider: '330281-rsj',
    consumer: '330281-gaj',
    client: 'client-police',
    at: '2026-03-02T02:00:00.000Z',
    purpose: 'verify',
    way: 'page',
    request: sha('request'),
    state: sha('state'),
    digest: 'sha-256',
    rows: 0,
    bytes: body.length,
    body: sha(body),
    whole: true,
  });
  const leaf = sha('\0', receipt);
  const head = {
    form: 'yaojiang-exchange-batch/1',
    batch: 1,
    size: 1,
    root: leaf,
    at: '2026-03-02T02:00:01.000Z',
    previous: '0'.repeat(64),
    suite: 'international',
    key,
  };
  const signature = sign(null, Buffer.from(canonical(head)), privateKey).toString('base64url');
  return {
    form: 'yaojiang-exchange-proof/1',
    receipt,
    leaf,
    place: 0,
    path: [],
    head: { ...head, signature },
    following: [],
    acknowledgement: null,
    ...change,
  };
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('a saved proof is verified without a platform, with the keys and the body at hand', async () => {
  const proof = await file('proof.json', JSON.stringify(proofOf()));
  const keys = await file(
    'keys.json',
    JSON.stringify({
      form: 'yaojiang-exchange-keys/1',
      city: [{ suite: 'international', algorithm: 'Ed25519', key, pem: '', since: '2026-01-01' }],
      consumers: [],
    }),
  );
  const received = await file('body.json', body);
  const said = await run({ keys, body: received }, [proof]);
  expect(said).toMatchObject({ failed: false, data: { ok: true, faults: [], acknowledged: false } });
  expect(said.lines.join('\n')).toContain('330281-rsj → 330281-gaj');
  // Without the keys it says that the key was not compared.
  expect((await run({}, [proof])).lines.join('\n')).toContain('--keys');
});

test('what is wrong is named, and the command fails', async () => {
  const altered = await file('altered.json', JSON.stringify(proofOf({ leaf: sha('other') })));
  expect(await run({}, [altered])).toMatchObject({
    failed: true,
    data: { ok: false, faults: ['receipt-altered'] },
  });
  const proof = await file('good.json', JSON.stringify(proofOf()));
  const other = await file('other.json', '{"items":[1]}');
  const wrong = await run({ body: other }, [proof]);
  expect(wrong.data).toMatchObject({ faults: ['body-altered'] });
  expect(wrong.lines[0]).toContain('正文与收据不符');
  const nobodys = JSON.stringify({ form: 'yaojiang-exchange-keys/1', city: [], consumers: [] });
  const keys = await file('nobody.json', nobodys);
  expect((await run({ keys }, [proof])).data).toMatchObject({ faults: ['key-unknown'] });
  expect((await run({ keys: proof }, [proof])).data).toMatchObject({ faults: ['not-keys'] });
  expect((await run({}, [await file('none.json', 'no json')])).data).toMatchObject({
    faults: ['not-a-proof'],
  });
  await expect(run({}, [])).rejects.toThrow(UsageError);
  await expect(run({}, [join(folder, 'missing')])).rejects.toThrow(UsageError);
});
