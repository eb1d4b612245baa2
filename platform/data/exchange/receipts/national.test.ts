import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { digest, newSigningKey, signer } from '#engines/crypto-suite';
import { rootOf } from '#engines/merkle';
import { firstPrevious, signHead, treeOf, type HeadBody } from './head.ts';
import { receiptForm, receiptText } from './receipt.ts';
import { formOf, verifyProof, type Proof } from './verify.ts';

test('under the national suite receipts are SM3 and heads SM2, judged by the same words', () => {
  const city = signer('national', newSigningKey('national'));
  const tree = treeOf('national');
  const at = '2026-03-02T02:00:00.000Z';
  const sm3 = digest('national');
  const body = Buffer.from('{"items":[]}');
  const draft = {
    form: receiptForm,
    agreement: 'XY-2026-00001',
    terms: 'a'.repeat(64),
    dataset: 'd',
    provider: 'p',
    consumer: 'c',
    client: 'x',
    at,
    purpose: 'verify',
    way: 'page',
    request: 'b'.repeat(64),
    state: 'c'.repeat(64),
    digest: 'sm3',
  } as const;
  const end = { rows: 0, bytes: body.length, body: sm3(body).toString('hex'), whole: true };
  const texts = [1, 2, 3].map(() => receiptText({ ...draft, id: randomUUID() }, end));
  const leaves = texts.map(tree.leaf);
  const root = rootOf(leaves, 0, 3, tree.node);
  const previous = firstPrevious;
  const signed = signHead(city, { batch: 1, size: 3, root: Buffer.from(root).toString('hex'), at, previous });
  const hexOf = (hash: Uint8Array | undefined) => Buffer.from(hash ?? []).toString('hex');
  const head = { ...(JSON.parse(signed.body) as HeadBody), signature: signed.signature };
  const proof: Proof = {
    form: formOf(undefined),
    receipt: texts[2] ?? '',
    leaf: hexOf(leaves[2]),
    place: 2,
    path: [hexOf(rootOf(leaves, 0, 2, tree.node))],
    head,
    following: [],
    acknowledgement: null,
  };
  expect(verifyProof(proof, { body }).faults).toEqual([]);
  expect(verifyProof(proof, { body: Buffer.from('{}') }).faults).toEqual(['body-altered']);
  expect(verifyProof({ ...proof, path: [hexOf(leaves[0])] }).faults).toEqual(['path-foreign']);
  const other = { ...head, suite: 'international' as const };
  expect(verifyProof({ ...proof, head: other }).faults).toContain('head-unsigned');
});
