import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import type { Context } from '#kernel/context';
import type { LakeSession } from '#kernel/lake';
import { numberSubjects } from '#platform/base/ledger';
import type { Source } from './source.ts';

async function* namesOf(session: LakeSession, named: (value: string) => string | null) {
  let before = '[';
  for await (const rows of session.stream('select _subject as value from passed_subjects'))
    for (const { value } of rows) {
      const said = typeof value === 'string' && value !== '' ? named(value) : null;
      yield `${before}${JSON.stringify(said)}`;
      before = ',';
    }
  yield before === '[' ? '[]' : ']';
}

/**
 * Keeps whose rows leave, in their order, by the names under which the ledger is told of people (keyed digests of their
 * numbers). In no public file: whoever reads learns nothing of it. The session holds `passed_subjects`, which the gate left.
 * @returns what the file is called in the store; null where rows are of nobody who is known
 */
export async function keepSubjects(
  context: Context,
  session: LakeSession,
  { person, personIs }: Source,
): Promise<string | null> {
  if (person === undefined) return null;
  const named = personIs === 'key' ? (key: string) => key : await numberSubjects(context);
  const { id } = await context.files.put(Readable.from(namesOf(session, named)));
  return id;
}

/** Whose rows some rows of a version are, each once; all of them without a range. */
export async function subjectsIn(
  context: Context,
  { subjects }: { readonly subjects?: string | null },
  range?: { readonly offset: number; readonly limit: number },
): Promise<string[]> {
  if (subjects === undefined || subjects === null) return [];
  const all = (await json(await context.files.open(subjects))) as (string | null)[];
  const some = range ? all.slice(range.offset, range.offset + range.limit) : all;
  return [...new Set(some)].filter((each) => each !== null);
}
