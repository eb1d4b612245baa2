import { useState } from 'react';
import { ProblemNote, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { useHere } from '../state/session.tsx';

const texts = {
  now: { zh: '您正在{title}', en: 'You are acting: {title}' },
  stop: { zh: '回到本人', en: 'Act for yourself' },
};

/** On every page while it lasts: whoever acts for another must not forget it. */
export function Acting() {
  const say = useSay();
  const { acting } = useHere();
  const [problem, setProblem] = useState<unknown>(undefined);
  if (!acting) return null;
  const stop = () => {
    call('identity', operations.actFor, { body: { choice: null } }).then(
      () => location.assign('/my/acting'),
      setProblem,
    );
  };
  return (
    <div className="acting" role="status">
      {say(texts.now, { title: say(acting.title) })}{' '}
      <button type="button" className="button small" onClick={stop}>
        {say(texts.stop)}
      </button>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </div>
  );
}
