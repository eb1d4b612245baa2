import { Time, useSay, type Column, type Filter } from '#ui';
import type { Question } from '../contract.ts';
import { states } from '../rules.ts';
import { QuestionState } from './state.tsx';
import { stateWords, texts } from './words.ts';

type Shown = Omit<Question, 'words' | 'answer'>;

function Office({ question }: { readonly question: Shown }) {
  const say = useSay();
  return <>{question.officeName ? say(question.officeName) : question.office}</>;
}

export const columns: readonly Column<Shown>[] = [
  { name: 'sequence', label: texts.entry, end: true, show: ({ sequence }) => sequence },
  { name: 'office', label: texts.office, show: (question) => <Office question={question} /> },
  { name: 'state', label: texts.state, show: ({ state }) => <QuestionState state={state} /> },
  { name: 'askedAt', label: texts.asked, show: ({ askedAt }) => <Time at={askedAt} as="near" /> },
  { name: 'dueAt', label: texts.due, show: ({ dueAt }) => <Time at={dueAt} as="near" /> },
  {
    name: 'answeredAt',
    label: texts.answered,
    show: ({ answeredAt }) => (answeredAt ? <Time at={answeredAt} as="near" /> : '—'),
  },
];

export const stateFilter: Filter = {
  name: 'state',
  label: texts.state,
  kind: 'choice',
  choices: states.map((value) => ({ value, label: stateWords[value] })),
};
