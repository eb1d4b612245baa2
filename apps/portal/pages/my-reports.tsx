import { SimulatedTag, Tag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import {
  operations,
  type ConsentGiven,
  type Offer,
  type SheetLine,
} from '#domains/resources/reporting/contract';
import { Acting } from '../pieces/acting.tsx';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { StepButton } from '../pieces/step-button.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '一次填报', en: 'Report once' },
  lead: {
    zh: '各部门到期的报表合成一张：同一题只填一次，城市知道的先填好。',
    en: 'All returns that are due in one sheet: each question once, and what the city knows is filled in.',
  },
  choose: { zh: '城市还不知道您为谁填报', en: 'The city does not know for whom you report' },
  chooseHint: {
    zh: '本人填报，先提升实名等级；代企业、亲属填报，在“代人办理”中选择。',
    en: 'For yourself, raise your real-name level; for a company or a relative, choose it under “Acting for another”.',
  },
  level: { zh: '实名等级', en: 'Real name' },
  acting: { zh: '代人办理', en: 'Acting for another' },
  none: { zh: '没有要填的报表', en: 'Nothing is asked' },
  offers: { zh: '可以自愿填报的', en: 'What you may answer unasked' },
  offer: {
    zh: '{owner} · {questions} 题 · {dueOn} 前',
    en: '{owner} · {questions} questions · until {dueOn}',
  },
  join: { zh: '填写', en: 'Answer' },
  joinThis: { zh: '填写“{title}”', en: 'Answer “{title}”' },
  voluntary: { zh: '自愿', en: 'unasked' },
  ended: { zh: '截至 {endsOn}', en: 'Until {endsOn}' },
  untouched: { zh: '待填报', en: 'to be filled in' },
  draft: { zh: '填写中', en: 'begun' },
  'handed-in': { zh: '已提交', en: 'handed in' },
  overdue: { zh: '已过期限', en: 'overdue' },
  due: { zh: '最早期限 {dueOn}', en: 'First due on {dueOn}' },
  uncertain: {
    zh: '（该年放假安排公布前为暂定）',
    en: ' (not certain before the holidays of that year are published)',
  },
  saved: {
    zh: '{returns} 张报表共 {questions} 题，合并后 {cells} 题',
    en: '{returns} returns ask {questions} questions: {cells} on the sheet',
  },
  receipt: { zh: '回执号 {receipt}', en: 'Receipt {receipt}' },
  late: { zh: '迟报', en: 'late' },
  sample: { zh: '样例', en: 'sample' },
  fill: { zh: '填报', en: 'Fill in' },
  see: { zh: '查看、更正', en: 'See, correct' },
  consents: { zh: '取数同意记录', en: 'Consents to the filling in' },
  agreed: { zh: '{by}同意', en: 'agreed by {by}' },
  until: { zh: '截至 {endsOn} 的填报单', en: 'Sheet until {endsOn}' },
  what: { zh: '{returns}：{sources}', en: '{returns}: {sources}' },
  from: { zh: '基础库、以前的填报', en: 'registers, earlier sheets' },
  comma: { zh: '、', en: ', ' },
  standing: { zh: '有效', en: 'in force' },
  withdrawn: { zh: '已撤回', en: 'taken back' },
  lapsed: { zh: '报表不再要求', en: 'no longer asked' },
};

function Line({ line }: { readonly line: SheetLine }) {
  const say = useSay();
  const { endsOn, state, dueOn, returns, questions, cells, receipt, handedInAt } = line;
  return (
    <li>
      <h2 className="line-title">
        {say(texts.ended, { endsOn })} <Tag>{say(texts[state])}</Tag> {line.simulated && <SimulatedTag />}
      </h2>
      <p className="quiet">{say(texts.saved, { returns: returns.length, questions, cells })}</p>
      <ul>
        {returns.map((each) => (
          <li key={each.code}>
            {say(each.title)} · {say(each.ownerName)} · {each.period}{' '}
            {each.late && <Tag tone="seal">{say(texts.late)}</Tag>}{' '}
            {each.voluntary && <Tag>{say(texts.voluntary)}</Tag>}{' '}
            {each.reconstructed && <Tag>{say(texts.sample)}</Tag>}
          </li>
        ))}
      </ul>
      {receipt && handedInAt && (
        <p>
          {say(texts.receipt, { receipt })} · <Time at={handedInAt} />
        </p>
      )}
      {state !== 'handed-in' && (
        <p>
          {say(texts.due, { dueOn })}
          {returns.some((each) => each.dueOn === dueOn && each.dueUncertain) && say(texts.uncertain)}
        </p>
      )}
      <p className="line-links">
        <a className={state === 'handed-in' ? 'button' : 'button primary'} href={`/my/reports/${endsOn}`}>
          {say(state === 'handed-in' ? texts.see : texts.fill)}
        </a>
      </p>
    </li>
  );
}

