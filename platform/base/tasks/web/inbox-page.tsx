import { useMemo } from 'react';
import { call } from '#kernel/call';
import {
  SimulatedTag,
  TablePage,
  Tag,
  useCall,
  useSay,
  type Column,
  type Filter,
  type ListSource,
} from '#ui';
import { operations, statuses, whoses, type Task } from '../contract.ts';
import { lamps } from '../rules.ts';
import { bulkActions } from './bulk.tsx';
import { Due, TaskLamp } from './clock-facts.tsx';
import { TaskDetail } from './task-detail.tsx';
import { texts } from './words.ts';

type Query = Parameters<typeof call<typeof operations.list>>[2]['query'];

const source: ListSource<Task> = {
  key: ['tasks', 'list'],
  load: async (query, signal) => call('tasks', operations.list, { query: query as Query }, { signal }),
};

const choices = <K extends keyof typeof texts>(names: readonly K[]) =>
  names.map((value) => ({ value, label: texts[value] }));

/** The filters that are always there, and those whose choices the waiting tasks give. */
function useFilters(): readonly Filter[] {
  const summary = useCall('tasks', operations.summary, {}, { staleMs: 60_000 });
  const { kindTitles = [], modules = [] } = summary.data ?? {};
  return useMemo(
    () => [
      {
        name: 'whose',
        label: texts.whose,
        kind: 'choice',
        choices: choices(whoses.filter((each) => each !== 'all')),
      },
      { name: 'lamp', label: texts.lamp, kind: 'choice', choices: choices(lamps) },
      { name: 'status', label: texts.state, kind: 'choice', choices: choices(statuses) },
      {
        name: 'kind',
        label: texts.kind,
        kind: 'choice',
        choices: kindTitles.map(({ kind, title }) => ({ value: kind, label: title })),
      },
      { name: 'due', label: texts.due, kind: 'date' },
      {
        name: 'module',
        label: texts.fromModule,
        kind: 'choice',
        choices: modules.map((value) => ({ value, label: { zh: value, en: value } })),
      },
    ],
    [kindTitles, modules],
  );
}

function Title({ task }: { readonly task: Task }) {
  const say = useSay();
  return (
    <>
      {say(task.title)} {task.urged > 0 && <Tag tone="seal">{say(texts.urged, { count: task.urged })}</Tag>}{' '}
      {task.simulated && <SimulatedTag />}
    </>
  );
}

function Owner({ task }: { readonly task: Task }) {
  const say = useSay();
  return <>{task.ownerName ? say(task.ownerName) : task.owner}</>;
}

function Kind({ task }: { readonly task: Task }) {
  const say = useSay();
  return <>{task.kindTitle ? say(task.kindTitle) : task.kind}</>;
}

const columns: readonly Column<Task>[] = [
  { name: 'title', label: texts.task, show: (task) => <Title task={task} /> },
  { name: 'state', label: texts.state, show: (task) => <TaskLamp task={task} state /> },
  { name: 'dueAt', label: texts.due, show: (task) => <Due task={task} near /> },
  { name: 'kind', label: texts.kind, show: (task) => <Kind task={task} />, later: true },
  { name: 'owner', label: texts.owner, show: (task) => <Owner task={task} />, later: true },
  { name: 'assignee', label: texts.assignee, show: (task) => task.assigneeName ?? '—' },
];

/** What waits for me and my department: the list on the left, the task with the way to it on the right. */
export function InboxPage() {
  const say = useSay();
  return (
    <TablePage
      id="tasks.inbox"
      title={texts.inbox}
      source={source}
      columns={columns}
      filters={useFilters()}
      search={texts.searchIn}
      bulk={bulkActions(say)}
      keyOf={(task) => task.id}
      detail={(id) => <TaskDetail id={id} />}
      empty={{ title: texts.nothing, hint: texts.nothingHint }}
    />
  );
}
