import { useMutation, useQuery } from '@tanstack/react-query';
import { PageHead, ProblemNote, Skeleton, useSay } from '#ui';
import { answer, askedOf, type Asked } from './interaction.ts';
import { SignInAgain } from './sign-in-again.tsx';

const words = {
  title: { zh: '应用请您登录', en: 'An application asks you to sign in' },
  enter: { zh: '以 {person} 的身份进入“{application}”', en: 'Enter {application} as {person}' },
  wants: { zh: '“{application}”想要：', en: '{application} would like to:' },
  allow: { zh: '同意并进入', en: 'Agree and enter' },
  refuse: { zh: '不同意', en: 'Refuse' },
  notFor: {
    zh: '“{application}”不面向您这类账户。请换一个账户登录，或点“不同意”返回。',
    en: '{application} is not for accounts of your kind. Sign in with another one, or refuse to go back.',
  },
  again: {
    zh: '“{application}”要求重新输入密码。',
    en: '{application} wants you to enter your password once more.',
  },
};

function Question({ uid, asked, onChanged }: { uid: string; asked: Asked; onChanged: () => void }) {
  const say = useSay();
  const act = useMutation({
    mutationFn: (said: 'allow' | 'refuse') => answer(uid, said),
    onSuccess: ({ to }) => location.assign(to),
  });
  const application = say(asked.application);
  const values = { application, person: asked.person ?? '' };
  return (
    <section className="sheet stack">
      <h2>{say(words.enter, values)}</h2>
      {asked.allowed === false && <p className="notice">{say(words.notFor, values)}</p>}
      <p>{say(words.wants, values)}</p>
      <ul>
        {asked.scopes.map(({ scope, title }) => (
          <li key={scope}>{say(title)}</li>
        ))}
      </ul>
      {asked.again && (
        <>
          <p>{say(words.again, values)}</p>
          <SignInAgain onDone={onChanged} />
        </>
      )}
      {act.isError && <ProblemNote problem={act.error} />}
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={act.isPending || asked.again || asked.allowed === false}
          onClick={() => act.mutate('allow')}
        >
          {say(words.allow)}
        </button>
        <button
          type="button"
          className="button"
          disabled={act.isPending}
          onClick={() => act.mutate('refuse')}
        >
          {say(words.refuse)}
        </button>
      </div>
    </section>
  );
}

/** An application has sent somebody here: who are you, and may it know? */
export function AuthorisePage() {
  const say = useSay();
  const uid = new URLSearchParams(location.search).get('uid') ?? '';
  const asked = useQuery({
    queryKey: ['identity', 'interaction', uid],
    queryFn: () => askedOf(uid),
    retry: false,
  });
  return (
    <div className="stack">
      <PageHead title={say(words.title)} />
      {asked.isPending && <Skeleton lines={4} />}
      {asked.isError && <ProblemNote problem={asked.error} />}
      {asked.data && <Question uid={uid} asked={asked.data} onChanged={() => void asked.refetch()} />}
    </div>
  );
}
