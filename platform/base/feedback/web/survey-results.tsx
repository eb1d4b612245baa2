import { number, ScrollRegion, useLanguage, useSay } from '#ui';
import type { QuestionResult, SurveyResults } from '../contract.ts';
import { words } from './survey-words.ts';

const percent = (share: number | null): string => ((share ?? 0) * 100).toFixed(1);

function Choices({ result: { label, choices } }: { readonly result: QuestionResult }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(label)}>
      <table className="data-table" aria-label={say(label)}>
        <thead>
          <tr>
            <th scope="col">{say(words.choice)}</th>
            <th scope="col" className="end">
              {say(words.count)}
            </th>
            <th scope="col" className="end">
              {say(words.share)}
            </th>
          </tr>
        </thead>
        <tbody>
          {choices.map(({ code, text, count, share, low, high }) => (
            <tr key={code}>
              <th scope="row">{say(text)}</th>
              <td className="end">{count ?? say(words.hidden)}</td>
              <td className="end">
                {share === null
                  ? '—'
                  : say(words.shareOf, { share: percent(share), low: percent(low), high: percent(high) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Question({ result }: { readonly result: QuestionResult }) {
  const say = useSay();
  const { language } = useLanguage();
  const { label, answered, choices, mean } = result;
  const show = (value: number) => number(value, language, 1);
  return (
    <section className="stack tight">
      <h3>{say(label)}</h3>
      <p className="quiet">
        {answered === null ? say(words.hidden) : say(words.ofQuestion, { count: answered })}
      </p>
      {choices.length > 0 && <Choices result={result} />}
      {mean && (
        <p>{say(words.mean, { value: show(mean.value), low: show(mean.low), high: show(mean.high) })}</p>
      )}
      {answered !== null && choices.length === 0 && !mean && <p className="quiet">{say(words.wordsOnly)}</p>}
    </section>
  );
}

/** What came of a survey, question by question, with intervals; small groups are not shown. */
export function SurveyResultsView({ results }: { readonly results: SurveyResults }) {
  const say = useSay();
  const { answered, invited, responseRate, questions } = results;
  if (answered === null || responseRate === null) return <p className="quiet">{say(words.rateFew)}</p>;
  return (
    <div className="stack">
      <p>{say(words.rate, { rate: percent(responseRate), answered, invited })}</p>
      {questions.map((result) => (
        <Question key={result.question} result={result} />
      ))}
      <p className="quiet small">{say(words.hiddenWhy)}</p>
    </div>
  );
}
