import { dayIn, dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { readRow } from '#kernel/record-server';
import { cityCalendar } from '#platform/base/tasks';
import { publishedReports } from '../defining/known.ts';
import { readingOf } from '../reading/asked.ts';
import { Report } from '../records.ts';
import { lastDue, listScheduled } from '../store.ts';
import { lastDueDay, type Now } from './due.ts';
import { makeIssue } from './make.ts';

function nowIn(context: Context): Now {
  const { TIME_ZONE: timeZone } = context.config;
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  return { day: dayOf(context), hour: Number(hour.format(context.clock.now())) };
}

export interface Ran {
  readonly made: number;
  readonly failed: readonly string[];
}

/** Runs every report whose time has come and that has no issue of that day. Safe to run again; one that fails stops no other. */
export async function runDue(context: Context, signal: AbortSignal): Promise<Ran> {
  const now = nowIn(context);
  const calendar = await cityCalendar(context.db);
  const published = await publishedReports(context.db);
  const failed: string[] = [];
  let made = 0;
  for (const { definition: report, publishedAt } of await listScheduled(context.db)) {
    signal.throwIfAborted();
    const { code, schedule } = report;
    const since = dayIn(context.config.TIME_ZONE, new Date(publishedAt));
    const dueOn = schedule && lastDueDay(schedule, now, { since, calendar });
    if (dueOn === undefined || ((await lastDue(context.db, code)) ?? '') >= dueOn) continue;
    try {
      const simulated = (await readRow(context, context.db, Report, code))?.meta.simulated ?? false;
      const reading = readingOf(context, { report, published, asMost: true }, {});
      if (await makeIssue(context, { reading, simulated, cause: 'schedule', dueOn })) made += 1;
    } catch (error) {
      context.log.error({ err: error, report: code }, 'a report could not be run');
      failed.push(code);
    }
  }
  return { made, failed };
}
