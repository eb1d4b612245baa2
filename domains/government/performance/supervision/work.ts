import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { between } from '#engines/working-days';
import { organisationNames } from '#platform/base/organisations';
import { cityCalendar, closeTask, openTask, updateTask, urgeTask } from '#platform/base/tasks';
import { linkOf, mayAnswer, nowOf, taskSource } from '../common.ts';
import { requireOffice } from '../schemes/define.ts';
import { countMatters } from '../store.ts';
import { texts } from '../texts.ts';
import { type Outcome, type SupervisionState, supervisionStateNames } from './names.ts';
import { Supervision } from './record.ts';
import { scoreOf } from './rules.ts';

type Known = Row<typeof Supervision>;

/** The last second of a day in the city. */
const endOf = (day: string): string => `${day}T15:59:59.000Z`;
const linkTo = (id: string): string => linkOf(`supervisions/${encodeURIComponent(id)}`);
const both = (title: string) => ({ zh: title, en: title });

/** What of the office waits beside what of the unit does. */
const sources = {
  work: (id: string) => taskSource('supervision', id),
  extension: (id: string) => taskSource('supervision-extension', id),
  verdict: (id: string) => taskSource('supervision-verdict', id),
};

type Change = Partial<Omit<Known, 'meta'>>;

const writing =
  (basis: string) =>
  async (context: Context, tx: Db, { id, meta }: Known, change: Change): Promise<void> => {
    const how = { source: 'performance:supervised', basis, simulated: meta.simulated };
    await writeRows(context, tx, Supervision, [{ id, ...change }], how);
  };
const writeAsUnit = writing('performance:answer');
const writeAsOffice = writing('performance:manage');

/** @throws Problem 404, 409 `performance.wrong-state` */
async function getIn(
  context: Context,
  tx: Db,
  id: string,
  during: readonly SupervisionState[],
): Promise<Known> {
  const found = await lockRow(context, tx, Supervision, id, 'performance:read');
  if (!found) throw notFound(texts.supervision, id);
  if (!during.includes(found.state))
    throw new Problem(
      409,
      'performance.wrong-state',
      fill(texts.wrongState, { state: supervisionStateNames[found.state] }),
    );
  return found;
}

type Step = (tx: Db, matter: Known) => Promise<void>;

/** A step that the unit takes. @throws Problem 404, 403 `performance.not-unit`, 409 `performance.wrong-state` */
const asUnit = (
  context: Context,
  id: string,
  during: readonly SupervisionState[],
  step: Step,
): Promise<void> =>
  context.transaction(async (tx) => {
    const matter = await getIn(context, tx, id, during);
    if (!mayAnswer(context, matter.unit)) throw new Problem(403, 'performance.not-unit', texts.notUnit);
    await step(tx, matter);
  });

/** A step that the office takes. @throws Problem 404, 403 `performance.not-office`, 409 `performance.wrong-state` */
const asOffice = (
  context: Context,
  id: string,
  during: readonly SupervisionState[],
  step: Step,
): Promise<void> =>
  context.transaction(async (tx) => {
    const matter = await getIn(context, tx, id, during);
    requireOffice(context, matter.office);
    await step(tx, matter);
  });

export interface Issued {
  readonly title: string;
  readonly what: string;
  readonly basedOn: string;
  readonly office: string;
  readonly units: readonly string[];
  readonly dueOn: string;
  readonly milestone?: string | undefined;
  readonly milestoneOn?: string | undefined;
}

/** @throws Problem 422 `performance.unit-unknown` */
export async function requireUnits(tx: Db, units: readonly string[]): Promise<void> {
  const names = await organisationNames(tx, units);
  const unknown = units.find((unit) => !names.has(unit));
  if (unknown !== undefined)
    throw new Problem(422, 'performance.unit-unknown', fill(texts.unitUnknown, { unit: unknown }));
}

