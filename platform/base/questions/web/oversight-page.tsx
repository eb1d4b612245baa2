import { call } from '#kernel/call';
import { TablePage, useCall, useSay, type Filter, type ListSource } from '#ui';
import { operations, type Question } from '../contract.ts';
import { columns, stateFilter } from './columns.tsx';
import { texts } from './words.ts';

type Asked = Parameters<typeof call<typeof operations.oversight>>[2]['query'];
type Row = Omit<Question, 'words' | 'answer'>;

const source: ListSource<Row> = {
  key: ['questions', 'oversight'],
  load: ({ limit, after, state, office }, signal) =>
    call('questions', operations.oversight, { query: { limit, after, state, office } as Asked }, { signal }),
};

const filters: readonly Filter[] = [
  stateFilter,
  { name: 'office', label: texts.office, kind: 'record', record: 'organisations.organisation' },
];

function Overdue() {
  const say = useSay();
  const found = useCall('questions', operations.oversight, { query: { limit: 1 } });
  if (!found.data) return null;
  return <strong>{say(texts.overdue, { count: found.data.overdue })}</strong>;
}

/** Which offices answer citizens, and which are late; without the words. */
export function OversightPage() {
  return (
    <TablePage
      id="questions.oversight"
      title={texts.oversight}
      source={source}
      columns={columns}
      filters={filters}
      keyOf={({ id }) => id}
      lead={<Overdue />}
      empty={{ title: texts.allAnswered, hint: texts.allAnsweredHint }}
    />
  );
}
