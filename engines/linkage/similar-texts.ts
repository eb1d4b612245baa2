import type { Comparison } from './config.ts';
import type { Sides } from './compile-pairs.ts';
import { similarTextStatements } from './compile-similar-texts.ts';
import type { LinkageSession } from './session.ts';

/** The tables `link_w<at>` of similar free texts, one for each comparison of words. */
export async function writeSimilarTexts(
  session: LinkageSession,
  compare: readonly Comparison[],
  sides: Sides,
): Promise<void> {
  for (const [at, { as }] of compare.entries())
    if (as === 'words')
      for (const statement of similarTextStatements(sides, at)) await session.run(statement);
}
