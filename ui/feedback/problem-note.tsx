import { CallProblem } from '#kernel/call';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';

const texts = {
  code: { zh: '代码', en: 'Code' },
  request: { zh: '请求号', en: 'Request' },
  bug: {
    zh: '页面出了差错，您填写的内容没有发出。请再试一次；仍不行时，请把下面的代码告诉管理员。',
    en: 'The page failed and nothing was sent. Try again; if it stays, give the code below to your administrator.',
  },
};

interface NoteProps {
  readonly problem: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong, what was kept and what to do; with the stable code that a person can pass on. */
export function ProblemNote({ problem, onRetry }: NoteProps) {
  const say = useSay();
  const body = problem instanceof CallProblem ? problem.body : undefined;
  return (
    <div className="notice wrong stack tight" role="alert">
      <p>{body ? say(body.detail) : say(texts.bug)}</p>
      <p className="small quiet">
        {say(texts.code)} <code>{body?.code ?? 'page.failed'}</code>
        {body?.instance && (
          <>
            {' · '}
            {say(texts.request)} <code>{body.instance}</code>
          </>
        )}
      </p>
      {onRetry && (
        <div>
          <button type="button" className="button small" onClick={onRetry}>
            {say(words.retry)}
          </button>
        </div>
      )}
    </div>
  );
}
