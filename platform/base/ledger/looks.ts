import type { Context } from '#kernel/context';
import type { Entry } from './contract.ts';
import { readBody, toEntry } from './entry.ts';
import { sealerOf } from './seal.ts';
import * as store from './store.ts';
import { ownNames } from './subject-names.ts';
import { subjectDigest } from './subjects.ts';

/** One entry about whoever asks. */
export interface Look {
  readonly sequence: number;
  /** The office for which it was done; null for what the platform did by itself. */
  readonly organisation: string | null;
  /** Done by the asker. */
  readonly mine: boolean;
}

interface Page {
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Entries about the actor that may be known by now, the latest first. */
export async function looksAtMe(context: Context, page: Page): Promise<store.EntryRow[]> {
  const sealer = await sealerOf(context);
  await sealer.seal();
  const digests = (await ownNames(context)).map((subject) => subjectDigest(sealer.subjects, subject));
  return store.findEntriesAbout(context.db, digests, { ...page, now: context.clock.now().toISOString() });
}

/** The entry of this number if it is about the actor and may be known; undefined for every other. */
export async function findLookAtMe(context: Context, sequence: number): Promise<Look | undefined> {
  const [row] = await looksAtMe(context, { before: sequence + 1, limit: 1 });
  if (row?.sequence !== sequence) return undefined;
  const { actor } = readBody(row.body);
  return { sequence, organisation: actor.organisation ?? null, mine: actor.id === context.actor.id };
}

/** Entries about one resource, the latest first, for a module that compares what it holds with what it has entered. */
export async function entriesOf(
  context: Context,
  { resource, ...page }: Page & { readonly resource: string },
): Promise<Entry[]> {
  await (await sealerOf(context)).seal();
  const rows = await store.findEntries(context.db, { resource, ...page });
  return rows.map((row) => toEntry(row, new Map()));
}

/** One entry, for a module that has found out that the actor may see it. */
export async function findEntry(context: Context, sequence: number): Promise<Entry | undefined> {
  const [row] = await store.findEntries(context.db, { before: sequence + 1, limit: 1 });
  return row?.sequence === sequence ? toEntry(row, new Map()) : undefined;
}
