import { call } from '#kernel/call';
import { Lamp, SimulatedTag, TablePage, Time, useSay, type Column, type Filter, type ListSource } from '#ui';
import { operations, statuses, type Task } from '../contract.ts';
import { lamps } from '../rules.ts';
import { texts } from './words.ts';
import { TaskDetail } from './task-detail.tsx';

const source: ListSource<Task> = {
  key: ['tasks', 'list'],
  load: async ({ limit, after, whose, status, lamp }, signal) => {
    const query = { limit, after, whose, status, lamp } as Parameters<
      typeof call<typeof operations.list>
    >[2]['query'];
    return call('tasks', operations.list, { query }, { signal });
  },
};

const choices = <K extends keyof typeof texts>(names: readonly K[]) =>
  names.map((value) => ({ value, label: texts[value] }));

const filters: readonly Filter[] = [
  { name: 'whose', label: texts.assignee, kind: 'choice', choices: choices(['mine', 'department']) },
  { name: 'lamp', label: texts.due, kind: 'choice', choices: choices(lamps) },
  { name: 'status', label: { zh: '状态', en: 'State' }, kind: 'choice', choices: choices(statuses) },
];

function Title({ task }: { readonly task: Task }) {
  const say = useSay();
  return (
    <>
      {say(task.title)} {task.simulated && <SimulatedTag />}
    </>
  );
}

function State({ task }: { readonly task: Task }) {
  const say = useSay();
  return <Lamp colour={task.closedAt === null ? task.lamp : 'grey'}>{say(texts[task.status])}</Lamp>;
}

function Owner({ task }: { readonly task: Task }) {
  const say = useSay();
  return <>{task.ownerName ? say(task.ownerName) : task.owner}</>;
}

const columns: readonly Column<Task>[] = [
  { name: 'title', label: texts.task, show: (task) => <Title task={task} /> },
  { name: 'state', label: { zh: '状态', en: 'State' }, show: (task) => <State task={task} /> },
  {
    name: 'dueAt',
    label: texts.due,
    show: (task) => (task.dueAt ? <Time at={task.dueAt} as="near" /> : '—'),
  },
  { name: 'owner', label: texts.owner, show: (task) => <Owner task={task} />, later: true },
  { name: 'assignee', label: texts.assignee, show: (task) => task.assigneeName ?? '—' },
];

/** What waits for me and my department: the list on the left, the task with the way to it on the right. */
export function InboxPage() {
  return (
    <TablePage
      id="tasks.inbox"
      title={texts.inbox}
      source={source}
      columns={columns}
      filters={filters}
      keyOf={(task) => task.id}
      detail={(id) => <TaskDetail id={id} />}
      empty={{ title: texts.nothing }}
    />
  );
}