/** @throws Problem 422 `performance.due-past`, `performance.unit-unknown` */
async function requireIssuable(context: Context, tx: Db, { units, office, dueOn }: Issued): Promise<void> {
  if (dueOn < dayOf(context)) throw new Problem(422, 'performance.due-past', texts.duePast);
  await requireUnits(tx, [office, ...units]);
}

export const numberOf = (year: string, place: number): string =>
  `DC-${year}-${String(place).padStart(4, '0')}`;

const worked = (
  context: Context,
  tx: Db,
  matter: Pick<Known, 'id' | 'title' | 'unit' | 'dueOn'>,
  simulated: boolean,
) =>
  openTask(context, tx, {
    kind: 'performance.supervision',
    title: fill(texts.supervisionTask, { title: both(matter.title) }),
    owner: matter.unit,
    source: sources.work(matter.id),
    link: linkTo(matter.id),
    dueAt: endOf(matter.dueOn),
    simulated,
  });

/**
 * Issues one matter to one or several units; each has a task with its date.
 * @returns the number
 * @throws Problem 403 `performance.not-office`, 422 `performance.due-past`, `performance.unit-unknown`
 */
export const issue = (context: Context, issued: Issued, simulated: boolean): Promise<string> =>
  context.transaction(async (tx) => {
    requireOffice(context, issued.office);
    await requireIssuable(context, tx, issued);
    await oneAtATime(tx, 'performance.supervision');
    const today = dayOf(context);
    const year = today.slice(0, 4);
    const number = numberOf(year, (await countMatters(tx, year)) + 1);
    const { units, milestone = null, milestoneOn = null, ...said } = issued;
    const rows = [...new Set(units)].map((unit) => ({
      ...said,
      id: `${number}.${unit}`,
      number,
      unit,
      state: 'issued' as const,
      issuedOn: today,
      milestone,
      milestoneOn,
      percent: 0,
      urged: 0,
    }));
    const how = { source: 'performance:issued', basis: 'performance:manage', simulated };
    await writeRows(context, tx, Supervision, rows, how);
    for (const row of rows) await worked(context, tx, row, simulated);
    return number;
  });

/** The unit has it. @throws Problem as `asUnit` */
export const receive = (context: Context, id: string): Promise<void> =>
  asUnit(context, id, ['issued'], (tx, matter) =>
    writeAsUnit(context, tx, matter, { state: 'working', receivedAt: nowOf(context) }),
  );

export interface Reported {
  readonly percent: number;
  readonly progress: string;
}

/** How far it is; at 100 the office judges it, and the clock of the unit ends. @throws Problem as `asUnit` */
export const report = (context: Context, id: string, { percent, progress }: Reported): Promise<void> =>
  asUnit(context, id, ['working'], async (tx, matter) => {
    const said = { percent, progress, reportedAt: nowOf(context) };
    if (percent < 100) return writeAsUnit(context, tx, matter, said);
    const finished = { ...said, state: 'finished', finishedOn: dayOf(context) } as const;
    await writeAsUnit(context, tx, matter, finished);
    await closeTask(context, tx, sources.work(id), { outcome: texts.finishedOutcome });
    await openTask(context, tx, {
      kind: 'performance.supervision-verdict',
      title: fill(texts.verdictTask, { title: both(matter.title) }),
      owner: matter.office,
      source: sources.verdict(id),
      link: linkTo(id),
      simulated: matter.meta.simulated,
    });
  });

/** The office urges, with a message; whoever has the task is told. @throws Problem as `asOffice` */
export const urge = (context: Context, id: string, message: string): Promise<void> =>
  asOffice(context, id, ['issued', 'working'], async (tx, matter) => {
    const change = { urged: matter.urged + 1, urgedAt: nowOf(context), urgedWords: message };
    await writeAsOffice(context, tx, matter, change);
    await urgeTask(context, tx, sources.work(id), message);
  });

