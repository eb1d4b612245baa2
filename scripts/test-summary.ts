/** The parts of the test suite, in the order of the summary. */
export const partNames = ['unit', 'embedded', 'e2e'] as const;
export type PartName = (typeof partNames)[number];

/** What runs together, one round after the other; the first of each round is the one that is listened to. */
export const rounds: readonly [PartName, ...PartName[]][] = [['unit'], ['e2e', 'embedded']];

/** How one part ended. */
export interface Part {
  readonly name: PartName;
  readonly exitCode: number;
  readonly milliseconds: number;
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  /** Tests that were skipped by their own condition. */
  readonly pending: number;
  /** The whole part was left out because the caller asked for it. */
  readonly skipped?: boolean;
}

/** A part passes when vitest says so, not when its counts look good: a file that cannot load has no failed test. */
export function passed(part: Part): boolean {
  return part.exitCode === 0 && part.failed === 0;
}

/** The closing lines of a run; the last one begins with PASSED or FAILED. */
export function summary(parts: readonly Part[], store: string, milliseconds: number): string {
  const total = (pick: 'files' | 'passed' | 'failed' | 'pending') =>
    parts.reduce((sum, part) => sum + part[pick], 0);
  const lines = parts.map(
    (part) => `  ${part.name.padEnd(10)}${part.skipped ? 'SKIPPED by request' : describe(part)}`,
  );
  const verdict = parts.every(passed) ? 'PASSED' : 'FAILED';
  const tests = `${total('passed')} passed, ${total('failed')} failed, ${total('pending')} skipped in ${total('files')} files`;
  return [
    '',
    '━'.repeat(78),
    `  store     ${store}`,
    ...lines,
    `${verdict}  ${tests}, ${seconds(milliseconds)}`,
    '',
  ].join('\n');
}

function describe(part: Part): string {
  const counts = `${part.passed} passed, ${part.failed} failed, ${part.pending} skipped in ${part.files} files`;
  const otherwise =
    !passed(part) && part.failed === 0 ? `, vitest ended with exit code ${part.exitCode}` : '';
  return `${counts}, ${seconds(part.milliseconds)}${otherwise}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
