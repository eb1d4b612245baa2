import { expect, test } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  grow,
  growPacked,
  inclusionProof,
  inclusionProofs,
  leafHash,
  nodeHash,
  packHash,
  packedLeaf,
  rootOf,
  rootOfPeaks,
  unpackHash,
  type Hash,
  type PackedPeak,
  type Peak,
} from './merkle.ts';
import { verifyConsistency, verifyInclusion } from './verify.ts';

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

/** The eight inputs that implementations of RFC 6962 have compared themselves on since its first logs. */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = inputs.map((input) => leafHash(Buffer.from(input, 'hex')));

test('the tree without leaves is the hash of nothing, and the known trees have the known roots', () => {
  expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  roots.forEach((root, index) => expect(hex(rootOf(leaves.slice(0, index + 1)))).toBe(root));
});

test('RFC 6962 §2.1.3: the paths of the tree of seven are those of its figure', () => {
  const [d0, d1, d2, d3, d4, d5, d6] = leaves as [Hash, Hash, Hash, Hash, Hash, Hash, Hash];
  const [g, h, i] = [nodeHash(d0, d1), nodeHash(d2, d3), nodeHash(d4, d5)];
  const [k, j] = [nodeHash(g, h), d6];
  const root = (start: number, end: number) => rootOf(leaves, start, end);
  expect(inclusionProof(0, 7, root).map(hex)).toEqual([d1, h, nodeHash(i, j)].map(hex));
  expect(inclusionProof(3, 7, root).map(hex)).toEqual([d2, g, nodeHash(i, j)].map(hex));
  expect(inclusionProof(4, 7, root).map(hex)).toEqual([d5, j, k].map(hex));
  expect(inclusionProof(6, 7, root).map(hex)).toEqual([i, k].map(hex));
  expect(consistencyProof(3, 7, root).map(hex)).toEqual([d2, d3, g, nodeHash(i, j)].map(hex));
  expect(consistencyProof(4, 7, root).map(hex)).toEqual([nodeHash(i, j)].map(hex));
  expect(consistencyProof(6, 7, root).map(hex)).toEqual([i, j, k].map(hex));
});

const many = Array.from({ length: 70 }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
const rangeRoot = (start: number, end: number) => rootOf(many, start, end);

test('every leaf of every tree up to 70 proves itself, and nothing else', () => {
  for (let size = 1; size <= many.length; size += 1) {
    const root = rootOf(many, 0, size);
    for (let index = 0; index < size; index += 1) {
      const leaf = many[index] as Hash;
      const proof = inclusionProof(index, size, rangeRoot);
      expect(verifyInclusion({ leaf, index, size, root, proof })).toBe(true);
      expect(verifyInclusion({ leaf: leafHash(Buffer.from('forged')), index, size, root, proof })).toBe(
        false,
      );
      if (size > 1) {
        const other = (index + 1) % size;
        expect(verifyInclusion({ leaf, index: other, size, root, proof })).toBe(false);
        expect(verifyInclusion({ leaf, index, size, root, proof: proof.slice(1) })).toBe(false);
        expect(verifyInclusion({ leaf, index, size, root, proof: [...proof, leaf] })).toBe(false);
      }
    }
  }
});

test('the paths of all leaves of a tree are those of each, and each node is hashed once for all', () => {
  for (let size = 1; size <= many.length; size += 1) {
    let hashed = 0;
    const proofOf = inclusionProofs(many.slice(0, size), (left, right) => {
      hashed += 1;
      return nodeHash(left, right);
    });
    for (let index = 0; index < size; index += 1)
      expect(proofOf(index).map(hex)).toEqual(inclusionProof(index, size, rangeRoot).map(hex));
    expect(hashed).toBe(size - 1);
  }
});

test('every tree up to 70 proves to be the beginning of every larger one; a changed past does not', () => {
  for (let second = 0; second <= many.length; second += 1)
    for (let first = 0; first <= second; first += 1) {
      const known = { first, second, firstRoot: rootOf(many, 0, first), secondRoot: rootOf(many, 0, second) };
      const proof = consistencyProof(first, second, rangeRoot);
      expect(verifyConsistency({ ...known, proof })).toBe(true);
      if (first > 0 && first < second) {
        const forged = rootOf([leafHash(Buffer.from('forged')), ...many.slice(1, first)]);
        expect(verifyConsistency({ ...known, firstRoot: forged, proof })).toBe(false);
        expect(verifyConsistency({ ...known, proof: proof.slice(0, -1) })).toBe(false);
      }
    }
});

test('appending one by one gives the same root as the whole tree at once', () => {
  const peaks: Peak[] = [];
  expect(hex(rootOfPeaks(peaks))).toBe(hex(emptyRoot));
  many.forEach((leaf, index) => {
    grow(peaks, leaf);
    expect(hex(rootOfPeaks(peaks))).toBe(hex(rootOf(many, 0, index + 1)));
  });
});

test('the sealer packs its hashes, and its tree is the same, subtree by subtree', () => {
  const peaks: Peak[] = [];
  const packed: PackedPeak[] = [];
  const subtrees: string[] = [];
  const packedSubtrees: string[] = [];
  for (const leaf of many) {
    grow(peaks, leaf, ({ size, hash }) => subtrees.push(`${size} ${hex(hash)}`));
    growPacked(packed, packHash(leaf), (size, hash) =>
      packedSubtrees.push(`${size} ${hex(unpackHash(hash))}`),
    );
    expect(packed.map(({ size, hash }) => ({ size, hash: hex(unpackHash(hash)) }))).toEqual(
      peaks.map(({ size, hash }) => ({ size, hash: hex(hash) })),
    );
  }
  expect(packedSubtrees).toEqual(subtrees);
  expect(hex(unpackHash(packedLeaf('余姚')))).toBe(hex(leafHash('余姚')));
});
