import type { FieldError } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import type { Answers, Condition, Definition, Question } from './definition.ts';

type Answer = Answers[string] | undefined;

const isEmpty = (answer: Answer): boolean =>
  answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);

const equals = (answer: Answer, value: Condition['value']): boolean =>
  Array.isArray(answer)
    ? answer.some((each) => each === value)
    : String(answer ?? '') === String(value ?? '');

const tests: Readonly<Record<Condition['is'], (answer: Answer, value: Condition['value']) => boolean>> = {
  filled: (answer) => !isEmpty(answer),
  empty: (answer) => isEmpty(answer),
  equals,
  other: (answer, value) => !isEmpty(answer) && !equals(answer, value),
  over: (answer, value) => !isEmpty(answer) && Number(answer) > Number(value),
  under: (answer, value) => !isEmpty(answer) && Number(answer) < Number(value),
};

const questionsOf = ({ sections }: Definition): Question[] => sections.flatMap(({ questions }) => questions);

/** Whole years from a day to another, both `YYYY-MM-DD`. */
function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

function computed({ formula }: Question, answers: Answers, today: string): number | undefined {
  if (!formula) return undefined;
  const given = formula.of.map((name) => answers[name]);
  if (given.some((each) => isEmpty(each))) return undefined;
  if (formula.does === 'years')
    return isDate(String(given[0])) ? yearsBetween(String(given[0]), today) : undefined;
  const [first = 0, ...rest] = given.map(Number);
  const does = {
    sum: (one: number, other: number) => one + other,
    product: (one: number, other: number) => one * other,
    difference: (one: number, other: number) => one - other,
  }[formula.does];
  // Decimal sums of fen and hectares shall not end in 0.30000000000000004.
  const value = Math.round(rest.reduce(does, first) * 1e6) / 1e6;
  // Of what is no number nothing is reckoned: the answer itself is found wrong when it is handed in.
  return Number.isFinite(value) ? value : undefined;
}

export interface Standing {
  /** Questions that are asked, in order. */
  readonly asked: readonly Question[];
  /** Answers to those alone, with what is computed. */
  readonly answers: Answers;
}

/** What is asked, given what was answered: an answer to a question that is no longer asked counts no more. */
export function standing(definition: Definition, given: Answers, today: string): Standing {
  const asked: Question[] = [];
  const answers: Answers = {};
  for (const question of questionsOf(definition)) {
    if (!question.showIf.every(({ question: name, is, value }) => tests[is](answers[name], value))) continue;
    asked.push(question);
    const answer = question.kind === 'computed' ? computed(question, answers, today) : given[question.name];
    if (answer !== undefined) answers[question.name] = answer;
  }
  return { asked, answers };
}

const shapes: Readonly<Record<NonNullable<Question['format']>, RegExp>> = {
  mobile: /^1\d{10}$/,
  'citizen-id': /^\d{17}[\dX]$/,
  'credit-code': /^[0-9A-Z]{18}$/,
  email: /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/,
  postcode: /^\d{6}$/,
};

const wrong = (question: Question, zh: string, en: string): Text => ({
  zh: `${question.label.zh}：${zh}`,
  en: `${question.label.en}: ${en}`,
});

function numberFault(question: Question, answer: Answer): Text | undefined {
  const value = Number(answer);
  const { least = -Infinity, most = Infinity } = question;
  if (!Number.isFinite(value)) return wrong(question, '请填数字', 'give a number');
  if (value < least) return wrong(question, `不能小于 ${least}`, `at least ${least}`);
  return value > most ? wrong(question, `不能大于 ${most}`, `at most ${most}`) : undefined;
}

function textFault(question: Question, answer: Answer): Text | undefined {
  if (typeof answer !== 'string') return wrong(question, '请填文字', 'give text');
  const length = [...answer].length;
  const { least = 0, most = 2000, format } = question;
  if (length < least) return wrong(question, `至少 ${least} 个字`, `at least ${least} characters`);
  if (length > most) return wrong(question, `最多 ${most} 个字`, `at most ${most} characters`);
  const fits = !format || shapes[format].test(answer);
  return fits ? undefined : wrong(question, '格式不对，请核对', 'not of the right form; look again');
}

