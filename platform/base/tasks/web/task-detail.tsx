import {
  DetailPage,
  FieldList,
  ProblemNote,
  Skeleton,
  Time,
  Timeline,
  useCall,
  useSay,
  type DetailSection,
  type Happening,
} from '#ui';
import { operations, type TaskWithNotes } from '../contract.ts';
import { Copies, Pauses, TaskTags, useClockLines } from './clock-facts.tsx';
import { PauseClock, Urge } from './clock-forms.tsx';
import { CopyTo, HandOver } from './hand-over.tsx';
import { NoteForm } from './note-form.tsx';
import { TaskActions } from './task-actions.tsx';
import { texts } from './words.ts';

function Facts({ task }: { readonly task: TaskWithNotes }) {
  const say = useSay();
  const clock = useClockLines(task);
  const lines = [
    ...(task.kindTitle ? [{ name: 'kind', label: say(texts.kind), value: say(task.kindTitle) }] : []),
    { name: 'owner', label: say(texts.owner), value: task.ownerName ? say(task.ownerName) : task.owner },
    ...(task.pool ? [{ name: 'pool', label: say(texts.poolRole), value: task.pool }] : []),
    { name: 'assignee', label: say(texts.assignee), value: task.assigneeName ?? '—' },
    { name: 'opened', label: say(texts.opened), value: <Time at={task.openedAt} /> },
    ...clock,
  ];
  return <FieldList lines={lines} />;
}

const tones: Partial<Record<TaskWithNotes['notes'][number]['what'], NonNullable<Happening['tone']>>> = {
  urged: 'seal',
  escalated: 'seal',
  paused: 'amber',
};

function History({ task }: { readonly task: TaskWithNotes }) {
  const say = useSay();
  const items = task.notes.map((note, index) => ({
    key: String(index),
    at: note.at,
    title: say(texts[`what-${note.what}`]),
    by: note.byName,
    body: note.words && <p>{note.words}</p>,
    tone: tones[note.what] ?? 'celadon',
  }));
  return <Timeline label={say(texts.notes)} items={items.toReversed()} />;
}

/** What can be done with words: one form each, closed until wanted. */
function Forms({ task: { id, may } }: { readonly task: TaskWithNotes }) {
  return (
    <>
      {may.includes('handOver') && <HandOver id={id} />}
      {may.includes('urge') && <Urge id={id} />}
      {may.includes('copy') && <CopyTo id={id} />}
      {may.includes('pause') && <PauseClock id={id} />}
    </>
  );
}

function sectionsOf(task: TaskWithNotes, say: ReturnType<typeof useSay>): DetailSection[] {
  const sections: DetailSection[] = [];
  if (task.may.length > 0)
    sections.push({ title: say(texts.more), content: <Forms key={task.id} task={task} /> });
  if (task.pauses.length > 0) sections.push({ title: say(texts.pauses), content: <Pauses task={task} /> });
  if (task.copies.length > 0) sections.push({ title: say(texts.copies), content: <Copies task={task} /> });
  sections.push({ title: say(texts.notes), content: <History task={task} /> });
  if (task.may.includes('note'))
    sections.push({ title: say(texts.addNote), content: <NoteForm id={task.id} /> });
  return sections;
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
      tags={<TaskTags task={task} />}
      actions={task.closedAt === null && <TaskActions task={task} />}
      sections={sectionsOf(task, say)}
    >
      {task.copied && <p className="quiet">{say(texts.onlyCopied)}</p>}
      {task.outcome && <p>{say(task.outcome)}</p>}
      <Facts task={task} />
    </DetailPage>
  );
}
