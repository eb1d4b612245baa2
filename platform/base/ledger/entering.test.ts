import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LedgerEntry } from '#kernel/ports';
import { canonicalJson } from '#engines/canonical-json';
import { bodyOf, bundles, enteringOf, unbundle } from './entering.ts';
import { subjectDigest, subjectDigests, subjectKey } from './subjects.ts';

const plain: LedgerEntry = {
  action: 'read',
  actor: { id: 'clerk-7', kind: 'official' },
  resource: 'registers.person',
  subjects: ['p-1'],
  at: '2026-11-28T03:00:00.000Z',
  request: 'r-1',
};

const entries: readonly LedgerEntry[] = [
  plain,
  { ...plain, purpose: '参保"核查"\n二', basis: 'registers:reveal', subjects: [] },
  { ...plain, actor: { id: 'a', kind: 'client', organisation: '330281-rsj' }, detail: {} },
  { ...plain, detail: { z: 1, a: { 10: 'x', 9: [1.5, null, { b: true, a: undefined }] } } },
  { ...plain, request: '\\u0000 as it is written, \\ud800 too' },
];

test('an entry on its way in is its canonical JSON, and comes out of a bundle as it went in', () => {
  for (const entry of entries) {
    const { subjects: _, ...told } = entry;
    expect(enteringOf(entry).told).toBe(canonicalJson({ v: 1, ...told }));
  }
  const entering = entries.map(enteringOf);
  const out = [...bundles(entering)].flatMap(({ told }) => unbundle(told));
  expect(out.map(({ told, subjects }) => ({ told, subjects: JSON.parse(subjects) as string[] }))).toEqual(
    entering,
  );
});

test('a bundle ends at a thousand entries or at two million bytes, and an entry is never divided', () => {
  const sizes = (some: readonly LedgerEntry[]) =>
    [...bundles(some.map(enteringOf))].map(({ entries: count }) => count);
  expect(sizes([])).toEqual([]);
  expect(sizes(Array.from({ length: 2001 }, () => plain))).toEqual([1000, 1000, 1]);
  const great = { ...plain, subjects: ['姚'.repeat(300_000)] };
  expect(sizes([great, great, great, plain, great])).toEqual([2, 3]);
  expect(sizes([plain, { ...plain, subjects: ['x'.repeat(5_000_000)] }, plain])).toEqual([1, 1, 1]);
});

test('sealed, it bears how many subjects it has and their digest, in canonical order', () => {
  for (const entry of entries) {
    const { subjects: _, ...told } = entry;
    const body = bodyOf(enteringOf(entry).told, 2, 'ab');
    expect(body).toBe(canonicalJson({ v: 1, ...told, subjects: { count: 2, digest: 'ab' } }));
  }
});

test('what the database cannot hold is replaced, so that no entry stops those behind it', () => {
  const { told } = enteringOf({ ...plain, purpose: 'a\0b', detail: { 'k\ud800': ['\udc00'] } });
  expect(JSON.parse(told)).toMatchObject({ purpose: 'a\u{FFFD}b', detail: { 'k\u{FFFD}': ['\u{FFFD}'] } });
});

test('a subject is digested as HMAC-SHA-256 says, however long and in whatever script', () => {
  const secret = Buffer.from('0b'.repeat(20), 'hex');
  const key = subjectKey(secret);
  // RFC 4231 §4.2, test case 1.
  expect(subjectDigest(key, 'Hi There').toString('hex')).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  );
  for (const subject of ['', 'P000000001', '余姚市', 'x'.repeat(341), '姚'.repeat(500), 'short'])
    expect(subjectDigest(key, subject).toString('hex'), subject).toBe(
      createHmac('sha256', secret).update(subject).digest('hex'),
    );
  const { each, together } = subjectDigests(key, ['b', 'a', 'b']);
  expect(each).toHaveLength(2);
  expect(together).toBe(subjectDigests(key, ['a', 'b']).together);
});
