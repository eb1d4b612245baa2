import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { literal } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import type { LakeRow, LakeSession } from '#kernel/lake';
import { rowSubjects } from '#platform/data/catalogue';
import { toldBy } from './compile.ts';
import type { Source } from './source.ts';

/** A page is found among so many rows, not among all. */
const groupRows = 16_384;

type NamesOf = (row: LakeRow) => readonly string[];

/** Under which names the ledger is told of a row, by what the gate left of it; null where rows are of nobody who is known. */
async function namesFor(context: Context, source: Source): Promise<NamesOf | null> {
  const { dataset, person } = source;
  if (!dataset) {
    if (person === undefined) return null;
    return ({ _subject: key }) => (typeof key === 'string' && key !== '' ? [key] : []);
  }
  const { numbers, of } = await rowSubjects(context, dataset);
  // No register knows such a row by its key, and it bears nobody's number.
  if (dataset.subject === 'none' && numbers.length === 0) return null;
  const columns = toldBy(source);
  return (row) => {
    const valueOf = (item: string) => row[columns.get(item) ?? item];
    const key = valueOf(dataset.key);
    if (typeof key === 'string' && key !== '') return of(key, valueOf);
    return of('', valueOf).filter((name) => name !== `${dataset.code}:`);
  };
}

async function* linesOf(session: LakeSession, namesOf: NamesOf) {
  let place = 0;
  for await (const rows of session.stream('select * from passed_subjects')) {
    let lines = '';
    for (const row of rows) {
      for (const subject of namesOf(row)) lines += `${JSON.stringify({ place, subject })}\n`;
      place += 1;
    }
    yield lines;
  }
}

/**
 * Keeps whose rows leave, by their places from 0 and the names under which the ledger is told of them at every door. In no
 * public file: whoever reads learns nothing of it. The session holds `passed_subjects`, which the gate left.
 * @returns what the file is called in the store; null where rows are of nobody who is known
 */
export async function keepSubjects(
  context: Context,
  session: LakeSession,
  source: Source,
): Promise<string | null> {
  const namesOf = await namesFor(context, source);
  if (!namesOf) return null;
  const work = await context.files.workspace();
  try {
    const lines = join(work.folder, 'subjects.jsonl');
    await pipeline(Readable.from(linesOf(session, namesOf)), createWriteStream(lines));
    const path = join(work.folder, 'subjects.parquet');
    await session.run(
      `copy (select * from read_json(${literal(lines)}, format = 'newline_delimited', columns = {place: 'bigint', subject: 'varchar'}))
        to ${literal(path)} (format parquet, compression zstd, row_group_size ${groupRows})`,
    );
    const { id } = await context.files.put(createReadStream(path));
    return id;
  } finally {
    await work.clear();
  }
}

async function isParquet(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PAR1';
  } finally {
    await file.close();
  }
}

interface Range {
  readonly offset: number;
  readonly limit: number;
}

/** Versions made before places were kept have a list with one name, or none, for each row. */
async function inList(path: string, range?: Range): Promise<string[]> {
  const all = JSON.parse(await readFile(path, 'utf8')) as (string | null)[];
  const some = range ? all.slice(range.offset, range.offset + range.limit) : all;
  return [...new Set(some)].filter((each) => each !== null);
}

/** Whose rows some rows of a version are, each once; all of them without a range. */
export async function subjectsIn(
  context: Context,
  { subjects }: { readonly subjects?: string | null },
  range?: Range,
): Promise<string[]> {
  if (subjects === undefined || subjects === null) return [];
  const path = await context.files.path(subjects);
  if (!(await isParquet(path))) return inList(path, range);
  const among = range ? `where place >= ${range.offset} and place < ${range.offset + range.limit}` : '';
  const rows = await context.lake.session((session) =>
    session.rows<{ subject: string }>(
      `select distinct subject from read_parquet(${literal(path)}) ${among} order by subject`,
    ),
  );
  return rows.map(({ subject }) => subject);
}

export interface Part {
  readonly rows: number;
  readonly subjects: readonly string[];
}

/**
 * Whose rows a whole version is, part by part, so that neither this process nor an entry of the ledger ever holds all of a
 * million people. Somebody with rows in two parts is in both.
 * @param most rows of a part
 */
export async function* subjectParts(
  context: Context,
  version: { readonly subjects?: string | null; readonly rows: number },
  most = groupRows,
): AsyncGenerator<Part> {
  const { rows } = version;
  if (version.subjects === undefined || version.subjects === null || rows <= most) {
    yield { rows, subjects: await subjectsIn(context, version) };
    return;
  }
  for (let offset = 0; offset < rows; offset += most) {
    const limit = Math.min(most, rows - offset);
    yield { rows: limit, subjects: await subjectsIn(context, version, { offset, limit }) };
  }
}
