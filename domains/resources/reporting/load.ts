import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRowEver, writeRows } from '#kernel/record-server';
import { returnsFile, type CityReturn } from './city.ts';
import { classesAreOld, lookAtClasses } from './classes.ts';
import { publish } from './publishing.ts';
import { Question, Return } from './records.ts';
import { putSynonyms } from './store.ts';

const source = `city:${returnsFile.path}`;

async function draft(context: Context, tx: Db, each: CityReturn): Promise<void> {
  const { code, title, owner, asks, circle, age, period, basis, reconstructed, questions } = each;
  const row = {
    code,
    titleZh: title.zh,
    titleEn: title.en,
    owner,
    asks,
    circle,
    place: each.place ?? null,
    ageFrom: age.from ?? null,
    ageTo: age.to ?? null,
    realName: each.real_name ?? null,
    period,
    dueDays: each.due_days,
    beginsOn: each.begins_on,
    basis,
    state: 'draft',
    reconstructed,
  };
  const rows = questions.map(({ name, label, unit, item, why, sensitivity, type, nature, required }, at) => ({
    code: `${code}.${name}`,
    return: code,
    owner,
    position: at + 1,
    labelZh: label.zh,
    labelEn: label.en,
    unit: unit ?? null,
    item: item ?? null,
    why: why ?? null,
    sensitivity: sensitivity ?? null,
    standing: 'unchecked',
    type,
    nature,
    required,
  }));
  await writeRows(context, tx, Return, [row], { source });
  await writeRows(context, tx, Question, rows, { source });
}

/** One that asks what the city has by now stays a draft, for its owner to mend: a start never fails by it. */
async function publishIfMay(context: Context, code: string): Promise<void> {
  await publish(context, code).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const questions = error.errors?.map(({ path }) => path);
    context.log.warn({ return: code, code: error.code, questions }, 'a return of the city stays a draft');
  });
}

/**
 * Brings the city's returns that are not there yet and puts them in force, in the order of the file and by the rule for
 * all: a later one may take an item of an earlier one. What departments have made of them since is left alone.
 */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const { synonyms, returns } = city.get(returnsFile);
  await putSynonyms(context.db, synonyms);
  for (const each of returns) {
    const known = await readRowEver(context, context.db, Return, each.code);
    if (!known) await context.transaction((tx) => draft(context, tx, each));
    // A start that was cut between the two goes on here.
    if (!known || (known.state === 'draft' && known.meta.source === source))
      await publishIfMay(context, each.code);
  }
  // The city's catalogue, or the platform's registers, may say since the last start that something is kept more strictly.
  if (await classesAreOld(context)) await lookAtClasses(context, context.db);
}
