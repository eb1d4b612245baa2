import { Link } from 'react-router';
import { operations } from '#platform/base/notifications/contract';
import { number, useCall, useLanguage, useMay, useSay } from '#ui';

const label = { zh: '消息', en: 'Notices' };
const seenMs = 30_000;

/** How much the reader was told and has not read, in the header of every page. */
export function Messages() {
  const say = useSay();
  const { language } = useLanguage();
  const may = useMay()('notifications:own');
  const found = useCall('notifications', operations.unread, {}, { everyMs: seenMs, enabled: may });
  if (!may) return null;
  const unread = found.data?.unread ?? 0;
  return (
    <Link to="/notifications/inbox?unread=yes" className="waiting">
      {say(label)}
      {unread > 0 && <span className="count">{number(unread, language)}</span>}
    </Link>
  );
}
