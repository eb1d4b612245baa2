import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { assembleKernels } from '../../scripts/kernels/assemble.ts';

const root = path.join(import.meta.dirname, '../..');

test('the kernels that are checked in are what their texts say (else: npm run kernels)', async () => {
  const kernels = await assembleKernels();
  expect(kernels.length).toBeGreaterThan(0);
  for (const { file, bytes } of kernels)
    expect(readFileSync(path.join(root, file)).equals(bytes), file).toBe(true);
});
