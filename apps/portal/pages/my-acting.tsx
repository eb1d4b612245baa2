import { useState } from 'react';
import { ProblemNote, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { type ActingChoice, operations } from '#platform/base/identity/contract';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';

const texts = {
  title: { zh: '代人办理', en: 'Acting for another' },
  lead: {
    zh: '依法监护的子女、委托您的亲属、您任经办人的企业，可以由您代为办理。代办期间做的每一件事，账本都写明是谁代谁。',
    en: 'You may act for a child in your care, a relative who asked you to, a company whose agent you are. Whatever you do meanwhile, the ledger says who did it for whom.',
  },
  none: { zh: '现在没有您可以代办的人或企业。', en: 'There is nobody for whom you may act now.' },
  noneHint: {
    zh: '亲属代办由对方同意；监护和企业经办人由经办单位凭证件登记。',
    en: 'A relative must agree; guardians and agents of companies are entered by the office that saw the papers.',
  },
  begin: { zh: '开始代办', en: 'Act for them' },
  now: { zh: '正在代办', en: 'You act for them now' },
  stop: { zh: '结束代办，回到本人', en: 'End it, and act for yourself' },
  until: { zh: '有效至', en: 'until' },
};

/** Everything on the page was somebody else's: it is read anew. */
const goOn = (to: string) => location.assign(to);

function Choice({ choice, present }: { readonly choice: ActingChoice; readonly present: boolean }) {
  const say = useSay();
  const [problem, setProblem] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const act = (id: string | null) => {
    setBusy(true);
    call('identity', operations.actFor, { body: { choice: id } }).then(
      () => goOn(id === null ? '/my/acting' : '/my/data'),
      (cause: unknown) => {
        setProblem(cause);
        setBusy(false);
      },
    );
  };
  return (
    <li className="look">
      <div className="look-who">
        <strong>{say(choice.title)}</strong>
        {present && <span className="quiet">{say(texts.now)}</span>}
      </div>
      {choice.until !== null && (
        <p className="look-when">
          {say(texts.until)} <Time at={choice.until} as="date" />
        </p>
      )}
      <p className="line-links">
        <button
          type="button"
          className={present ? 'button second' : 'button'}
          disabled={busy}
          onClick={() => act(present ? null : choice.id)}
        >
          {say(present ? texts.stop : texts.begin)}
        </button>
      </p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </li>
  );
}

function Choices() {
  const say = useSay();
  const asked = useAsked('identity', operations.acting, {});
  return (
    <Answer of={asked}>
      {({ present, choices }) =>
        choices.length === 0 ? (
          <div className="invitation">
            <h2>{say(texts.none)}</h2>
            <p>{say(texts.noneHint)}</p>
          </div>
        ) : (
          <ul className="lines looks">
            {choices.map((choice) => (
              <Choice key={choice.id} choice={choice} present={choice.id === present} />
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

/** For whom the reader may act, and for whom they do now. */
export function MyActingPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Choices />}</OwnPage>
    </div>
  );
}
