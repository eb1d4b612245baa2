import { createHash } from 'node:crypto';
import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob, type JobRun } from '#kernel/job';
import { subscription } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { datasetDescribed, findDataset, isInForce, publishDataset } from '#platform/data/catalogue';
import type { DatasetField } from '#platform/data/catalogue';
import * as kept from './classes-store.ts';
import { nameOf, type GuardedQuestion } from './dataset.ts';
import { guardOf, isStricter } from './guard.ts';
import { libraryOf, type Library } from './known.ts';
import { asked, type Asks } from './names.ts';
import { Question, Return } from './records.ts';
import { questionsOf } from './store.ts';
import { texts } from './texts.ts';

const originOf = (code: string): string => `reporting:${code}`;

type Libraries = Readonly<Record<Asks, Library>>;

async function librariesOf(context: Context, db: Db): Promise<Libraries> {
  const of = (asks: Asks) => libraryOf(context, db, { asks });
  const [company, person, household] = [await of('company'), await of('person'), await of('household')];
  return { company, person, household };
}

/** All that classes follow from: what the city has and how strictly, its words, and the questions themselves. */
async function classesFrom(db: Db, libraries: Libraries, returns: readonly string[]): Promise<string> {
  const items = asked.map((asks) =>
    libraries[asks].all.map(({ item, label, aliases, sensitivity, mask, share }) => [
      item,
      label,
      aliases,
      sensitivity,
      mask,
      share,
    ]),
  );
  const { synonyms } = libraries.company;
  const questions = await questionsOf(db, returns);
  const all = JSON.stringify([items, [...synonyms], questions]);
  return createHash('sha256').update(all).digest('hex');
}

/** A column of a return's dataset, no less strict than its question is kept now. */
function strictly(field: DatasetField, { guard }: GuardedQuestion): DatasetField {
  const { sensitivity, mask, share } = guard;
  return {
    ...field,
    ...(isStricter(sensitivity, field.sensitivity) && { sensitivity }),
    ...(field.mask === undefined && mask !== undefined && { mask }),
    ...(share !== undefined && { share }),
  };
}

/** The return's own description follows; one that its department described anew says for itself. */
async function describeAnew(
  context: Context,
  tx: Db,
  { code, simulated }: kept.KeptReturn,
  questions: readonly GuardedQuestion[],
): Promise<void> {
  const origin = originOf(code);
  const dataset = (await isInForce(tx, code, origin)) ? await findDataset(tx, code) : undefined;
  if (!dataset) return;
  const byName = new Map(questions.map((question) => [nameOf(question), question]));
  const fields = dataset.fields.map((field) => {
    const question = byName.get(field.name);
    return question ? strictly(field, question) : field;
  });
  if (JSON.stringify(fields) === JSON.stringify(dataset.fields)) return;
  await publishDataset(context, tx, { ...dataset, fields }, { origin, simulated });
}

/** Classes one return's questions as if it were published now. Stricter only. @returns how many questions are now stricter */
const classReturn = (context: Context, row: kept.KeptReturn, library: Library): Promise<number> =>
  context.transaction(async (tx) => {
    await lockRow(context, tx, Return, row.code);
    const questions = (await questionsOf(tx, [row.code])).map((question) => ({
      ...question,
      guard: guardOf({ ...question, asks: row.asks }, library.match(question)),
    }));
    const raised = questions.filter(({ guard, sensitivity }) =>
      isStricter(guard.sensitivity, sensitivity ?? 'internal'),
    );
    const rows = raised.map(({ code, guard }) => ({ code, sensitivity: guard.sensitivity }));
    const told = { source: 'reporting:classes', basis: 'reporting:design', simulated: row.simulated };
    await writeRows(context, tx, Question, rows, told);
    await describeAnew(context, tx, row, questions);
    return raised.length;
  });

/** So many filings are put right in one transaction. */
const chunk = 1000;

/** Puts apart what is sensitive in the filings of a return, in every version. @returns how many filings as they stand */
async function apart(context: Context, code: string, signal: AbortSignal): Promise<number> {
  const questions = await questionsOf(context.db, [code]);
  const names = questions.filter(({ sensitivity }) => sensitivity === 'sensitive').map(nameOf);
  if (names.length === 0) return 0;
  let count = 0;
  for (const versions of ['present', 'before'] as const)
    for (let after: string | undefined = ''; after !== undefined;) {
      signal.throwIfAborted();
      const from: string = after;
      const ids = await context.transaction(async (tx) => {
        const some = await kept.notApart(tx, versions, code, { names, after: from, limit: chunk });
        await kept.putApart(tx, versions, some, names);
        return some;
      });
      after = ids.at(-1);
      if (versions === 'present') count += ids.length;
    }
  return count;
}

/** Classes every return; one that is not taken keeps no other from it. @returns how many questions are now stricter */
async function classAll(context: Context, returns: readonly kept.KeptReturn[], libraries: Libraries) {
  let raised = 0;
  for (const row of returns)
    raised += await classReturn(context, row, libraries[row.asks]).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      context.log.warn({ return: row.code, code: error.code }, 'a return keeps its classes');
      return 0;
    });
  return raised;
}

/** So often what one return takes from another may be handed on; the classes only rise, so it ends. */
const most = 10;

async function run(
  context: Context,
  { signal, progress }: JobRun,
): Promise<{ raised: number; moved: number }> {
  const returns = await kept.returnsKept(context.db);
  let raised = 0;
  for (let round = 0; round < most; round += 1) {
    const libraries = await librariesOf(context, context.db);
    const digest = await classesFrom(
      context.db,
      libraries,
      returns.map(({ code }) => code),
    );
    if ((await kept.findClassesFrom(context.db)) === digest) break;
    raised += await classAll(context, returns, libraries);
    await kept.putClassesFrom(context.db, digest);
  }
  let moved = 0;
  for (const { code } of returns) {
    moved += await apart(context, code, signal);
    progress({ done: moved, unit: texts.filings });
  }
  return { raised, moved };
}

/**
 * The class of a question follows what the city says now: a column that became sensitive since is sensitive in every return
 * that takes it or asks it again, in its dataset, and in what was handed in before. It never becomes milder by itself: what was
 * said under a promise to keep it strictly is kept so.
 */
export const keepClassesJob = defineJob({
  name: 'reporting.keep-classes',
  title: texts.keepClasses,
  input: z.object({}),
  attempts: 3,
  gathers: true,
  lane: () => 'reporting.keep-classes',
  async run(_input, jobRun, context) {
    const done = await run(context, jobRun);
    return { summary: fill(texts.classesKept, done), data: done };
  },
});

/** Whether what the city says has changed since classes were reckoned last: by its files, or by the platform's registers. */
export async function classesAreOld(context: Context): Promise<boolean> {
  const { db } = context;
  const returns = await kept.returnsKept(db);
  if (returns.length === 0) return false;
  const digest = await classesFrom(
    db,
    await librariesOf(context, db),
    returns.map(({ code }) => code),
  );
  return (await kept.findClassesFrom(db)) !== digest;
}

/** Begins to look whether any class must rise; however often it is asked for, it is looked once. */
export const lookAtClasses = (context: Context, db: Db): Promise<string> =>
  context.startJob(db, keepClassesJob, {}, { actor: system });

export const keepsClasses = [
  subscription('reporting.keep-classes', datasetDescribed, async (_told, context) => {
    await lookAtClasses(context, context.db);
  }),
];
