import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, readRows, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { applicant, defineProcess, officer, type At } from '#platform/matter/workflow';
import { endOf } from '../days.ts';
import { govern } from '../governed.ts';
import { findOffice } from '../proposals/store.ts';
import { texts } from '../texts.ts';
import { Activity, Undertaking } from '../undertakings/records.ts';
import { faultOfDays } from '../undertakings/written.ts';
import type { ReportAct, ReportOwnAct } from './contract.ts';
import { reportStateNames as names } from './names.ts';
import { Report } from './records.ts';
import type { ReportLine } from './shapes.ts';
import { isOpened, type ReportingUndertaking } from './store.ts';

type ReportRow = Row<typeof Report>;

/**
 * Each line is of an activity of the undertaking, once, and its days can be.
 * @throws Problem 422 `projects.report-line`, `projects.days-wrong`
 */
async function assertLines({ context, tx, row }: At<ReportRow>, lines: readonly ReportLine[]): Promise<void> {
  const codes = lines.map(({ code }) => code);
  const known = new Map(
    (await readRows(context, tx, Activity, codes))
      .filter(({ undertaking }) => undertaking === row.undertaking)
      .map((each) => [each.code, each]),
  );
  const strange = codes.find((code, at) => !known.has(code) || codes.indexOf(code) !== at);
  if (strange !== undefined)
    throw new Problem(422, 'projects.report-line', fill(texts.reportLine, { code: strange }));
  const wrong = lines.find((line) => faultOfDays({ ...line }, dayOf(context)));
  if (wrong)
    throw new Problem(422, 'projects.days-wrong', {
      zh: `${wrong.code}：${texts.daysWrong.zh}`,
      en: `${wrong.code}: ${texts.daysWrong.en}`,
    });
}

/** What was accepted moves the activities, and with them what was earned. */
async function intoPlan({ context, tx, row }: At<ReportRow>): Promise<void> {
  govern(tx);
  const how = {
    source: `projects:report:${row.id}`,
    basis: 'projects:approve',
    simulated: row.meta.simulated,
  };
  if (row.lines.length > 0) await writeRows(context, tx, Activity, row.lines, how);
}

/** A month's report waits for the unit, then for the office; only what it accepts counts. */
export const reports = defineProcess<typeof Report, ReportOwnAct | ReportAct>({
  record: Report,
  parties: { organisation: 'office', account: 'account', unit: 'unit' },
  permission: 'projects:approve',
  applies: 'projects:write',
  notNow: texts.notNow,
  own: texts.ownProposal,
  page: '/projects/reports',
  title: ({ id }) => ({ zh: `进度报告 ${id}`, en: `Progress report ${id}` }),
  states: {
    due: {
      title: names.due,
      waits: { title: texts.reportTask, clock: 5, for: 'applicant', dueAt: ({ dueOn }) => endOf(dueOn) },
    },
    filed: { title: names.filed, waits: { title: texts.acceptTask, clock: 3 } },
    'sent-back': {
      title: names['sent-back'],
      waits: { title: texts.mendReportTask, clock: 3, for: 'applicant' },
    },
    accepted: { title: names.accepted, ends: true, enter: intoPlan },
  },
  acts: {
    file: applicant(['due', 'sent-back'], async (at, { words, lines }) => {
      await assertLines(at, lines);
      const { actor, clock } = at.context;
      return { state: 'filed', words, lines, account: actor.id, filedAt: clock.now().toISOString() };
    }),
    accept: officer(['filed'], async (at, { why }) => {
      await assertLines(at, at.row.lines);
      return { state: 'accepted', why: why ?? null, decidedOn: dayOf(at.context) };
    }),
    'send-back': officer(['filed'], async (_at, { why }) => ({ state: 'sent-back', why })),
  },
});

/** The tenth of the month after. */
export function dueOf(period: string): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month, 10)).toISOString().slice(0, 10);
}

/** A month's report begins: it waits for the unit. */
export async function beginReport(
  context: Context,
  tx: Db,
  { code, unit, simulated }: ReportingUndertaking,
  period: string,
): Promise<void> {
  await reports.start(context, tx, {
    id: `${code}.${period}`,
    undertaking: code,
    unit,
    period,
    state: 'due',
    dueOn: dueOf(period),
    lines: [],
    office: (await findOffice(tx)) ?? unit,
    account: context.actor.id,
    meta: { simulated },
  });
}

/**
 * The unit begins this month's report before the month is over.
 * @returns its id
 * @throws Problem 404, 409 `projects.report-there`, `projects.not-under-way`
 */
export const openReport = (context: Context, code: string): Promise<string> =>
  context.transaction(async (tx) => {
    const found = await lockRow(context, tx, Undertaking, code, 'projects:write');
    if (!found) throw notFound(Undertaking.title, code);
    refuseIf(found.state !== 'under-way', 'projects.not-under-way', texts.notUnderWay);
    const period = dayOf(context).slice(0, 7);
    const id = `${code}.${period}`;
    refuseIf(await isOpened(tx, id), 'projects.report-there', texts.reportThere);
    await beginReport(context, tx, { code, unit: found.unit, simulated: found.meta.simulated }, period);
    return id;
  });
