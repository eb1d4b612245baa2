import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import { oneAtATime } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import { notify } from '#platform/base/notifications';
import { expanded } from '../defining/expand.ts';
import { evaluate, groundOf } from '../reading/evaluate.ts';
import type { Reading } from '../reading/asked.ts';
import { Issue } from '../records.ts';
import { countIssues, isIssued, keepPrinted } from '../store.ts';

export interface Making {
  readonly reading: Reading;
  readonly simulated: boolean;
  readonly cause: 'schedule' | 'hand';
  /** The day that the schedule names: one issue for each. */
  readonly dueOn?: string;
}

/**
 * Runs a report and keeps its figures as they are now, as most see them: an issue has one text for all its readers. Its readers
 * are told when it is there.
 * @returns the id of the issue; undefined when the day's issue was there already
 */
export async function makeIssue(context: Context, { reading, simulated, cause, dueOn }: Making) {
  const { report, published, period, chosen } = reading;
  const { code, title, owner, audience, readers, grain } = report;
  const { blocks, choices } = await evaluate(context, { ...reading, asMost: true });
  const ground = groundOf(blocks);
  return context.transaction(async (tx) => {
    await oneAtATime(tx, `reports.issues:${code}`);
    if (dueOn !== undefined && (await isIssued(tx, code, dueOn))) return undefined;
    const id = randomUUID();
    const number = (await countIssues(tx, code)) + 1;
    const invented = simulated || ground.simulated;
    const row = {
      id,
      titleZh: title.zh,
      titleEn: title.en,
      owner,
      audience,
      report: code,
      number,
      grain,
      period,
      chosen,
      readers,
      cause,
      dueOn: dueOn ?? null,
      madeAt: context.clock.now().toISOString(),
      asOf: ground.asOf,
    };
    const how = { source: `reports:${cause}`, basis: 'reports:publish', simulated: invented };
    await writeRows(context, tx, Issue, [row], how);
    // With what it includes in its place: the issue stays what it was when another report changes.
    await keepPrinted(tx, id, {
      definition: { ...report, blocks: expanded(report, published) },
      blocks,
      choices: choices.map(({ name, title: label, chosen: words }) => ({
        name,
        title: label,
        chosen: words,
      })),
    });
    await notify(context, tx, {
      to: [...new Set([owner, ...readers])].map((organisation) => ({
        kind: 'organisation',
        id: organisation,
      })),
      kind: 'reports.issued',
      key: id,
      params: { zh: title.zh, en: title.en, number: String(number), period },
      link: `/reports/issues/${id}`,
      organisation: owner,
      simulated: invented,
    });
    return id;
  });
}
