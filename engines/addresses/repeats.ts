import type { Read } from './decode.ts';
import type { GrammarKind } from './parts.ts';

const levels: readonly GrammarKind[] = ['country', 'province', 'city', 'county', 'town'];
const levelOf = ({ kind }: Read): number => levels.indexOf(kind);
const counted = levels.indexOf('county');

/** Levels that go down without a step back: 浙江省 宁波市 余姚市 | 余姚市 阳明街道 are two runs. */
function runsOf(reads: readonly Read[]): Read[][] {
  const runs: Read[][] = [];
  let deepest = Infinity;
  for (const read of reads) {
    const level = levelOf(read);
    if (level < 0) continue;
    if (level <= deepest) runs.push([]);
    runs.at(-1)?.push(read);
    deepest = level;
  }
  return runs;
}

/** By levels, of equal ones the one that is written at more length. */
const weight = (run: readonly Read[]): number =>
  run
    .filter((read) => levelOf(read) <= counted)
    .reduce((sum, { start, end }) => sum + 100 + (end - start), 0);

/**
 * Levels that are said twice are said once: the run that says more counts, of equal ones the first. A town that only the
 * other run has stays.
 */
export function withoutRepeats(reads: readonly Read[]): Read[] {
  const runs = runsOf(reads);
  if (runs.length < 2) return [...reads];
  const best = runs.reduce((most, run) => (weight(run) > weight(most) ? run : most));
  const said = new Set(best.map(levelOf));
  const first = best[0]?.start ?? 0;
  const dropped = new Set<Read>();
  for (const run of runs) {
    if (run === best) continue;
    for (const read of run) {
      if (levelOf(read) <= counted || said.has(levelOf(read)) || read.start < first) dropped.add(read);
      else said.add(levelOf(read));
    }
  }
  return reads.map((read) => (dropped.has(read) ? { ...read, kind: 'redundant' as const } : read));
}
