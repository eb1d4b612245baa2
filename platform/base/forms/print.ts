import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Download } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { previewPaper } from '#platform/base/documents';
import { partiesOf } from '#platform/base/identity';
import { getVersion } from './answering.ts';
import { answerWords, standing } from './rules.ts';
import { lockMine } from './store.ts';
import { texts } from './texts.ts';

const columns = [
  { name: 'question', label: '问题', width: 2 },
  { name: 'answer', label: '回答', width: 3 },
];

/** What a person handed in, as a paper for their own files; it says that it has no number and no seal. */
export async function printAnswer(context: Context, id: string): Promise<Download> {
  const parties = await partiesOf(context, 'forms:fill');
  const answer = await context.transaction((tx) => lockMine(tx, id, parties));
  if (!answer) throw notFound(texts.answer, id);
  if (!answer.receipt) throw new Problem(409, 'forms.not-handed-in', texts.notHandedIn);
  const form = await getVersion(context.db, answer);
  const { asked, answers } = standing(form.definition, answer.answers, dayOf(context));
  const rows = asked.map((question) => ({
    question: question.label.zh,
    answer: answerWords(question, answers[question.name], 'zh').slice(0, 500),
  }));
  const printed = await previewPaper(
    context,
    {
      style: 'plain',
      heading: form.title.zh.slice(0, 120),
      issuerName: '表单回执',
      series: '回执',
      retention: '10-years',
      fields: [
        { name: 'rows', label: { zh: '回答', en: 'Answers' }, kind: 'table', required: true, columns },
      ],
      blocks: [
        { kind: 'paragraph', text: `回执号：${answer.receipt}` },
        { kind: 'table', field: 'rows' },
      ],
    },
    { rows },
  );
  return { filename: `${answer.receipt}.pdf`, type: 'application/pdf', body: printed.bytes };
}
