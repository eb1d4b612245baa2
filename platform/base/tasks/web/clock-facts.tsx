import { Lamp, SimulatedTag, Tag, Time, useLanguage, useSay, type FieldLine } from '#ui';
import type { Task, TaskWithNotes } from '../contract.ts';
import { texts } from './words.ts';

/** Its lamp with the word; a closed one is grey with how it ended. */
export function TaskLamp({ task, state = false }: { readonly task: Task; readonly state?: boolean }) {
  const say = useSay();
  const waits = task.closedAt === null;
  const word = waits && !state ? texts[task.lamp] : texts[task.status];
  return <Lamp colour={waits ? task.lamp : 'grey'}>{say(word)}</Lamp>;
}

/** When it is due, and whether that is certain; that its clock stands, when it does. */
export function Due({ task, near = false }: { readonly task: Task; readonly near?: boolean }) {
  const say = useSay();
  if (task.pausedAt !== null && task.closedAt === null) return <>{say(texts.grey)}</>;
  if (task.dueAt === null) return <>{near ? '—' : say(texts.noDue)}</>;
  return (
    <>
      <Time at={task.dueAt} {...(near ? { as: 'near' } : {})} />
      {!task.dueCertain && (
        <>
          {' '}
          <Tag tone="amber" title={say(texts.notCertain)}>
            {near ? '?' : say(texts.notCertain)}
          </Tag>
        </>
      )}
    </>
  );
}

export function TaskTags({ task }: { readonly task: Task }) {
  const say = useSay();
  return (
    <>
      <TaskLamp task={task} />
      {task.urged > 0 && <Tag tone="seal">{say(texts.urged, { count: task.urged })}</Tag>}
      {task.count !== null && <span>{say(texts.count, { count: task.count })}</span>}
      {task.simulated && <SimulatedTag />}
    </>
  );
}

/** What its clock says: the whole, what is left, since when it stands. */
export function useClockLines(task: TaskWithNotes): FieldLine[] {
  const say = useSay();
  const { language } = useLanguage();
  const { clock, left, pausedAt } = task;
  const amountOf = (amount: number) =>
    say(texts[`unit-${clock?.unit ?? 'hours'}`], {
      amount: amount.toLocaleString(language, { maximumFractionDigits: 1 }),
    });
  const lines: FieldLine[] = [{ name: 'due', label: say(texts.due), value: <Due task={task} /> }];
  if (clock) lines.push({ name: 'clock', label: say(texts.clock), value: amountOf(clock.amount) });
  if (clock && left !== null) lines.push({ name: 'left', label: say(texts.left), value: amountOf(left) });
  if (pausedAt !== null && task.closedAt === null)
    lines.push({ name: 'paused', label: say(texts.standsSince), value: <Time at={pausedAt} /> });
  return lines;
}

/** When and why its clock stood. */
export function Pauses({ task }: { readonly task: TaskWithNotes }) {
  const say = useSay();
  return (
    <ul className="plain">
      {task.pauses.map((pause) => (
        <li key={pause.from}>
          <Time at={pause.from} /> – {pause.to ? <Time at={pause.to} /> : say(texts.stillStands)}:{' '}
          {pause.reason}{' '}
          <span className="quiet">
            ({pause.basis}
            {pause.byName && ` · ${pause.byName}`})
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Who is kept informed, and whether they have read it. */
export function Copies({ task }: { readonly task: TaskWithNotes }) {
  const say = useSay();
  return (
    <ul className="plain">
      {task.copies.map((copy) => (
        <li key={`${copy.kind}:${copy.reader}`}>
          {copy.name ?? copy.reader}{' '}
          <span className="quiet">
            {copy.readAt ? (
              <>
                {say(texts.read)} <Time at={copy.readAt} />
              </>
            ) : (
              say(texts.unread)
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
