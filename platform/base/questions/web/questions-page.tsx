import { call } from '#kernel/call';
import { TablePage, type ListSource } from '#ui';
import { operations, type Question } from '../contract.ts';
import { columns, stateFilter } from './columns.tsx';
import { QuestionDetail } from './question-detail.tsx';
import { texts } from './words.ts';

type Asked = Parameters<typeof call<typeof operations.list>>[2]['query'];

const source: ListSource<Question> = {
  key: ['questions', 'list'],
  load: ({ limit, after, state }, signal) =>
    call('questions', operations.list, { query: { limit, after, state } as Asked }, { signal }),
};

/** What citizens have asked the office, the latest first, with the way to answer on the right. */
export function QuestionsPage() {
  return (
    <TablePage
      id="questions.list"
      title={texts.inbox}
      source={source}
      columns={columns}
      filters={[stateFilter]}
      keyOf={({ id }) => id}
      detail={(id) => <QuestionDetail id={id} />}
      empty={{ title: texts.nothing, hint: texts.nothingHint }}
    />
  );
}
