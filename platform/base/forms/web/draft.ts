import type { Definition, Form, Question } from '../contract.ts';

/** A form while somebody works at it; all of its questions in one list. */
export interface Draft {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly lead: { readonly zh: string; readonly en: string };
  readonly questions: readonly Question[];
}

export const emptyQuestion = (number: number): Question => ({
  name: `question${number}`,
  kind: 'text',
  label: { zh: '', en: '' },
  required: true,
  showIf: [],
});

export const emptyDraft: Draft = {
  code: '',
  title: { zh: '', en: '' },
  lead: { zh: '', en: '' },
  questions: [emptyQuestion(1)],
};

export const draftOf = ({ code, title, lead, definition }: Form): Draft => ({
  code,
  title,
  lead,
  questions: definition.sections.flatMap(({ questions }) => questions),
});

export const definitionOf = ({ title, questions }: Draft): Definition => ({
  sections: [{ title, questions: [...questions] }],
});

/** Choices as lines: `code 中文/English`. */
export const choiceLines = (question: Question): string =>
  (question.choices ?? []).map(({ code, text }) => `${code} ${text.zh}/${text.en}`).join('\n');

export function choicesOf(lines: string): NonNullable<Question['choices']> {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [code = '', ...rest] = line.split(/\s+/);
      const [zh = code, en = zh] = rest.join(' ').split('/');
      return { code, text: { zh, en } };
    });
}

export const replaced = <T>(list: readonly T[], at: number, value: T): T[] =>
  list.map((each, index) => (index === at ? value : each));

/** One of a list in another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}
