import { SimulatedTag, useLanguage, useSay, number } from '#ui';
import { operations, type QuestionResult, type SurveyResults } from '#platform/base/feedback/contract';
import type { PageProps } from '../pages.ts';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';

const texts = {
  title: { zh: '调查结果', en: 'Survey results' },
  lead: { zh: '调查结束后公布。', en: 'Published once a survey is closed.' },
  rate: {
    zh: '邀请 {invited} 人，{answered} 人回答（{rate}%）',
    en: '{answered} of {invited} answered ({rate} %)',
  },
  few: { zh: '回答不足 10 份，不显示结果。', en: 'Fewer than ten answers: no results are shown.' },
  line: {
    zh: '{text}：{count} 人，{share}%（95% 区间 {low}–{high}%）',
    en: '{text}: {count} people, {share} % (95 % interval {low} to {high} %)',
  },
  hidden: { zh: '{text}：不显示', en: '{text}: not shown' },
  mean: { zh: '平均 {value}（95% 区间 {low}–{high}）', en: 'Mean {value} (95 % interval {low} to {high})' },
  nothing: { zh: '不显示', en: 'Not shown' },
  why: {
    zh: '少于 10 人的组不显示；若能由总数推出，再隐去一组。文字回答不公开。',
    en: 'Groups under ten are not shown, nor one more where it could be reckoned. What was written is not shown.',
  },
};

const percent = (share: number | null): string => ((share ?? 0) * 100).toFixed(1);

function Question({ result: { label, choices, mean } }: { readonly result: QuestionResult }) {
  const say = useSay();
  const { language } = useLanguage();
  const show = (value: number) => number(value, language, 1);
  return (
    <section>
      <h3>{say(label)}</h3>
      <ul>
        {choices.map(({ code, text, count, share, low, high }) => (
          <li key={code}>
            {count === null
              ? say(texts.hidden, { text: say(text) })
              : say(texts.line, {
                  text: say(text),
                  count,
                  share: percent(share),
                  low: percent(low),
                  high: percent(high),
                })}
          </li>
        ))}
      </ul>
      {mean && (
        <p>{say(texts.mean, { value: show(mean.value), low: show(mean.low), high: show(mean.high) })}</p>
      )}
      {choices.length === 0 && !mean && <p className="quiet">{say(texts.nothing)}</p>}
    </section>
  );
}

function Results({ results }: { readonly results: SurveyResults }) {
  const say = useSay();
  const { title, invited, answered, responseRate, questions, simulated } = results;
  return (
    <>
      <h2>{say(title)}</h2>
      {simulated && <SimulatedTag />}
      {answered === null ? (
        <p>{say(texts.few)}</p>
      ) : (
        <>
          <p>{say(texts.rate, { invited, answered, rate: percent(responseRate) })}</p>
          {questions.map((result) => (
            <Question key={result.question} result={result} />
          ))}
          <p className="quiet">{say(texts.why)}</p>
        </>
      )}
    </>
  );
}

/** What came of a survey, for everybody, once it is closed. */
export function SurveyResultsPage({ values }: PageProps) {
  const asked = useAsked('feedback', operations.surveyResults, { params: { id: values['id'] ?? '' } });
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <Answer of={asked}>{(results) => <Results results={results} />}</Answer>
    </div>
  );
}
