import { useEffect, useState } from 'react';
import { useSay } from '#ui';

const texts = {
  offline: {
    zh: '网络断开了。已经显示的内容还在，恢复后请再试。',
    en: 'You are offline. What is shown stays; try again when the line is back.',
  },
};

/** Said at the top for as long as the browser has no line. */
export function Offline() {
  const say = useSay();
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return <div role="status">{offline && <p className="offline">{say(texts.offline)}</p>}</div>;
}
