import type { Golden } from './rules.ts';
import type { Subject } from './subjects.ts';

/** Joining by number, joining by linkage and what people decide of persons change the same register. */
export const registersLock = 'registers.join';

/** A golden record as the register's row; `datasets`: one for each row that is part of it. */
export const goldenRow = (
  subject: Subject,
  { id, golden }: { readonly id: string; readonly golden: Pick<Golden, 'values' | 'origins'> },
  datasets: Iterable<string>,
): Record<string, unknown> => ({
  id,
  ...Object.fromEntries(subject.attributes.map((name) => [name, golden.values[name] ?? null])),
  ...(subject.name === 'person' && { provisional: (golden.values[subject.identifier] ?? null) === null }),
  sources: new Set(datasets).size,
  origins: golden.origins,
});

/** By these a row without a usable number is recognised; one that had to be recognised does not change them. */
export const recognisedBy: ReadonlySet<string> = new Set(['name', 'citizenId', 'sex', 'birthDate']);
