import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { standingMeasures } from '#platform/sense/indicators';
import type { operations } from './contract.ts';
import { evaluateRules } from './jobs.ts';
import { miningHandlers } from './mining/handlers.ts';
import { Rule } from './records.ts';
import { defineRule, retireRule } from './rules/define.ts';
import { definitionOf, watchesMeasure } from './rules/rows.ts';
import { riskHandlers } from './risk/handlers.ts';
import { texts } from './texts.ts';
import { backTest, propose } from './warnings/back-test.ts';
import { markMiss, qualityOf } from './warnings/quality.ts';
import { readSeries } from './warnings/series.ts';
import { acknowledge, answerData, closeWarning, judgeWarning, takeMeasures } from './warnings/work.ts';

const done = { done: true } as const;

async function knownRule(context: Context, code: string) {
  const row = await readRow(context, context.db, Rule, code);
  if (!row) throw notFound(texts.rule, code);
  return row;
}

export const handlers: Handlers<typeof operations> = {
  ...miningHandlers,
  ...riskHandlers,
  series: ({ params }, context) => readSeries(context, params.id),
  async acknowledge({ params }, context) {
    await acknowledge(context, params.id);
    return done;
  },
  async judge({ params, body }, context) {
    await judgeWarning(context, params.id, body);
    return done;
  },
  async takeMeasures({ params, body }, context) {
    await takeMeasures(context, params.id, body.measures);
    return done;
  },
  async close({ params, body }, context) {
    await closeWarning(context, params.id, body);
    return done;
  },
  async answerData({ params, body }, context) {
    await answerData(context, params.id, body);
    return done;
  },
  async ruleMeasures(_input, context) {
    const measures = await standingMeasures(context, context.db);
    const items = measures.map(({ code, title, grain, owner, dimensions, denominator, derived }) => ({
      code,
      title,
      grain,
      owner,
      ratio: denominator !== undefined || derived?.denominator !== undefined,
      dimensions: dimensions.map(({ name, title: named }) => ({ name, title: named })),
    }));
    return { items };
  },
  backTest: ({ body: { rule, periods, simulated } }, context) =>
    backTest(context, rule, { periods, simulated }),
  async definition({ params }, context) {
    const row = await knownRule(context, params.code);
    if (!watchesMeasure(row)) throw new Problem(409, 'decision-support.of-cases', texts.ofCases);
    const { simulated, source } = row.meta;
    return { rule: definitionOf(row), simulated, fromFile: source.startsWith('city:') };
  },
  async defineRule({ params, body: { rule, simulated } }, context) {
    if (params.code !== rule.code) throw new Problem(400, 'decision-support.code-differs', texts.codeDiffers);
    await defineRule(context, rule, simulated);
    await context.startJob(context.db, evaluateRules, { rule: rule.code }, { actor: system });
    return { code: rule.code };
  },
  async retireRule({ params }, context) {
    await retireRule(context, params.code);
    return done;
  },
  proposal: ({ params }, context) => propose(context, params.code),
  async miss({ params, body }, context) {
    return { id: await markMiss(context, params.code, body) };
  },
  async quality(_input, context) {
    return { items: await qualityOf(context), asOf: context.clock.now().toISOString() };
  },
};
