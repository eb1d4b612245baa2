import { Link } from 'react-router';
import { operations } from '#platform/base/tasks/contract';
import { number, useCall, useLanguage, useMay, useSay } from '#ui';

const label = { zh: '待办', en: 'Tasks' };
const overdue = { zh: '{count} 件超时', en: '{count} overdue' };
const seenMs = 30_000;

/** What waits for the reader, in the header of every page. */
export function Waiting() {
  const say = useSay();
  const { language } = useLanguage();
  const may = useMay()('tasks:own');
  const summary = useCall('tasks', operations.summary, {}, { everyMs: seenMs, enabled: may });
  if (!may) return null;
  const late = summary.data?.red ?? 0;
  const waiting = summary.data?.waiting ?? 0;
  return (
    <Link to="/tasks" className="waiting">
      {say(label)}
      {waiting > 0 && <span className={late > 0 ? 'count late' : 'count'}>{number(waiting, language)}</span>}
      {late > 0 && <span className="visually-hidden">{say(overdue, { count: late })}</span>}
    </Link>
  );
}
