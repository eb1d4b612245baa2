import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome } from '#kernel/job';
import { keepTable } from '#kernel/record-server';
import { fill, Language, say } from '#kernel/texts';
import { kindNames } from './names.ts';
import { allMatter, type Choice, type Kept, type Matter } from './matter.ts';
import { openKept } from './seen.ts';
import { Kind } from './shapes.ts';
import { showing, subjectsOf } from './show.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

type Cells = readonly (string | number | null)[];

function headerOf({ definition, of }: Kept, language: Language): string[] {
  const labelled = (side: 'left' | 'right', name: string) => {
    const label = of[side].fields.find((field) => field.name === name)?.label[language] ?? name;
    return `${of[side].title[language]}：${label}`;
  };
  return [
    say(texts.kind, language),
    say(texts.key, language),
    say(texts.differing, language),
    ...definition.fields.flatMap(({ left, right }) => [labelled('left', left), labelled('right', right)]),
    ...[of.left, of.right].map(({ title }) => `${title[language]}：${say(texts.row, language)}`),
  ];
}

interface Exporting {
  readonly kept: Kept;
  readonly choice: Choice;
  readonly revealed: boolean;
  readonly language: Language;
  readonly onRow: (matter: Matter) => void;
}

async function* lines(context: Context, exporting: Exporting): AsyncIterable<Cells> {
  const { kept, choice, revealed, language, onRow } = exporting;
  const shown = showing(context, kept, revealed);
  const label = (name: string) =>
    kept.of.left.fields.find((field) => field.name === name)?.label[language] ?? name;
  for await (const piece of allMatter(context, kept, choice))
    for (const matter of piece) {
      onRow(matter);
      const row = shown.row(matter);
      yield [
        kindNames[row.kind]?.[language] ?? row.kind,
        row.key,
        row.differing.map(label).join('；'),
        ...row.values.flatMap(({ left, right }) => [left, right]),
        row.left?.row ?? null,
        row.right?.row ?? null,
      ];
    }
}

/** The rows of a run as a file, as the asker sees them; one entry in the ledger. */
export const exportRows = defineJob({
  name: 'reconciliation.export',
  title: { zh: '导出比对结果', en: 'Export a comparison' },
  input: z.object({
    run: z.string(),
    format: z.enum(['xlsx', 'csv']),
    kind: Kind.optional(),
    field: z.string().optional(),
    revealed: z.boolean(),
    purpose: z.string().optional(),
    language: Language,
  }),
  attempts: 3,
  async run(input, run, context): Promise<JobOutcome> {
    const { language, revealed, purpose, format, kind, field } = input;
    const row = await store.findRun(context.db, input.run);
    const kept = row && (await openKept(context, row));
    if (!kept) return { summary: { zh: '没有可导出的结果。', en: 'There is nothing to export.' } };
    const subjects = new Set<string>();
    const title = language === 'zh' ? row.titleZh : row.titleEn;
    const onRow = (matter: Matter) => subjectsOf(matter, kept).forEach((subject) => subjects.add(subject));
    const { rows, ...file } = await keepTable(context, {
      format,
      name: `${title}-${dayOf(context).replaceAll('-', '')}`,
      sheet: say(texts.module, language),
      header: [...headerOf(kept, language), ...(row.simulated ? [say(texts.simulated, language)] : [])],
      rows: lines(context, { kept, choice: { kind, field }, revealed, language, onRow }),
      signal: run.signal,
      onProgress: (done) => run.progress({ done, unit: { zh: '行', en: 'rows' } }),
    });
    await context.ledger(context.db, {
      action: 'export',
      resource: 'reconciliation.run',
      basis: 'reconciliation:read',
      subjects: [...subjects],
      detail: { run: row.id, file: file.id, rows, revealed },
      ...(purpose === undefined ? {} : { purpose }),
    });
    return {
      summary: fill({ zh: '已导出 {rows} 行。', en: 'Exported {rows} rows.' }, { rows }),
      files: [file],
    };
  },
});
