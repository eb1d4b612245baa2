import { useEffect, useState } from 'react';
import { ProblemNote, Skeleton, useSay } from '#ui';
import { PageHeading } from '../pieces/page-heading.tsx';
import { answerInteraction, type Interaction, interactionOf } from '../state/interaction.ts';
import { useAddress } from '../state/router.ts';

const texts = {
  title: { zh: '应用请您登录', en: 'An application asks you to sign in' },
  signIn: { zh: '先登录', en: 'Sign in first' },
  again: { zh: '重新登录', en: 'Sign in again' },
  wants: { zh: '“{application}”想要：', en: '{application} would like to:' },
  as: { zh: '您以 {person} 的身份进入。', en: 'You enter as {person}.' },
  allow: { zh: '同意并进入', en: 'Agree and enter' },
  refuse: { zh: '不同意', en: 'Refuse' },
  notFor: {
    zh: '“{application}”不面向您这类账户。点“不同意”返回。',
    en: '{application} is not for accounts of your kind. Refuse to go back.',
  },
};

function Question({ uid, asked }: { readonly uid: string; readonly asked: Interaction }) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const values = { application: say(asked.application), person: asked.person ?? '' };
  const back = `/sign-in?to=${encodeURIComponent(`/authorise?uid=${uid}`)}`;
  const reply = (answer: 'allow' | 'refuse') => {
    setBusy(true);
    answerInteraction(uid, answer).then(
      ({ to }) => location.assign(to),
      (cause: unknown) => {
        setBusy(false);
        setProblem(cause);
      },
    );
  };
  const must = asked.person === null || asked.again;
  return (
    <section>
      <p>{say(texts.wants, values)}</p>
      <ul>
        {asked.scopes.map(({ scope, title }) => (
          <li key={scope}>{say(title)}</li>
        ))}
      </ul>
      {asked.person !== null && <p>{say(texts.as, values)}</p>}
      {asked.allowed === false && <p>{say(texts.notFor, values)}</p>}
      {problem !== undefined && <ProblemNote problem={problem} />}
      {must ? (
        <a className="button primary" href={back}>
          {say(asked.again && asked.person !== null ? texts.again : texts.signIn)}
        </a>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={busy || asked.allowed === false}
          onClick={() => reply('allow')}
        >
          {say(texts.allow)}
        </button>
      )}{' '}
      <button type="button" className="button second" disabled={busy} onClick={() => reply('refuse')}>
        {say(texts.refuse)}
      </button>
    </section>
  );
}

/** An application has sent a citizen here: who are you, and may it know? */
export function AuthorisePage() {
  const say = useSay();
  const uid = useAddress().searchParams.get('uid') ?? '';
  const [asked, setAsked] = useState<Interaction>();
  const [problem, setProblem] = useState<unknown>(undefined);
  useEffect(() => {
    interactionOf(uid).then(setAsked, setProblem);
  }, [uid]);
  return (
    <div className="wrap page narrow">
      <PageHeading title={say(texts.title)} />
      {problem !== undefined && <ProblemNote problem={problem} />}
      {asked === undefined && problem === undefined && <Skeleton lines={4} />}
      {asked && <Question uid={uid} asked={asked} />}
    </div>
  );
}
