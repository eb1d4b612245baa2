import { DetailPage, FieldList, ProblemNote, Skeleton, Time, useCall, useSay } from '#ui';
import { operations, type QuestionInOffice } from '../contract.ts';
import { AnswerForm } from './answer-form.tsx';
import { QuestionState } from './state.tsx';
import { texts } from './words.ts';

function entryLines({ entry }: QuestionInOffice, say: ReturnType<typeof useSay>) {
  return [
    { name: 'sequence', label: say(texts.entry), value: entry.sequence },
    { name: 'at', label: say(texts.when), value: <Time at={entry.at} /> },
    { name: 'actor', label: say(texts.looked), value: <code>{entry.actor}</code> },
    { name: 'resource', label: say(texts.resource), value: <code>{entry.resource}</code> },
    { name: 'purpose', label: say(texts.purpose), value: entry.purpose ?? '—' },
    { name: 'basis', label: say(texts.basis), value: entry.basis ?? '—' },
  ];
}

function Answer({ question }: { readonly question: QuestionInOffice }) {
  const say = useSay();
  if (question.answer === null || question.answeredAt === null) return <AnswerForm id={question.id} />;
  return (
    <>
      <p>{question.answer}</p>
      <p className="quiet small">
        {say(texts.by)} {question.answeredByName ?? '—'} · <Time at={question.answeredAt} />
      </p>
    </>
  );
}

/** What a citizen asks, the entry that it is about, and the answer. Who asks is not told. */
export function QuestionDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useCall('questions', operations.get, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  const question = found.data;
  if (!question) return <Skeleton lines={6} />;
  return (
    <DetailPage
      title={say(texts.question)}
      tags={<QuestionState state={question.state} />}
      sections={[
        { title: say(texts.entry), content: <FieldList lines={entryLines(question, say)} /> },
        { title: say(texts.answer), content: <Answer question={question} /> },
      ]}
    >
      <blockquote>{question.words}</blockquote>
      <p className="quiet small">
        {say(texts.due)} <Time at={question.dueAt} />
      </p>
    </DetailPage>
  );
}
