import { useState } from 'react';
import { OnceMore, ProblemNote, Tag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { type MyRelation, operations } from '#platform/base/relations/contract';
import { Answer } from '../pieces/answer.tsx';
import { GiveConsent } from '../pieces/give-consent.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';

const texts = {
  title: { zh: '我的授权', en: 'My consents' },
  lead: {
    zh: '谁可以凭您的同意或法律规定查看您的数据、代您办事。您给的同意随时可以撤回，撤回即时生效。',
    en: 'Who may see your data or act for you, by your consent or by law. What you consented to you can withdraw at any time; it holds at once.',
  },
  waiting: { zh: '等您答复', en: 'Waiting for your answer' },
  standing: { zh: '现在有效', en: 'In force' },
  past: { zh: '已经结束', en: 'Over' },
  none: { zh: '现在没有任何授权。', en: 'There is nothing in force.' },
  by: { zh: '依据', en: 'Basis' },
  why: { zh: '用途', en: 'What for' },
  until: { zh: '到', en: 'until' },
  forWhom: { zh: '关于您所监护的 {who}', en: 'About {who}, for whom you answer' },
  agree: { zh: '同意', en: 'Agree' },
  refuse: { zh: '不同意', en: 'Refuse' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawWill: {
    zh: '即时生效：对方不能再凭它查看您的数据或代您办事。要恢复须重新同意。',
    en: 'It holds at once: they can neither see your data nor act for you by it. To bring it back, it takes your consent anew.',
  },
  unnamed: { zh: '未写明的持有人', en: 'a holder without a name' },
  person: { zh: '个人', en: 'a person' },
};

const bases = {
  law: { zh: '法律', en: 'law' },
  contract: { zh: '合同或委托', en: 'contract' },
  consent: { zh: '本人同意', en: 'your consent' },
  court: { zh: '法院裁判', en: 'court' },
};
const states = {
  asked: { zh: '待答复', en: 'asked for' },
  standing: { zh: '有效', en: 'in force' },
  refused: { zh: '您没有同意', en: 'you refused' },
  ended: { zh: '已结束', en: 'ended' },
  over: { zh: '已到期', en: 'ran out' },
};

interface OneProps {
  readonly relation: MyRelation;
  readonly onDone: () => void;
}

/** What the reader can do about one, each by a button that says so. */
function Doing({ relation, onDone }: OneProps) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    work()
      .then(onDone, setProblem)
      .finally(() => setBusy(false));
  };
  const params = { id: relation.id };
  const answer = (agree: boolean) =>
    run(() => call('relations', operations.answer, { params, body: { agree } }));
  return (
    <>
      <p className="line-links">
        {relation.mayAnswer && (
          <>
            <button type="button" className="button" disabled={busy} onClick={() => answer(true)}>
              {say(texts.agree)}
            </button>
            <button type="button" className="button second" disabled={busy} onClick={() => answer(false)}>
              {say(texts.refuse)}
            </button>
          </>
        )}
        {relation.mayWithdraw && (
          <OnceMore
            word={say(texts.withdraw)}
            will={say(texts.withdrawWill)}
            className="button second"
            busy={busy}
            onYes={() => run(() => call('relations', operations.withdraw, { params }))}
          />
        )}
      </p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  );
}

/** One relation: who, what it lets them do, why, how long. */
function One({ relation, onDone }: OneProps) {
  const say = useSay();
  const { holder, title, meaning, basis, article, purpose, beginsAt, endsAt, forWhom, state, over } =
    relation;
  return (
    <li className="look">
      <div className="look-who">
        <strong>{say(holder.name ?? texts.unnamed)}</strong>
        <Tag tone="celadon">{say(title)}</Tag>
        <span className="quiet">{say(states[over ? 'over' : state])}</span>
      </div>
      <p className="look-what">
        {say(meaning)}
        {forWhom !== null && <span className="look-why">{say(texts.forWhom, { who: forWhom })}</span>}
        <span className="look-why">
          {say(texts.by)} {say(bases[basis])}
          {article && ` · ${article}`}
        </span>
        {purpose && (
          <span className="look-why">
            {say(texts.why)} {purpose}
          </span>
        )}
      </p>
      <p className="look-when">
        <Time at={beginsAt} as="date" />
        {endsAt && (
          <>
            {' '}
            {say(texts.until)} <Time at={endsAt} as="date" />
          </>
        )}
      </p>
      {(relation.mayAnswer || relation.mayWithdraw) && <Doing relation={relation} onDone={onDone} />}
    </li>
  );
}

function List({ items, onDone }: { readonly items: readonly MyRelation[]; readonly onDone: () => void }) {
  return (
    <ul className="lines looks">
      {items.map((relation) => (
        <One key={relation.id} relation={relation} onDone={onDone} />
      ))}
    </ul>
  );
}

function Mine({ onDone }: { readonly onDone: () => void }) {
  const say = useSay();
  const mine = useAsked('relations', operations.mine, {});
  return (
    <Answer of={mine}>
      {({ items }) => {
        const waiting = items.filter(({ state }) => state === 'asked');
        const standing = items.filter(({ state, over }) => state === 'standing' && !over);
        const past = items.filter((each) => !waiting.includes(each) && !standing.includes(each));
        return (
          <>
            {waiting.length > 0 && (
              <section aria-labelledby="waiting">
                <h2 id="waiting">{say(texts.waiting)}</h2>
                <List items={waiting} onDone={onDone} />
              </section>
            )}
            <section aria-labelledby="standing">
              <h2 id="standing">{say(texts.standing)}</h2>
              {standing.length === 0 ? (
                <p className="quiet">{say(texts.none)}</p>
              ) : (
                <List items={standing} onDone={onDone} />
              )}
            </section>
            <GiveConsent onDone={onDone} />
            {past.length > 0 && (
              <section aria-labelledby="past">
                <h2 id="past">{say(texts.past)}</h2>
                <List items={past} onDone={onDone} />
              </section>
            )}
          </>
        );
      }}
    </Answer>
  );
}

/** What a citizen has consented to, what is asked of them, and how to take it back. */
export function MyConsentsPage() {
  const say = useSay();
  const [turn, setTurn] = useState(0);
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine key={turn} onDone={() => setTurn((before) => before + 1)} />}</OwnPage>
    </div>
  );
}
