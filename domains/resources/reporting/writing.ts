import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, readRow, type Incoming } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { providerOfCode } from '#platform/data/catalogue';
import { lookAtClasses } from './classes.ts';
import { dropFilings } from './dropping.ts';
import { findHousehold } from './household-store.ts';
import { isStricter } from './guard.ts';
import { asked, circles, questionSensitivities } from './names.ts';
import { openFor } from './opening.ts';
import { findLiving } from './person-store.ts';
import { Question, Respondent, Return } from './records.ts';
import { dueIds } from './store.ts';
import { reserved } from './dataset.ts';
import { texts } from './texts.ts';

const QuestionSensitivity = z.enum(questionSensitivities);
const Asked = z.enum(asked);

const locked = () => new Problem(409, 'reporting.locked', texts.locked);

/** A return begins as a draft; its code, under which its data will stand in the catalogue, is nobody else's there. */
async function beforeReturn(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const code = String(incoming['code']);
  const known = await lockRow(context, db, Return, code);
  if (known) {
    // Another state than it has: a step of the platform, which nobody can say in a form.
    const step = incoming['state'] !== undefined && incoming['state'] !== known.state;
    if (!step && known.state !== 'draft') throw locked();
    requireCircle({ ...known, ...incoming });
    return incoming;
  }
  if (await providerOfCode(context, db, code))
    throw new Problem(409, 'reporting.code-taken', fill(texts.codeTaken, { code }));
  const owner = incoming['owner'] ?? context.actor.organisation;
  const fresh = { reconstructed: false, asks: 'company', circle: 'list', ...incoming, owner, state: 'draft' };
  return requireCircle(fresh);
}

/** What says which of them are asked, and says nothing of the others: companies are asked by list, a household has no age. */
const sayable = {
  company: { not: ['place', 'ageFrom', 'ageTo', 'realName'], circles: ['list'] },
  household: { not: ['ageFrom', 'ageTo'], circles: ['list', 'residents'] },
  person: { not: [], circles },
} as const;

const refusals = {
  company: () => new Problem(422, 'reporting.circle-of-persons', texts.circleOfPersons),
  household: () => new Problem(422, 'reporting.circle-of-households', texts.circleOfHouseholds),
  person: () => new Problem(422, 'reporting.circle-of-persons', texts.circleOfPersons),
} as const;

function requireCircle(incoming: Incoming): Incoming {
  const asks = Asked.catch('company').parse(incoming['asks']);
  const { not, circles: may } = sayable[asks];
  const said = not.some((name) => (incoming[name] ?? null) !== null);
  if (said || !may.some((each) => each === incoming['circle'])) throw refusals[asks]();
  const [from, to] = [incoming['ageFrom'], incoming['ageTo']];
  if (typeof from === 'number' && typeof to === 'number' && from > to)
    throw new Problem(422, 'reporting.ages-turned', texts.agesTurned);
  return incoming;
}

/** Locked, so that nothing is published while its questions change. @throws Problem 422 `reporting.no-return` */
async function returnOf(context: Context, db: Db, key: string) {
  const code = key.slice(0, key.indexOf('.'));
  const found = await lockRow(context, db, Return, code);
  if (!found) throw new Problem(422, 'reporting.no-return', fill(texts.noReturn, { code }));
  return found;
}

/** What is asked may always be kept more strictly than was said, and nothing else of it changes. */
function isOnlyStricter(incoming: Incoming, known: Row<typeof Question> | undefined): boolean {
  if (!known) return false;
  const { sensitivity, ...rest } = incoming;
  const now = QuestionSensitivity.safeParse(sensitivity).data;
  const was: Incoming = known;
  return (
    now !== undefined &&
    isStricter(now, known.sensitivity ?? 'internal') &&
    Object.entries(rest).every(([name, value]) => isDeepStrictEqual(value ?? null, was[name] ?? null))
  );
}

/** Where answers are kept already, they are kept by the class that holds now. */
async function afterQuestion({ key }: { readonly key: string }, context: Context, db: Db): Promise<void> {
  // What the platform classes it has at hand.
  if (context.actor.kind === 'system') return;
  const row = await readRow(context, db, Return, key.slice(0, key.indexOf('.')));
  if (row && row.state !== 'draft') await lookAtClasses(context, db);
}

/** A question belongs to a draft and to its department. */
async function beforeQuestion(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const key = String(incoming['code']);
  const found = await returnOf(context, db, key);
  const known = await readRow(context, db, Question, key);
  const judged = incoming['standing'] !== undefined && incoming['standing'] !== known?.standing;
  if (found.state !== 'draft' && !judged && !isOnlyStricter(incoming, known)) throw locked();
  const name = key.slice(found.code.length + 1);
  if (reserved.has(name)) throw new Problem(422, 'reporting.name-taken', fill(texts.nameTaken, { name }));
  return { standing: 'unchecked', ...incoming, return: found.code, owner: found.owner };
}

async function beforeQuestionGoes(
  { key }: { readonly key: string },
  context: Context,
  db: Db,
): Promise<void> {
  if ((await returnOf(context, db, key)).state !== 'draft') throw locked();
}

/** What was asked stays; a draft may go. */
async function beforeReturnGoes({ key }: { readonly key: string }, context: Context, db: Db): Promise<void> {
  if ((await readRow(context, db, Return, key))?.state !== 'draft') throw locked();
}

async function beforeRespondent(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const key = String(incoming['code']);
  const found = await returnOf(context, db, key);
  const respondent = key.slice(found.code.length + 1);
  if (found.circle !== 'list') throw new Problem(422, 'reporting.no-list', texts.noList);
  if (found.asks === 'person' && !(await findLiving(db, respondent)))
    throw new Problem(422, 'reporting.not-living', fill(texts.notLiving, { person: respondent }));
  if (found.asks === 'household' && !(await findHousehold(db, respondent)))
    throw new Problem(422, 'reporting.no-household', fill(texts.noHousehold, { household: respondent }));
  return { ...incoming, return: found.code, [found.asks]: respondent, owner: found.owner };
}

/** Whoever joins the list owes what is over since. */
async function afterRespondent({ key }: { readonly key: string }, context: Context, db: Db): Promise<void> {
  const row = await readRow(context, db, Respondent, key);
  const respondent = row?.company ?? row?.person ?? row?.household;
  if (row && respondent) await openFor(context, db, row.return, respondent);
}

/** Whoever leaves the list owes nothing of it any more; what was handed in stays. */
async function beforeRespondentGoes(
  { key }: { readonly key: string },
  context: Context,
  db: Db,
): Promise<void> {
  const row = await readRow(context, db, Respondent, key);
  const respondent = row?.company ?? row?.person ?? row?.household;
  if (!row || !respondent) return;
  const left = await dueIds(db, row.return, respondent);
  await dropFilings(context, db, left, {
    source: `reporting:${row.return}`,
    simulated: row.meta.simulated,
  });
}

export const ofReturns = { beforeWrite: beforeReturn, beforeWithdraw: beforeReturnGoes };
export const ofQuestions = {
  beforeWrite: beforeQuestion,
  afterWrite: afterQuestion,
  beforeWithdraw: beforeQuestionGoes,
};
export const ofRespondents = {
  beforeWrite: beforeRespondent,
  afterWrite: afterRespondent,
  beforeWithdraw: beforeRespondentGoes,
};
