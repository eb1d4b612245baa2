import { useEffect, useState } from 'react';
import { useSay } from '#ui';
import { call } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { useHere } from '../state/session.tsx';

const texts = {
  soon: { zh: '{seconds} 秒后自动退出', en: 'You will be signed out in {seconds} seconds' },
  stay: { zh: '我还在用', en: 'I am still here' },
  done: { zh: '用完了，退出', en: 'I am done: sign out' },
};

const signs = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const;
const warning = 15;
/** The server counts from what it was told last, so it is told soon, and the page counts as the server does. */
const tellEveryMs = 5000;

/** Nothing of this person stays: the page is read anew, the way back leads nowhere. */
async function leaveFor(leave: () => Promise<void>): Promise<void> {
  await leave().catch(() => undefined);
  sessionStorage.clear();
  location.replace('/');
}

/** At a kiosk: signs out whoever has left, and warns before. */
export function KioskWatch() {
  const say = useSay();
  const { actor, kiosk, leave } = useHere();
  const there = kiosk !== null && actor !== null && actor !== 'unknown';
  const idle = kiosk?.idleSeconds ?? 60;
  const [left, setLeft] = useState(idle);
  useEffect(() => {
    if (!there) return undefined;
    let told = Date.now();
    const alive = () => {
      const now = Date.now();
      if (now - told < tellEveryMs) return;
      told = now;
      // Whoever fills in a long form asks nothing of the server meanwhile.
      call('identity', operations.session, {}).then(
        (state) => state.actor === null && void leaveFor(leave),
        () => undefined,
      );
    };
    for (const sign of signs) addEventListener(sign, alive, { passive: true });
    const timer = setInterval(() => {
      const seconds = idle - Math.floor((Date.now() - told) / 1000);
      setLeft(seconds);
      if (seconds > 0) return;
      clearInterval(timer);
      void leaveFor(leave);
    }, 1000);
    return () => {
      clearInterval(timer);
      for (const sign of signs) removeEventListener(sign, alive);
    };
  }, [there, idle, leave]);
  if (!there) return null;
  return (
    <div className="acting">
      {left <= warning && (
        <>
          <span role="alert">{say(texts.soon, { seconds: Math.max(0, left) })}</span>
          <button type="button" className="button small">
            {say(texts.stay)}
          </button>
        </>
      )}
      <button type="button" className="button small" onClick={() => void leaveFor(leave)}>
        {say(texts.done)}
      </button>
    </div>
  );
}