function Choose() {
  const say = useSay();
  return (
    <div className="invitation">
      <h2>{say(texts.choose)}</h2>
      <p>{say(texts.chooseHint)}</p>
      <p className="line-links">
        <a className="button" href="/my/level">
          {say(texts.level)}
        </a>
        <a className="button" href="/my/acting">
          {say(texts.acting)}
        </a>
      </p>
    </div>
  );
}

function Lines({ items }: { readonly items: readonly SheetLine[] }) {
  const say = useSay();
  if (items.length === 0)
    return (
      <div className="invitation">
        <h2>{say(texts.none)}</h2>
      </div>
    );
  return (
    <ul className="lines">
      {items.map((line) => (
        <Line key={line.endsOn} line={line} />
      ))}
    </ul>
  );
}

/** What nobody asks one to answer, and one may. */
function Offers({ offers }: { readonly offers: readonly Offer[] }) {
  const say = useSay();
  if (offers.length === 0) return null;
  return (
    <section>
      <h2>{say(texts.offers)}</h2>
      <ul className="lines">
        {offers.map(({ code, title, ownerName, questions, dueOn, reconstructed }) => (
          <li key={code}>
            <h3 className="line-title">
              {say(title)} {reconstructed && <Tag>{say(texts.sample)}</Tag>}
            </h3>
            <p className="quiet">{say(texts.offer, { owner: say(ownerName), questions, dueOn })}</p>
            <StepButton
              label={say(texts.joinThis, { title: say(title) })}
              act={async () => {
                const { endsOn } = await call('reporting', operations.join, { params: { code } });
                window.location.assign(`/my/reports/${endsOn}`);
              }}
              done={() => undefined}
            >
              {say(texts.join)}
            </StepButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** When one agreed that the city fills in, and when that ended: it stays. */
function Consents({ items }: { readonly items: readonly ConsentGiven[] }) {
  const say = useSay();
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{say(texts.consents)}</h2>
      <ul className="lines">
        {items.map(({ endsOn, returns, datasets, givenAt, by, state, endedAt, simulated }) => (
          <li key={`${endsOn} ${givenAt} ${state}`}>
            <h3 className="line-title">
              {say(texts.until, { endsOn })} <Tag>{say(texts[state])}</Tag> {simulated && <SimulatedTag />}
            </h3>
            <p>
              <Time at={givenAt} /> {say(texts.agreed, { by: say(by) })}
              {endedAt && (
                <>
                  {' · '}
                  <Time at={endedAt} /> {say(texts[state])}
                </>
              )}
            </p>
            <p className="quiet">
              {say(texts.what, {
                returns: returns.map((each) => say(each)).join(say(texts.comma)),
                sources: [texts.from, ...datasets].map((each) => say(each)).join(say(texts.comma)),
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function GivenConsents() {
  const { asked } = useFresh('reporting', operations.consents, {});
  return <Answer of={asked}>{({ items }) => <Consents items={items} />}</Answer>;
}

function Mine() {
  const say = useSay();
  const { asked, again } = useFresh('reporting', operations.mine, {});
  return (
    <>
      <Acting changed={again} />
      <Answer of={asked}>
        {({ who, items, offers }) =>
          who === null ? (
            <Choose />
          ) : (
            <>
              <Lines items={items} />
              <Offers offers={offers} />
              <GivenConsents key={say(who.name)} />
            </>
          )
        }
      </Answer>
    </>
  );
}

/** What is due for oneself, or for whom one acts, what was handed in, and what may be answered unasked. */
export function MyReportsPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}
