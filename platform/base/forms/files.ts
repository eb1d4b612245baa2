import type { Answers, Definition } from './definition.ts';
import type { Standing } from './rules.ts';

/** All that a draft holds, also under questions that are not asked just now. */
export const filesIn = ({ sections }: Definition, answers: Answers): string[] =>
  filesOf({ asked: sections.flatMap(({ questions }) => questions), answers });

/** What is attached to the questions that are asked. */
export const filesOf = ({ asked, answers }: Standing): string[] =>
  asked.flatMap(({ kind, name }) => {
    const files = answers[name];
    return kind === 'file' && Array.isArray(files) ? files.map(String) : [];
  });
