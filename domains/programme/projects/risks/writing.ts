import { dayOf } from '#kernel/clock';
import { Problem } from '#kernel/problem';
import { readRow, type RecordOverrides } from '#kernel/record-server';
import { closeTask } from '#platform/base/tasks';
import { texts } from '../texts.ts';
import { shortOf } from '../undertakings/shapes.ts';
import { assertSameUnit, numberOf, textOf } from '../undertakings/written.ts';
import { Risk } from './records.ts';

export const riskSource = (code: string) => ({ module: 'projects', record: 'risk', key: code });

export const riskWriting: RecordOverrides = {
  beforeWrite: async (incoming, context, tx) => {
    const code = textOf(incoming['code']);
    const before = await readRow(context, tx, Risk, code);
    const row: Record<string, unknown> = { ...before, ...incoming };
    await assertSameUnit(row, context, tx);
    if (code !== `${textOf(row['undertaking'])}.${shortOf(code)}`)
      throw new Problem(422, 'projects.other-code', texts.otherCode);
    return { ...incoming, score: numberOf(row['likelihood']) * numberOf(row['impact']) };
  },
  // Looked at again, or over: what waits for it waits no longer.
  afterWrite: async ({ key }, context, tx) => {
    const risk = await readRow(context, tx, Risk, key);
    if (risk && risk.state !== 'closed' && risk.reviewOn <= dayOf(context)) return;
    await closeTask(context, tx, riskSource(key), { outcome: texts.riskReviewed });
  },
  beforeWithdraw: async ({ key }, context, tx) => {
    await closeTask(context, tx, riskSource(key), { outcome: texts.riskReviewed });
  },
};
