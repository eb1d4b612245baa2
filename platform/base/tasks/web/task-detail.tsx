import { Link } from 'react-router';
import {
  DetailPage,
  FieldList,
  Lamp,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Time,
  Timeline,
  useAct,
  useCall,
  useSay,
  type DetailSection,
} from '#ui';
import { operations, type TaskWithNotes } from '../contract.ts';
import { texts } from './words.ts';
import { HandOver } from './hand-over.tsx';
import { NoteForm } from './note-form.tsx';

function linesOf(task: TaskWithNotes, say: ReturnType<typeof useSay>) {
  return [
    { name: 'owner', label: say(texts.owner), value: task.ownerName ? say(task.ownerName) : task.owner },
    { name: 'assignee', label: say(texts.assignee), value: task.assigneeName ?? '—' },
    { name: 'opened', label: say(texts.opened), value: <Time at={task.openedAt} /> },
    { name: 'due', label: say(texts.due), value: task.dueAt ? <Time at={task.dueAt} /> : say(texts.noDue) },
  ];
}

function Actions({ task }: { readonly task: TaskWithNotes }) {
  const say = useSay();
  const claim = useAct('tasks', operations.claim);
  const release = useAct('tasks', operations.release);
  const input = { params: { id: task.id } };
  return (
    <>
      <Link className="button primary" to={task.link}>
        {say(texts.goThere)}
      </Link>
      {task.status === 'open' && (
        <button
          type="button"
          className="button second"
          disabled={claim.isPending}
          onClick={() => claim.mutate(input)}
        >
          {say(texts.claim)}
        </button>
      )}
      {task.mayRelease && (
        <button
          type="button"
          className="button"
          disabled={release.isPending}
          onClick={() => release.mutate(input)}
        >
          {say(texts.release)}
        </button>
      )}
      {claim.isError && <ProblemNote problem={claim.error} />}
      {release.isError && <ProblemNote problem={release.error} />}
    </>
  );
}

function History({ task }: { readonly task: TaskWithNotes }) {
  const say = useSay();
  const items = task.notes.map((note, index) => ({
    key: String(index),
    at: note.at,
    title: say(texts[`what-${note.what}`]),
    by: note.byName,
    body: note.words && <p>{note.words}</p>,
  }));
  return <Timeline label={say(texts.notes)} items={items.toReversed()} />;
}

function Tags({ task }: { readonly task: TaskWithNotes }) {
  const say = useSay();
  const waits = task.closedAt === null;
  return (
    <>
      <Lamp colour={waits ? task.lamp : 'grey'}>{say(waits ? texts[task.lamp] : texts[task.status])}</Lamp>
      {task.count !== null && <span>{say(texts.count, { count: task.count })}</span>}
      {task.simulated && <SimulatedTag />}
    </>
  );
}

function sectionsOf(task: TaskWithNotes, say: ReturnType<typeof useSay>): DetailSection[] {
  const history = { title: say(texts.notes), content: <History task={task} /> };
  if (task.closedAt !== null) return [history];
  return [
    { title: say(texts.handOver), content: <HandOver id={task.id} /> },
    history,
    { title: say(texts.addNote), content: <NoteForm id={task.id} /> },
  ];
}

/** One task: what waits, until when, the way to do it, and what was said about it. */
export function TaskDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useCall('tasks', operations.get, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />;
  const task = found.data;
  if (!task) return <Skeleton lines={6} />;
  return (
    <DetailPage
      title={say(task.title)}
      tags={<Tags task={task} />}
      actions={task.closedAt === null && <Actions task={task} />}
      sections={sectionsOf(task, say)}
    >
      {task.outcome && <p>{say(task.outcome)}</p>}
      <FieldList lines={linesOf(task, say)} />
    </DetailPage>
  );
}
