import type { Context } from '#kernel/context';
import type { Download, Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { fill, type Language } from '#kernel/texts';
import { localTime } from '#platform/base/notifications';
import { readStretch, standingMeasures } from '#platform/sense/indicators';
import type { operations, ShownIssue, ShownReport, Theme } from './contract.ts';
import { shownFaults } from './defining/faults.ts';
import { publishReport, retireReport, saveDraft } from './defining/keep.ts';
import { faultsNow, mayActFor } from './defining/known.ts';
import { makeIssue } from './issues/make.ts';
import { fileOf } from './outputs/file.ts';
import { explore } from './reading/explore.ts';
import { valuesOf } from './reading/sources.ts';
import { openReport, previewReport, readIssue, readReport, requireMeasures } from './reading/show.ts';
import { Draft, Report } from './records.ts';
import { listReadable, listThemes, mayCompose } from './store.ts';
import { texts } from './texts.ts';

/** Subjects without the measures that nobody counts here, and without those that are empty then. */
async function standingThemes(context: Context, standing: ReadonlySet<string>): Promise<Theme[]> {
  const themes = await listThemes(context.db);
  return themes
    .map((theme) => ({ ...theme, measures: theme.measures.filter((code) => standing.has(code)) }))
    .filter(({ measures }) => measures.length > 0);
}

async function materials(context: Context) {
  requireMeasures(context);
  const measures = await standingMeasures(context, context.db);
  return {
    measures: measures.map(({ code, title, unit, grain, denominator, derived, dimensions }) => ({
      code,
      title,
      unit,
      grain,
      ratio: denominator !== undefined || derived?.denominator !== undefined,
      dimensions: dimensions.map((each) => ({
        name: each.name,
        title: each.title,
        towns: each.level === 'town',
      })),
    })),
    themes: await standingThemes(context, new Set(measures.map(({ code }) => code))),
    reports: await listReadable(context),
  };
}

/** As much of the past as people choose values from. */
const periodsLooked = 12;

const printingOf = (context: Context, shown: ShownReport | ShownIssue) => ({
  ...shown,
  asOf: shown.asOf === null ? null : localTime(context, shown.asOf),
  owner: shown.owner.name,
  issue: 'number' in shown ? fill(texts.numberOf, { number: shown.number }) : null,
});

interface FileAsked {
  readonly format: 'xlsx' | 'pdf';
  readonly language?: Language | undefined;
}

const download = (
  context: Context,
  shown: ShownReport | ShownIssue,
  { format, language = context.language }: FileAsked,
): Promise<Download> =>
  fileOf(printingOf(context, shown), {
    format,
    language,
    name: `${shown.code}-${shown.period}`,
    at: context.clock.now(),
  });

export const handlers: Handlers<typeof operations> = {
  materials: (_input, context) => materials(context),
  async values({ params: { measure, dimension } }, context) {
    requireMeasures(context);
    const found = await valuesOf(
      await readStretch(context, measure, { count: periodsLooked }),
      dimension,
      {},
    );
    return { items: found.map(({ key, title }) => ({ value: key, title })) };
  },
  explore: ({ query }, context) => explore(context, query),
  async preview({ body: { definition, ...asked } }, context) {
    const faults = shownFaults(await faultsNow(context, definition));
    return { faults, shown: await previewReport(context, definition, asked) };
  },
  async draft({ params: { code } }, context) {
    const row =
      (await mayCompose(context, context.db, code)) && (await readRow(context, context.db, Draft, code));
    if (!row) throw notFound(texts.report, code);
    const { definition, state, owner, meta } = row;
    const mayPublish = mayActFor(context, 'reports:publish', owner);
    return { definition, state, revision: meta.revision, mayPublish, simulated: meta.simulated };
  },
  async save({ params, body }, context) {
    if (params.code !== body.definition.code)
      throw new Problem(400, 'reports.code-differs', texts.codeDiffers);
    return { code: params.code, revision: await saveDraft(context, body) };
  },
  async publish({ params: { code }, body }, context) {
    await publishReport(context, code, body.revision);
    return { code };
  },
  async retire({ params: { code }, body }, context) {
    await retireReport(context, code, body.reason);
    return { code };
  },
  readReport: ({ params, query }, context) => readReport(context, params.code, query),
  async reportFile({ params, query }, context) {
    return download(context, await readReport(context, params.code, query), query);
  },
  async makeIssue({ params: { code }, body }, context) {
    const { reading, simulated } = await openReport(context, code, body);
    if (!mayActFor(context, 'reports:publish', reading.report.owner))
      throw new Problem(403, 'reports.may-not-publish', texts.mayNotPublish);
    const id = await makeIssue(context, { reading, simulated, cause: 'hand' });
    if (id === undefined) throw notFound(Report.title, code);
    return { id };
  },
  readIssue: ({ params }, context) => readIssue(context, params.id),
  async issueFile({ params, query }, context) {
    return download(context, await readIssue(context, params.id), query);
  },
};
