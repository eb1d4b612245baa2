import { system } from '#kernel/actor';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { Rule } from '../records.ts';
import { defineCaseRule } from '../rules/define-case-rule.ts';
import { caseDefinitionOf, watchesCases } from '../rules/rows.ts';
import { texts } from '../texts.ts';
import { backTestCases } from './back-test.ts';
import { caseFound, casesOf, kindsOf } from './cases.ts';
import type { riskOperations } from './contract.ts';
import { judgeRisks } from './job.ts';

export const riskHandlers: Handlers<typeof riskOperations> = {
  riskCases: ({ query }, context) => casesOf(context, query),
  riskCase: ({ params }, context) => caseFound(context, params.task),
  riskKinds: async (_input, context) => ({ items: await kindsOf(context) }),
  judgeRisks: async (_input, context) => ({
    job: await context.startJob(context.db, judgeRisks, {}, { actor: context.actor }),
  }),
  async caseRule({ params }, context) {
    const row = await readRow(context, context.db, Rule, params.code);
    if (!row) throw notFound(texts.rule, params.code);
    if (!watchesCases(row)) throw new Problem(409, 'decision-support.of-measures', texts.ofMeasures);
    const { simulated, source } = row.meta;
    return { rule: caseDefinitionOf(row), simulated, fromFile: source.startsWith('city:') };
  },
  async defineCaseRule({ params, body: { rule, simulated } }, context) {
    if (params.code !== rule.code) throw new Problem(400, 'decision-support.code-differs', texts.codeDiffers);
    await defineCaseRule(context, rule, simulated);
    await context.startJob(context.db, judgeRisks, {}, { actor: system });
    return { code: rule.code };
  },
  backTestCases: ({ body: { rule, weeks, simulated } }, context) =>
    backTestCases(context, rule, { weeks, simulated }),
};
