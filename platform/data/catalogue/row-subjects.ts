import { citizenIdFault, expandCitizenId, normaliseIdentifier } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import { numberSubjects } from '#platform/base/ledger';
import type { Dataset } from './dataset.ts';

/** Any region: an invented person's number lies in one that never was. */
const anyRegion = { isRegion: () => true };

function isNumber(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const number = normaliseIdentifier(value);
  return expandCitizenId(number) !== null || citizenIdFault(number, anyRegion) === null;
}

export interface RowSubjects {
  /** Items that hold a citizen identity number: a read of rows brings them along for the ledger. */
  readonly numbers: readonly string[];
  /** Under which names the ledger is told whom a row is about, by the key its provider knows it by and the values of its items. */
  readonly of: (key: string, valueOf: (item: string) => unknown) => string[];
}

/**
 * How every door to the rows of a dataset tells the ledger whom they are about. A row that bears citizen identity numbers is
 * told by keyed digests of them, so that those people find the read though the dataset feeds no register. Where it does feed
 * one, and its number is missing or mistyped, it is told by its key as well: rows join by an equal number, and of any other the
 * register knows by its key whose it is.
 */
export async function rowSubjects(
  context: Pick<Context, 'config'>,
  { code, fields, subject }: Pick<Dataset, 'code' | 'fields' | 'subject'>,
): Promise<RowSubjects> {
  const named = await numberSubjects(context);
  const numbers = fields.flatMap(({ type, name }) => (type === 'citizen-id' ? [name] : []));
  return {
    numbers,
    of(key, valueOf) {
      const told = numbers.flatMap((item) => {
        const value = valueOf(item);
        return typeof value === 'string' && value !== '' ? [named(value)] : [];
      });
      const isMistyped = subject !== 'none' && numbers.some((item) => !isNumber(valueOf(item)));
      return told.length === 0 || isMistyped ? [...told, `${code}:${key}`] : told;
    },
  };
}
