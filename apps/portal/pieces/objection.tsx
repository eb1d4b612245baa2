import { useState } from 'react';
import { ProblemNote, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations, type PublicArticle } from '#platform/base/publishing/contract';
import { useAddress } from '../state/router.ts';
import { useHere } from '../state/session.tsx';

const texts = {
  title: { zh: '公示与异议', en: 'Objections' },
  until: { zh: '公示期满：', en: 'Until ' },
  over: { zh: '公示期已满，不再受理异议。', en: 'The period is over; no objection is taken any more.' },
  count: {
    zh: '收到异议 {objections} 件，待答复 {unanswered} 件；答复前不作决定。',
    en: '{objections} objections, {unanswered} to be answered; nothing is decided before.',
  },
  words: { zh: '您的异议和理由（实名，至少 10 个字）', en: 'What you object to, and why (under your name)' },
  send: { zh: '提出异议', en: 'Object' },
  signIn: { zh: '登录后提出异议', en: 'Sign in to object' },
  sent: {
    zh: '已收到您的异议，答复后会显示在“我的补助”。',
    en: 'Received. The answer will stand under “My grants”.',
  },
};

function Form({ id }: { readonly id: string }) {
  const say = useSay();
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  if (sent)
    return (
      <p role="status" className="notice">
        {say(texts.sent)}
      </p>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const words = String(new FormData(event.currentTarget).get('words') ?? '');
        call('publishing', operations.object, { params: { id }, body: { words } }).then(
          () => setSent(true),
          setProblem,
        );
      }}
    >
      <label htmlFor="objection">{say(texts.words)}</label>
      <textarea
        id="objection"
        name="words"
        className="input"
        rows={4}
        required
        minLength={10}
        maxLength={1000}
      />
      <p>
        <button type="submit" className="button primary">
          {say(texts.send)}
        </button>
      </p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

/** What a publicity asks of everybody: to object in time, under their name. */
export function Objections({ article }: { readonly article: PublicArticle }) {
  const say = useSay();
  const { actor } = useHere();
  const { pathname } = useAddress();
  const { publicity } = article;
  if (!publicity) return null;
  const { endsAt, open, objections, unanswered } = publicity;
  const may = actor !== null && actor !== 'unknown' && actor.permissions.includes('publishing:object');
  return (
    <section aria-labelledby="objections">
      <h2 id="objections">{say(texts.title)}</h2>
      <p>
        {open ? say(texts.until) : say(texts.over)}
        {open && <Time at={endsAt} />}
      </p>
      <p>{say(texts.count, { objections, unanswered })}</p>
      {open && may && <Form id={article.id} />}
      {open && actor === null && (
        <a className="button" href={`/sign-in?to=${encodeURIComponent(pathname)}`}>
          {say(texts.signIn)}
        </a>
      )}
    </section>
  );
}
