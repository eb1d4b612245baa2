import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { seal, SealBroken, type Seal } from '#engines/crypto-suite';
import type { Services } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { Answers } from '#platform/base/forms/contract';
import { secretFile } from '#platform/base/identity';
import { texts } from '../texts.ts';

type Kept = Pick<Services, 'config'>;

/** One key for each survey: outside of the database, and gone when the survey closes. */
const keyOf = (survey: string): string => `survey-${survey}.key`;

const sealFor = async ({ config }: Kept, survey: string): Promise<Seal> =>
  seal(config.CRYPTO_SUITE, await secretFile(config, keyOf(survey)));

const piece = 4096;

/** An answer in an envelope: nobody who has the database alone opens it, and its length tells at most how many pages it fills. */
export async function enclose(services: Kept, survey: string, answers: Answers): Promise<string> {
  const plain = Buffer.from(JSON.stringify(answers));
  const padded = Buffer.alloc(Math.ceil(plain.length / piece) * piece, ' ');
  plain.copy(padded);
  return (await sealFor(services, survey)).close(padded, survey);
}

/** In an order of chance, each order as likely as any other (Fisher and Yates). */
function shuffled<T>(items: readonly T[]): T[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const at = randomInt(last + 1);
    [all[last], all[at]] = [all[at] as T, all[last] as T];
  }
  return all;
}

/**
 * What lies in the envelopes, in an order of chance.
 * @throws Problem 409 `feedback.box-shut` when the key of the survey is not the one that sealed them
 */
export async function openAll(
  services: Kept,
  survey: string,
  envelopes: readonly string[],
): Promise<Answers[]> {
  const box = await sealFor(services, survey);
  try {
    return shuffled(
      envelopes.map((sealed) => JSON.parse(box.open(sealed, survey).toString('utf8')) as Answers),
    );
  } catch (error) {
    if (error instanceof SealBroken) throw new Problem(409, 'feedback.box-shut', texts.boxShut);
    throw error;
  }
}

/** Nothing that was sealed under it opens any more, in whatever copy of the database it lies. */
export const forgetKey = ({ config }: Kept, survey: string): Promise<void> =>
  rm(join(config.dataFolder, 'keys', keyOf(survey)), { force: true });
