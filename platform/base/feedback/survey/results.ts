import type { Answers, Definition, Question } from '#platform/base/forms/contract';
import { wilson } from '../rules.ts';
import type { QuestionResult } from './shapes.ts';

/** Fewer answers than this are not shown: who gave them could be guessed. */
export const leastCell = 10;

export interface Cell {
  readonly code: string;
  readonly count: number;
}

/**
 * Which cells must not be shown: those with some, but fewer than ten. Where that hides one cell alone and the cells add up
 * to a known sum, the next smallest is hidden too, for the one could be reckoned from the others (complementary
 * suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).
 * @param whole what the cells add up to, when that is shown
 */
export function hiddenCells(cells: readonly Cell[], whole: number | undefined): ReadonlySet<string> {
  const small = cells.filter(({ count }) => count > 0 && count < leastCell);
  const hidden = new Set(small.map(({ code }) => code));
  const adds = whole !== undefined && cells.reduce((sum, { count }) => sum + count, 0) === whole;
  const hiddenSum = small.reduce((sum, { count }) => sum + count, 0);
  if (!adds || hidden.size === 0 || (hidden.size > 1 && hiddenSum >= leastCell)) return hidden;
  const [next] = cells
    .filter(({ code, count }) => !hidden.has(code) && count > 0)
    .toSorted((one, other) => one.count - other.count);
  if (next) hidden.add(next.code);
  return hidden;
}

const isEmpty = (answer: Answers[string] | undefined): boolean =>
  answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);

const chosen = (answer: Answers[string] | undefined, code: string): boolean =>
  Array.isArray(answer) ? answer.some((each) => each === code) : answer === code;

function choicesOf(question: Question, given: readonly Answers[]): QuestionResult['choices'] {
  const cells = (question.choices ?? []).map(({ code, text }) => ({
    code,
    text,
    count: given.filter((each) => chosen(each[question.name], code)).length,
  }));
  const hidden = hiddenCells(cells, question.kind === 'choice' ? given.length : undefined);
  // Of several choices at once, those who did not choose one are a group as well.
  const isShown = ({ code, count }: Cell) =>
    !hidden.has(code) &&
    (question.kind === 'choice' || given.length === count || given.length - count >= leastCell);
  return cells.map(({ code, text, count }) =>
    isShown({ code, count })
      ? { code, text, count, share: count / given.length, ...wilson(count, given.length) }
      : { code, text, count: null, share: null, low: null, high: null },
  );
}

/**
 * Mean with its 95 % interval by the normal distribution (mean ± 1.96 s/√n): good from some tens of answers on.
 */
function meanOf(question: Question, given: readonly Answers[]): QuestionResult['mean'] {
  const values = given.map((each) => Number(each[question.name])).filter((value) => Number.isFinite(value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const spread = 1.959_964 * Math.sqrt(variance / values.length);
  return { value: mean, low: mean - spread, high: mean + spread };
}

/**
 * Results question by question. What was written in words is not shown: it may say who wrote it. Shares come with an
 * interval of 95 % (Wilson 1927) as of a simple random sample: of a sample in proportion to its strata it is a little
 * too wide, never too narrow.
 */
export function resultsOf({ sections }: Definition, answers: readonly Answers[]): QuestionResult[] {
  return sections
    .flatMap(({ questions }) => questions)
    .map((question) => {
      const given = answers.filter((each) => !isEmpty(each[question.name]));
      const enough = given.length >= leastCell;
      const counted = question.kind === 'choice' || question.kind === 'multi';
      return {
        question: question.name,
        label: question.label,
        answered: enough ? given.length : null,
        choices: enough && counted ? choicesOf(question, given) : [],
        mean: enough && question.kind === 'number' ? meanOf(question, given) : null,
      };
    });
}
