import { useState } from 'react';
import { ProblemNote, useSay } from '#ui';
import { call, CallProblem } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { useHere } from '../state/session.tsx';

const texts = {
  stop: { zh: '回到本人', en: 'Act for yourself' },
  now: { zh: '您正在{title}', en: 'You are acting: {title}' },
  why: {
    zh: '这一页不在代办的范围内，代办期间看不到，也改不了。要看您本人的，请先回到本人；代办随时可以再开始。',
    en: 'This page is no part of what you may do for them, so nothing of it is shown or changed meanwhile. To see your own, act for yourself first; you can act for them again at any time.',
  },
};

/** Ends acting for another: everything on the page was somebody else's, so it is read anew. */
export function ForYourself({
  then,
  small = false,
}: {
  readonly then: () => void;
  readonly small?: boolean;
}) {
  const say = useSay();
  const [problem, setProblem] = useState<unknown>(undefined);
  const stop = () => {
    call('identity', operations.actFor, { body: { choice: null } }).then(then, setProblem);
  };
  return (
    <>
      <button type="button" className={small ? 'button small' : 'button primary'} onClick={stop}>
        {say(texts.stop)}
      </button>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  );
}

/** Whether somebody was refused who may only not do this for another. */
export const isNotForAnother = (problem: unknown, acting: unknown): boolean =>
  acting !== null && problem instanceof CallProblem && problem.body.code === 'identity.forbidden';

/** On a page that is the reader's own alone, while they act for another. */
export function NotForAnother() {
  const say = useSay();
  const { acting } = useHere();
  return (
    <div className="invitation">
      <h2>{acting && say(texts.now, { title: say(acting.title) })}</h2>
      <p>{say(texts.why)}</p>
      <p>
        <ForYourself then={() => location.reload()} />
      </p>
    </div>
  );
}
