import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { standingMeasures } from '#platform/sense/indicators';
import { appealHandlers } from './appeals/handlers.ts';
import { grains, type operations } from './contract.ts';
import { gather, outcomeOf, publish } from './evaluation/publish.ts';
import { explain, readCard, readTable } from './evaluation/read.ts';
import { reportWeights } from './evaluation/weights.ts';
import { openEvidence } from './files.ts';
import { adjust, scoreJudgement, submitEvidence } from './judgements/work.ts';
import { Scheme } from './records.ts';
import { checkScheme, defineScheme, openScheme, requireOffice } from './schemes/define.ts';
import { listSchemeCodes } from './store.ts';
import { supervisionHandlers } from './supervision/handlers.ts';
import { texts } from './texts.ts';

const done = { done: true } as const;

export const handlers: Handlers<typeof operations> = {
  ...supervisionHandlers,
  ...appealHandlers,
  async choices(_input, context) {
    const measures = await standingMeasures(context, context.db);
    return {
      measures: measures.map(({ code, title, direction, dimensions }) => ({
        code,
        title,
        direction,
        dimensions: dimensions.map(({ name, title: named }) => ({ name, title: named })),
      })),
      schemes: await listSchemeCodes(context.db),
      grains: [...grains],
    };
  },
  async checkScheme({ body: { scheme } }, context) {
    const faults = await checkScheme(context, context.db, scheme);
    if (faults.length > 0) return { faults: [...faults], weights: [] };
    const { top, groups } = reportWeights(scheme, new Map());
    // Weights that come from scores are known once there are any.
    return { faults: [], weights: [top, ...groups].filter(({ method }) => method !== 'entropy') };
  },
  async defineScheme({ params, body: { scheme, simulated } }, context) {
    if (params.code !== scheme.code) throw new Problem(400, 'performance.code-differs', texts.codeDiffers);
    await defineScheme(context, scheme, simulated);
    return { code: scheme.code };
  },
  async openScheme({ params }, context) {
    await openScheme(context, params.code);
    return done;
  },
  async preview({ params }, context) {
    const scheme = await readRow(context, context.db, Scheme, params.code);
    if (!scheme) throw notFound(texts.scheme, params.code);
    requireOffice(context, scheme.office);
    const { cards, weights } = await outcomeOf(context.db, scheme, await gather(context, params.code));
    const unscored = cards.flatMap(({ leaves }) => leaves).filter(({ gone }) => gone === 'unjudged').length;
    return { cards: [...cards], weights: [...weights], unscored };
  },
  publish: async ({ params, body }, context) => ({ id: await publish(context, params.code, body.reason) }),
  adjust: async ({ params, body }, context) => ({ id: await adjust(context, params.code, body) }),
  async submit({ params, body }, context) {
    await submitEvidence(context, params.id, body);
    return done;
  },
  evidenceFile: ({ params }, context) => openEvidence(context, params.id, params.file),
  async score({ params, body }, context) {
    await scoreJudgement(context, params.id, body);
    return done;
  },
  table: ({ params }, context) => readTable(context, params.id),
  card: ({ params }, context) => readCard(context, params.id, params.unit),
  explanation: async ({ params, query }, context) => ({
    told: await explain(context, { id: params.id, unit: params.unit, since: query.since }),
  }),
};
