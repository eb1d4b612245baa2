import { type FormEvent, useState } from 'react';
import { ProblemNote, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { Answer } from '../pieces/answer.tsx';
import { OutsideWays } from '../pieces/outside-ways.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '实名等级', en: 'Real name' },
  lead: {
    zh: '城市有多确信这个账户就是您本人。看自己的全部数据、答复授权须 3 级。',
    en: 'How sure the city is that this account is yours. To see all of your own data you need level 3.',
  },
  now: { zh: '您现在是 {level} 级', en: 'You are at level {level}' },
  since: { zh: '自', en: 'since' },
  raise: { zh: '怎样提升', en: 'How to raise it' },
  number: { zh: '到 2 级：核对身份号码和姓名', en: 'To level 2: number and name' },
  numberHint: {
    zh: '与人口基础库核对一致即可。号码只留下无法还原的摘要。',
    en: 'They are compared with the population base. Of the number only a digest is kept.',
  },
  idNumber: { zh: '公民身份号码', en: 'Citizen identity number' },
  name: { zh: '姓名', en: 'Name' },
  prove: { zh: '核对', en: 'Compare' },
  outside: { zh: '到 3 级：用已当面或刷脸实名的平台登录', en: 'To level 3: sign in where you were seen' },
  counter: { zh: '到 3 级：到窗口', en: 'To level 3: come to a counter' },
  counterHint: {
    zh: '带身份证到任一政务服务窗口，当面核验，马上生效。',
    en: 'Bring your identity card to any service counter; it holds at once.',
  },
};

const meanings = {
  1: { zh: '本人自述，未核对', en: 'What you say of yourself; nothing was compared' },
  2: { zh: '身份号码和姓名与基础库一致', en: 'Number and name agree with the register' },
  3: { zh: '当面核验，或由已当面核验的平台担保', en: 'Seen in person, or assured by a provider that did' },
} as const;

function NumberForm({ again }: { readonly again: () => void }) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { idNumber: String(data.get('idNumber')), name: String(data.get('name')) };
    setBusy(true);
    setProblem(undefined);
    call('identity', operations.proveNumber, { body })
      .then(again, setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <form className="form" method="post" onSubmit={submit}>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <label htmlFor="name">{say(texts.name)}</label>
      <input id="name" name="name" className="input" autoComplete="name" required maxLength={60} />
      <label htmlFor="idNumber">{say(texts.idNumber)}</label>
      <input id="idNumber" name="idNumber" className="input" required minLength={15} maxLength={20} />
      <button type="submit" className="button primary" disabled={busy}>
        {say(texts.prove)}
      </button>
    </form>
  );
}

function Level() {
  const say = useSay();
  const { asked, again } = useFresh('identity', operations.realName, {});
  return (
    <Answer of={asked}>
      {({ level, at }) => (
        <>
          <section className="notice">
            <h2>{say(texts.now, { level })}</h2>
            <p>
              {say(meanings[level as keyof typeof meanings])}
              {at !== null && (
                <>
                  {' · '}
                  {say(texts.since)} <Time at={at} as="date" />
                </>
              )}
            </p>
          </section>
          {level < 3 && (
            <section aria-labelledby="raise">
              <h2 id="raise">{say(texts.raise)}</h2>
              {level < 2 && (
                <>
                  <h3>{say(texts.number)}</h3>
                  <p className="quiet">{say(texts.numberHint)}</p>
                  <NumberForm again={again} />
                </>
              )}
              <OutsideWays title={texts.outside} to="/my/level" />
              <h3>{say(texts.counter)}</h3>
              <p>{say(texts.counterHint)}</p>
            </section>
          )}
        </>
      )}
    </Answer>
  );
}

/** How surely the reader is known, and how to be known more surely. */
export function MyLevelPage() {
  const say = useSay();
  return (
    <div className="wrap page narrow">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Level />}</OwnPage>
    </div>
  );
}
