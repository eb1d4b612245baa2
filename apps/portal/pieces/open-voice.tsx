import { useState } from 'react';
import { ProblemNote, Tag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations, type MyVoice } from '#domains/resources/open-data/contract';
import { useAsked } from '../state/asked.ts';
import { useHere } from '../state/session.tsx';
import { Answer } from './answer.tsx';
import { StepButton } from './step-button.tsx';
import { useSent } from './use-sent.ts';

const texts = {
  title: { zh: '关注、评价和纠错', en: 'Follow, rate and report' },
  signIn: {
    zh: '登录后可以评价、指出数据中的错误',
    en: 'Sign in to rate these data or report what is wrong in them',
  },
  following: {
    zh: '您关注着这项数据：有新版本或更正时，会在“我的消息”告诉您。',
    en: 'You follow these data: new versions and corrections come to your messages.',
  },
  notFollowing: {
    zh: '关注后，有新版本或更正时会告诉您。',
    en: 'Follow these data to be told of new versions and corrections.',
  },
  follow: { zh: '关注', en: 'Follow' },
  unfollow: { zh: '不再关注', en: 'Follow no longer' },
  grade: { zh: '这些数据好用吗', en: 'How useful are these data' },
  five: { zh: '非常好', en: 'very' },
  four: { zh: '好', en: 'useful' },
  three: { zh: '一般', en: 'fair' },
  two: { zh: '差', en: 'hardly' },
  one: { zh: '非常差', en: 'not at all' },
  rate: { zh: '评价', en: 'Rate' },
  rated: { zh: '已评价，谢谢。', en: 'Thank you.' },
  words: { zh: '哪里有错', en: 'What is wrong' },
  hint: {
    zh: '写明是哪一行、哪一项。提供单位不会知道是谁提的，会在十个工作日内答复。',
    en: 'Say which row and field. The provider is not told who you are, and answers within ten working days.',
  },
  send: { zh: '提出纠错', en: 'Report it' },
  sent: { zh: '已提出。', en: 'Reported.' },
  mine: { zh: '我提过的纠错', en: 'What I reported' },
  open: { zh: '待答复', en: 'to be answered' },
  accepted: { zh: '属实', en: 'it holds' },
  declined: { zh: '不属实', en: 'it does not hold' },
  answer: { zh: '答复：', en: 'Answer: ' },
};
const grades = [
  [5, texts.five],
  [4, texts.four],
  [3, texts.three],
  [2, texts.two],
  [1, texts.one],
] as const;

function Follow({ code, begun }: { readonly code: string; readonly begun: boolean }) {
  const say = useSay();
  const [following, setFollowing] = useState(begun);
  const change = () =>
    call('open-data', operations.follow, { params: { code }, body: { following: !following } }).then((now) =>
      setFollowing(now.following),
    );
  return (
    <>
      <p role="status">{say(following ? texts.following : texts.notFollowing)}</p>
      <StepButton act={change} done={() => undefined}>
        {say(following ? texts.unfollow : texts.follow)}
      </StepButton>
    </>
  );
}

function RateForm({ code }: { readonly code: string }) {
  const say = useSay();
  const { state, problem, onSubmit } = useSent((given) =>
    call('open-data', operations.rate, { params: { code }, body: { grade: Number(given.get('grade')) } }),
  );
  return (
    <form onSubmit={onSubmit}>
      <label htmlFor="open-data-grade">{say(texts.grade)}</label>{' '}
      <select id="open-data-grade" name="grade" className="select">
        {grades.map(([grade, words]) => (
          <option key={grade} value={grade}>
            {say(words)}
          </option>
        ))}
      </select>{' '}
      <button type="submit" className="button" disabled={state === 'busy'}>
        {say(texts.rate)}
      </button>
      <p role="status">{state === 'done' && say(texts.rated)}</p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

interface ReportProps {
  readonly code: string;
  readonly onSent: (voice: MyVoice) => void;
}

function ReportForm({ code, onSent }: ReportProps) {
  const say = useSay();
  const { state, problem, onSubmit } = useSent(
    (given) =>
      call('open-data', operations.correct, {
        params: { code },
        body: { words: String(given.get('words') ?? '') },
      }),
    onSent,
  );
  return (
    <form className="ask-why" onSubmit={onSubmit}>
      <label htmlFor="open-data-words">{say(texts.words)}</label>
      <span id="open-data-hint" className="line-note">
        {say(texts.hint)}
      </span>
      <textarea
        id="open-data-words"
        name="words"
        rows={3}
        required
        minLength={5}
        maxLength={1000}
        aria-describedby="open-data-hint"
      />
      <p className="ask-why-buttons">
        <button type="submit" className="button" disabled={state === 'busy'}>
          {say(texts.send)}
        </button>
      </p>
      <p role="status">{state === 'done' && say(texts.sent)}</p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

function Mine({ voice }: { readonly voice: MyVoice }) {
  const say = useSay();
  if (voice.corrections.length === 0) return null;
  return (
    <>
      <h3>{say(texts.mine)}</h3>
      <ul className="lines">
        {voice.corrections.map(({ id, words, madeAt, state, answer }) => (
          <li key={id}>
            <p>
              {words} <Tag>{say(texts[state])}</Tag>
            </p>
            {answer !== null && (
              <p>
                <strong>{say(texts.answer)}</strong>
                {answer}
              </p>
            )}
            <p className="quiet">
              <Time at={madeAt} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Speak({ code }: { readonly code: string }) {
  const [sent, setSent] = useState<MyVoice | undefined>(undefined);
  const asked = useAsked('open-data', operations.myVoice, { params: { code } });
  return (
    <>
      <Answer of={asked} lines={1}>
        {(voice) => <Follow code={code} begun={voice.following} />}
      </Answer>
      <RateForm code={code} />
      <ReportForm code={code} onSent={setSent} />
      <Answer of={asked} lines={1}>
        {(voice) => <Mine voice={sent ?? voice} />}
      </Answer>
    </>
  );
}

/** A reader who signed in rates a resource and reports what is wrong in it. */
export function OpenVoice({ code }: { readonly code: string }) {
  const say = useSay();
  const { actor } = useHere();
  const maySpeak = actor !== null && actor !== 'unknown' && actor.permissions.includes('open-data:speak');
  const next = `/sign-in?to=${encodeURIComponent(`/open-data/${code}`)}`;
  return (
    <section aria-label={say(texts.title)}>
      <h2>{say(texts.title)}</h2>
      {maySpeak && <Speak code={code} />}
      {actor === null && (
        <p>
          <a className="underlined" href={next}>
            {say(texts.signIn)}
          </a>
        </p>
      )}
    </section>
  );
}