/** The unit asks for a later day. @throws Problem as `asUnit`, 422 `performance.not-later`, 409 `performance.asked-already` */
export const askExtension = (
  context: Context,
  id: string,
  said: { readonly until: string; readonly why: string },
): Promise<void> =>
  asUnit(context, id, ['working'], async (tx, matter) => {
    if (said.until <= matter.dueOn) throw new Problem(422, 'performance.not-later', texts.notLater);
    if (matter.extensionState === 'asked')
      throw new Problem(409, 'performance.asked-already', texts.askedAlready);
    const change = {
      extensionTo: said.until,
      extensionWhy: said.why,
      extensionState: 'asked',
      extensionAnswer: null,
    } as const;
    await writeAsUnit(context, tx, matter, change);
    await openTask(context, tx, {
      kind: 'performance.supervision-extension',
      title: fill(texts.extensionTask, { title: both(matter.title) }),
      owner: matter.office,
      source: sources.extension(id),
      link: linkTo(id),
      simulated: matter.meta.simulated,
    });
  });

/** The office answers; granted, the unit's task has the later day. @throws Problem as `asOffice`, 409 `performance.not-asked` */
export const answerExtension = (
  context: Context,
  id: string,
  { granted, answer }: { readonly granted: boolean; readonly answer: string },
): Promise<void> =>
  asOffice(context, id, ['working', 'finished'], async (tx, matter) => {
    const { extensionTo, extensionState } = matter;
    if (extensionState !== 'asked' || typeof extensionTo !== 'string')
      throw new Problem(409, 'performance.not-asked', texts.notAsked);
    const change = {
      extensionState: granted ? 'granted' : 'refused',
      extensionAnswer: answer,
      ...(granted ? { dueOn: extensionTo } : {}),
    } as const;
    await writeAsOffice(context, tx, matter, change);
    if (granted) await updateTask(context, tx, sources.work(id), { dueAt: endOf(extensionTo) });
    await closeTask(context, tx, sources.extension(id), { outcome: texts.answeredOutcome });
  });

export interface Judged {
  readonly outcome: Outcome;
  readonly quality: number;
  readonly why: string;
}

export async function lateDaysOf(tx: Db, dueOn: string, finishedOn: string): Promise<number> {
  if (finishedOn <= dueOn) return 0;
  const calendar = await cityCalendar(tx);
  return between(calendar, { from: endOf(dueOn), to: endOf(finishedOn) }, 'working-days').amount;
}

/**
 * The office judges what was done, or closes what never was; the score follows by rule from time and quality.
 * @throws Problem as `asOffice`
 */
export const closeMatter = (context: Context, id: string, { outcome, quality, why }: Judged): Promise<void> =>
  asOffice(context, id, ['issued', 'working', 'finished'], async (tx, matter) => {
    const finishedOn = typeof matter.finishedOn === 'string' ? matter.finishedOn : dayOf(context);
    const lateDays = await lateDaysOf(tx, matter.dueOn, finishedOn);
    const change = {
      state: 'closed',
      verdict: outcome,
      quality,
      why,
      lateDays,
      onTime: finishedOn <= matter.dueOn && outcome === 'met',
      score: scoreOf({ lateDays, quality, outcome }),
      closedOn: dayOf(context),
    } as const;
    await writeAsOffice(context, tx, matter, change);
    await closeTask(context, tx, sources.work(id), { outcome: texts.closedOutcome, status: 'dropped' });
    await closeTask(context, tx, sources.extension(id), { outcome: texts.closedOutcome, status: 'dropped' });
    await closeTask(context, tx, sources.verdict(id), { outcome: texts.closedOutcome });
  });

/** What was judged too soon goes back to the unit, with the reason; its clock runs on. @throws Problem as `asOffice` */
export const sendBack = (context: Context, id: string, reason: string): Promise<void> =>
  asOffice(context, id, ['finished'], async (tx, matter) => {
    const change = { state: 'working', percent: 90, finishedOn: null, why: reason } as const;
    await writeAsOffice(context, tx, matter, change);
    await closeTask(context, tx, sources.verdict(id), { outcome: texts.sentBackOutcome });
    await worked(context, tx, matter, matter.meta.simulated);
  });
