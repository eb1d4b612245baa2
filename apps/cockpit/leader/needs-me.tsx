import { instantOf, useSay } from '#ui';
import type { Task } from '#platform/base/tasks/contract';
import { askTasks } from '../asking.ts';
import { usePolled } from '../use-polled.ts';
import { useView } from '../view.ts';
import { words } from '../words.ts';

const everyMs = 60_000;
const most = 8;

const lamps = {
  red: words.lampRed,
  amber: words.lampAmber,
  green: words.lampGreen,
  grey: words.lampGrey,
} as const;

/** What waits for the reader, what is due first first; a warning is a task too. */
export function NeedsMe() {
  const say = useSay();
  const { signedIn } = useView();
  const { answer: tasks } = usePolled(askTasks, everyMs);
  const nothing = signedIn ? words.nothingWaits : words.signInForMine;
  return (
    <section className="panel" aria-labelledby="needs-me">
      <h2 id="needs-me">{say(words.needsMe)}</h2>
      {tasks === undefined || tasks.length === 0 ? (
        <p className="none">{say(nothing)}</p>
      ) : (
        <>
          <ul className="needs">
            {tasks.slice(0, most).map((task) => (
              <Needed key={task.id} task={task} />
            ))}
          </ul>
          <p>
            <a href="/console/tasks">{say(words.allTasks)}</a>
          </p>
        </>
      )}
    </section>
  );
}

function Needed({ task }: { readonly task: Task }) {
  const say = useSay();
  const { lamp, title, dueAt, kindTitle, simulated } = task;
  return (
    <li className={`row lamp-${lamp}`}>
      <a href={`/console/tasks?open=${encodeURIComponent(task.id)}`}>{say(title)}</a>
      <p className="small-head">
        <span className="row-mark">{say(lamps[lamp])}</span> {kindTitle && <span>{say(kindTitle)}</span>}{' '}
        <span>{dueAt ? say(words.dueAt, { at: instantOf(new Date(dueAt), false) }) : say(words.noDue)}</span>{' '}
        {simulated && <span className="simulated">{say(words.simulated)}</span>}
      </p>
    </li>
  );
}
