export type Delimiter = ',' | '\t' | ';' | '|';

const CANDIDATES: readonly Delimiter[] = [',', '\t', ';', '|'];
const LINES = 50;

/**
 * The separator of the first lines of a text: the one that stands equally often, and most often, in every line
 * outside quotes. A text without any has one column and gets the comma.
 */
export function guessDelimiter(text: string): Delimiter {
  const lines = unquotedLines(text);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const candidate of CANDIDATES) {
    const counts = lines.map((line) => line.split(candidate).length - 1);
    const score = evenness(counts);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/** The commonest count above zero, weighed by how many lines share it. */
function evenness(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) lines.set(count, (lines.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, share] of lines)
    best = Math.max(best, Math.min(count, 10) * (share / counts.length) ** 2);
  return best;
}

/** The lines without what stands in quotes; the last, perhaps cut, only when there is no other. */
function unquotedLines(text: string): string[] {
  const bare = text.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r\n|\r|\n/);
  const whole = bare.length > 1 ? bare.slice(0, -1) : bare;
  return whole.filter((line) => line.trim() !== '').slice(0, LINES);
}
