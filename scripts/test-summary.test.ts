import { expect, test } from 'vitest';
import { summary, type Part } from './test-summary.ts';

const passing: Part = {
  name: 'unit',
  exitCode: 0,
  milliseconds: 1000,
  files: 1,
  passed: 1,
  failed: 0,
  pending: 0,
};
const part = (name: Part['name'], rest: Partial<Part>): Part => ({ ...passing, name, ...rest });

test('a run passes when each part does, and says what was left out by request', () => {
  const text = summary(
    [part('unit', { passed: 3, files: 2 }), part('e2e', { skipped: true, files: 0, passed: 0 })],
    'a server',
    2500,
  );
  expect(text).toContain('PASSED  3 passed, 0 failed, 0 skipped in 2 files, 2.5 s');
  expect(text).toMatch(/e2e\s+SKIPPED by request/);
  expect(text).toMatch(/store\s+a server/);
});

test('a test file that cannot even be loaded fails the run although no test failed', () => {
  const text = summary([part('unit', { exitCode: 1 })], 'a server', 0);
  expect(text).toContain('FAILED');
  expect(text).toContain('vitest ended with exit code 1');
});
