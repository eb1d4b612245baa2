import { system } from '#kernel/actor';
import { readRow } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { standingMeasures } from '#platform/sense/indicators';
import { evaluateRules } from './jobs.ts';
import { Rule } from './records.ts';
import { defineRule } from './rules/define.ts';
import { playMatters } from './risk/simulate.ts';
import { RuleDefinition } from './shapes.ts';

/** Rules of a simulated city: their limits are invented, so they are held against invented values, and say so. */
const rules: readonly RuleDefinition[] = [
  {
    code: 'simulated-founding',
    title: { zh: '虚构：全年新设企业', en: 'Invented: companies founded in a year' },
    measure: 'companies-founded',
    grain: 'year',
    owner: '330281-scjg',
    since: '2010-01-01',
    detector: {
      kind: 'limits',
      direction: 'above',
      levels: { blue: 1, yellow: 20, orange: 60, red: 200 },
    },
  },
  {
    code: 'simulated-lift-alarms',
    title: { zh: '虚构：单日电梯报警', en: 'Invented: lift alarms in a day' },
    measure: 'lift-alarms',
    by: 'town',
    owner: '330281-scjg',
    detector: {
      kind: 'limits',
      direction: 'above',
      levels: { blue: 1, yellow: 3, orange: 5, red: 8 },
      clear: 1,
    },
  },
].map((rule) => RuleDefinition.parse(rule));

/** Whoever watches the invented figures of a simulated city. */
export const watchers: Played = {
  name: 'decision-support.watchers',
  grants: {
    'decision-support:define': 'city',
    'decision-support:read': 'city',
    'organisations:read': 'city',
    'organisations:write': 'city',
    'jobs:own': 'own',
  },
  async play(context, seed) {
    const measures = new Set((await standingMeasures(context, context.db)).map(({ code }) => code));
    for (const rule of rules) {
      const known = await readRow(context, context.db, Rule, rule.code);
      if (known || !measures.has(rule.measure)) continue;
      await defineRule(context, rule, true);
      await context.startJob(context.db, evaluateRules, { rule: rule.code }, { actor: system });
    }
    await playMatters(context, seed);
  },
};