function choiceFault(question: Question, answer: Answer): Text | undefined {
  const codes = new Set(question.choices?.map(({ code }) => code));
  const many = question.kind === 'multi';
  if (Array.isArray(answer) !== many) return wrong(question, '请选择', 'choose');
  const chosen = Array.isArray(answer) ? answer : [answer];
  return chosen.every((each) => codes.has(String(each)))
    ? undefined
    : wrong(question, '没有这个选项', 'no such choice');
}

const listFault = (question: Question, answer: Answer): Text | undefined =>
  Array.isArray(answer) ? undefined : wrong(question, '请填写', 'fill in');

const faultOf: Readonly<Record<Question['kind'], (question: Question, answer: Answer) => Text | undefined>> =
  {
    text: textFault,
    long: textFault,
    address: textFault,
    person: textFault,
    number: numberFault,
    date: (question, answer) =>
      isDate(String(answer)) ? undefined : wrong(question, '没有这一天', 'there is no such day'),
    choice: choiceFault,
    multi: choiceFault,
    file: listFault,
    table: listFault,
    computed: () => undefined,
  };

/** What is wrong with the answer to one question; undefined when nothing is. */
export function questionFault(question: Question, answer: Answer): Text | undefined {
  if (!isEmpty(answer)) return faultOf[question.kind](question, answer);
  const needed = question.required && question.kind !== 'computed';
  return needed ? wrong(question, '请填写', 'this is needed') : undefined;
}

/** What is wrong with answers that are to be handed in, one entry a question. */
export const answerFaults = ({ asked, answers }: Standing): FieldError[] =>
  asked.flatMap((question) => {
    const detail = questionFault(question, answers[question.name]);
    return detail ? [{ path: `answers.${question.name}`, code: 'forms.answer-wrong', detail }] : [];
  });

/** One answer in words. */
export function answerWords(question: Question, answer: Answer, language: 'zh' | 'en'): string {
  if (answer === undefined) return '';
  const nameOf = (code: string) =>
    question.choices?.find((each) => each.code === code)?.text[language] ?? code;
  if (!Array.isArray(answer)) return question.kind === 'choice' ? nameOf(String(answer)) : String(answer);
  return answer
    .map((each) => (typeof each === 'string' ? nameOf(each) : Object.values(each).join(' ')))
    .join('；');
}

/** The definition as JSON Schema 2020-12, for programs that fill the form in; conditions as they can be said there. */
export function toJsonSchema(definition: Definition): Readonly<Record<string, unknown>> {
  const questions = questionsOf(definition);
  const always = questions.filter(
    ({ required, showIf, kind }) => required && showIf.length === 0 && kind !== 'computed',
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: Object.fromEntries(questions.map((question) => [question.name, schemaOf(question)])),
    required: always.map(({ name }) => name),
    additionalProperties: false,
  };
}

type Schema = Readonly<Record<string, unknown>>;

const numberSchema = ({ least, most }: Question): Schema => ({
  type: 'number',
  ...(least === undefined ? {} : { minimum: least }),
  ...(most === undefined ? {} : { maximum: most }),
});
const textSchema = ({ format, most }: Question): Schema => ({
  type: 'string',
  ...(format ? { pattern: shapes[format].source } : {}),
  ...(most === undefined ? {} : { maxLength: most }),
});
const codesOf = ({ choices = [] }: Question): string[] => choices.map(({ code }) => code);

const schemas: Readonly<Record<Question['kind'], (question: Question) => Schema>> = {
  text: textSchema,
  long: textSchema,
  address: textSchema,
  person: textSchema,
  number: numberSchema,
  computed: (question) => ({ ...numberSchema(question), readOnly: true }),
  date: () => ({ type: 'string', format: 'date' }),
  choice: (question) => ({ type: 'string', enum: codesOf(question) }),
  multi: (question) => ({ type: 'array', items: { enum: codesOf(question) }, uniqueItems: true }),
  file: () => ({ type: 'array', items: { type: 'string' } }),
  table: ({ columns = [] }) => ({
    type: 'array',
    items: {
      type: 'object',
      properties: Object.fromEntries(columns.map(({ name }) => [name, { type: 'string' }])),
    },
  }),
};

const schemaOf = (question: Question): Schema => ({
  title: question.label.zh,
  ...schemas[question.kind](question),
});
