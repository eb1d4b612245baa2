import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { readRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, copyTask, openTask } from '#platform/base/tasks';
import type { Report, Taken } from './contract.ts';
import { resultNames } from './names.ts';
import { Alarm, Lift } from './records.ts';
import { faultOfTimes, helpBy } from './rules.ts';
import type { handledAs } from './shapes.ts';
import { lockAlarm } from './store.ts';
import { texts } from './texts.ts';

type KnownAlarm = Row<typeof Alarm>;
type KnownLift = Row<typeof Lift>;

const sourceOf = (id: string) => ({ module: 'elevators', record: 'alarm', key: id });
const utc = (instant: string): string => new Date(instant).toISOString();
const write = (context: Context, tx: Db, row: Partial<KnownAlarm>, simulated: boolean) =>
  writeRows(context, tx, Alarm, [row], { source: 'alarm', simulated });

/** The lift, if the company watches it. What one may not reach is not told from what is not there. */
async function requireLift(context: Context, tx: Db, code: string, company: string): Promise<KnownLift> {
  const lift = await readRow(context, tx, Lift, code);
  if (lift && (lift.monitoredBy === company || scopeOf(context.actor, 'elevators:report') === 'city'))
    return lift;
  throw new Problem(422, 'elevators.unknown-lift', fill(texts.unknownLift, { lift: code }), { lift: code });
}

/** The maintainer has it as a task, trapped people within half an hour; the user is kept informed. */
async function call(
  context: Context,
  tx: Db,
  { id, lift, kind }: { id: string; lift: KnownLift; kind: string },
) {
  const source = sourceOf(id);
  const trapped = kind === 'trapped';
  await openTask(context, tx, {
    kind: trapped ? 'elevators.trapped' : 'elevators.fault',
    title: fill(trapped ? texts.trappedTitle : texts.faultTitle, { address: lift.address, lift: lift.code }),
    owner: lift.maintainer,
    source,
    link: `/elevators/alarms/${encodeURIComponent(id)}`,
    ...(trapped ? { dueAt: helpBy(context.clock.now()) } : { clock: faultClocks[kind] ?? faultClocks.door }),
    simulated: lift.meta.simulated,
  });
  if (lift.userUnit !== lift.maintainer)
    await copyTask(context, tx, source, { kind: 'organisation', reader: lift.userUnit });
}

/** Day and night: a lift that stands between floors is looked after sooner than a door. */
const faultClocks: Readonly<Record<string, { unit: 'hours'; amount: number }>> & {
  readonly door: { unit: 'hours'; amount: number };
} = {
  'between-floors': { unit: 'hours', amount: 2 },
  door: { unit: 'hours', amount: 24 },
};

/** A signal that is over ends a fault; that trapped people are out only a person says. */
const passes = ({ kind, endedAt }: Pick<Report, 'kind' | 'endedAt'>): boolean =>
  endedAt !== undefined && kind !== 'trapped';

const passed = (now: Date) => ({ state: 'closed', result: 'passed', closedAt: now.toISOString() }) as const;

async function takeNew(context: Context, tx: Db, { id, company, said }: Reported): Promise<Taken> {
  const lift = await requireLift(context, tx, said.lift, company);
  const now = context.clock.now();
  const { number, kind, endedAt } = said;
  const row = {
    id,
    number,
    company,
    lift: lift.code,
    kind,
    state: 'open',
    occurredAt: utc(said.occurredAt),
    receivedAt: now.toISOString(),
    ...(endedAt === undefined ? {} : { endedAt: utc(endedAt) }),
    maintainer: lift.maintainer,
    userUnit: lift.userUnit,
    ...(passes(said) ? passed(now) : {}),
  } as const;
  await write(context, tx, row, lift.meta.simulated);
  if (row.state === 'open') await call(context, tx, { id, lift, kind });
  return { alarm: id, taken: 'new', state: row.state };
}

async function takeAgain(context: Context, tx: Db, known: KnownAlarm, said: Report): Promise<Taken> {
  if (known.lift !== said.lift || known.kind !== said.kind)
    throw new Problem(409, 'elevators.number-taken', fill(texts.numberTaken, { number: said.number }));
  const { id, state } = known;
  if (said.endedAt === undefined || typeof known.endedAt === 'string')
    return { alarm: id, taken: 'known', state };
  const ends = state === 'open' && passes(said);
  const change = { id, endedAt: utc(said.endedAt), ...(ends ? passed(context.clock.now()) : {}) };
  await write(context, tx, change, known.meta.simulated);
  if (ends) await closeTask(context, tx, sourceOf(id), { outcome: texts.passed, status: 'dropped' });
  return { alarm: id, taken: 'ended', state: ends ? 'closed' : state };
}

interface Reported {
  readonly id: string;
  readonly company: string;
  readonly said: Report;
}

/**
 * Takes one alarm in: once for each number of a company, however often and in whatever order it is told.
 * @throws Problem 403 `elevators.no-company`, 409 `.number-taken`, 422 `.unknown-lift`, `.times-wrong`
 */
export async function takeAlarm(context: Context, said: Report): Promise<Taken> {
  const company = context.actor.organisation;
  if (!company) throw new Problem(403, 'elevators.no-company', texts.noCompany);
  const fault = faultOfTimes(said, context.clock.now());
  if (fault) throw new Problem(422, 'elevators.times-wrong', texts[fault]);
  const id = `${company}.${said.number}`;
  return context.transaction(async (tx) => {
    await lockAlarm(tx, id);
    const known = await readRow(context, tx, Alarm, id);
    return known ? takeAgain(context, tx, known, said) : takeNew(context, tx, { id, company, said });
  });
}

/** Only its maintainer closes an alarm, or who oversees the whole city; to whoever does not see it, it is not there. */
function requireOwn({ actor }: Context, alarm: KnownAlarm | undefined, id: string): KnownAlarm {
  const { organisation } = actor;
  const all = scopeOf(actor, 'elevators:handle') === 'city';
  if (alarm && (all || alarm.maintainer === organisation)) return alarm;
  if (alarm && (alarm.userUnit === organisation || alarm.company === organisation))
    throw new Problem(403, 'elevators.not-yours', texts.notYours);
  throw notFound(texts.alarm, id);
}

export interface Handled {
  readonly result: (typeof handledAs)[number];
  readonly done: string;
}

/**
 * The maintainer says what was done; the task is done with it.
 * @throws Problem 403 `elevators.not-yours`, 409 `.closed-already`, 422 `.no-one-trapped`
 */
export async function handleAlarm(context: Context, id: string, { result, done }: Handled): Promise<Taken> {
  return context.transaction(async (tx) => {
    await lockAlarm(tx, id);
    const alarm = requireOwn(context, await readRow(context, tx, Alarm, id), id);
    if (alarm.state === 'closed') throw new Problem(409, 'elevators.closed-already', texts.closedAlready);
    if (result === 'released' && alarm.kind !== 'trapped')
      throw new Problem(422, 'elevators.no-one-trapped', texts.noOneTrapped);
    const closedAt = context.clock.now().toISOString();
    await write(context, tx, { id, state: 'closed', result, done, closedAt }, alarm.meta.simulated);
    await closeTask(context, tx, sourceOf(id), { outcome: resultNames[result] });
    return { alarm: id, taken: 'ended', state: 'closed' };
  });
}
