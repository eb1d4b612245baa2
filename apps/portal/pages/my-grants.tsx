import { SimulatedTag, Tag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations as publishing } from '#platform/base/publishing/contract';
import { operations as forms } from '#platform/base/forms/contract';
import { operations, type MyApplication } from '#platform/matter/grants/contract';
import { Acting } from '../pieces/acting.tsx';
import { Answer } from '../pieces/answer.tsx';
import { OneLine } from '../pieces/one-line.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { LastStep } from '../pieces/step-button.tsx';
import { useAsked } from '../state/asked.ts';
import { useFresh } from '../state/fresh.ts';
import { yuan } from '../state/yuan.ts';

const texts = {
  title: { zh: '我的补助', en: 'My grants' },
  lead: {
    zh: '每份申请走到哪一步、为什么，都写在这里。',
    en: 'Where each application is, and why.',
  },
  takeBackWill: {
    zh: '申请就此结束。申请期内可以重新申请，从头排起。',
    en: 'The application ends here. Within the time of the call you may apply anew, from the beginning.',
  },
  none: { zh: '您还没有申请过补助。', en: 'You have not applied for a grant.' },
  calls: { zh: '看现在可以申请的补助', en: 'See what can be applied for' },
  receipt: { zh: '回执号 {receipt} · 申请 {amount} 元', en: 'Receipt {receipt} · asked {amount} yuan' },
  granted: { zh: '核定 {amount} 元', en: 'granted {amount} yuan' },
  checks: { zh: '核验结果', en: 'What registers said' },
  met: { zh: '符合', en: 'met' },
  'not-met': { zh: '不符合', en: 'not met' },
  unknown: { zh: '由工作人员核实', en: 'a person looks' },
  steps: { zh: '办理过程', en: 'Steps' },
  filed: { zh: '已收到', en: 'received' },
  supplement: { zh: '请补正', en: 'something is lacking' },
  reviewing: { zh: '已受理，专家评审中', en: 'accepted, before the panel' },
  reviewed: { zh: '已评审', en: 'judged' },
  publicity: { zh: '公示中', en: 'made public' },
  awarded: { zh: '已决定，等待拨付', en: 'awarded, to be paid' },
  unpaid: { zh: '没有到账', en: 'the money did not arrive' },
  paid: { zh: '已拨付', en: 'paid' },
  reported: { zh: '报告已提交', en: 'report handed in' },
  clawback: { zh: '须退回补助', en: 'to be paid back' },
  closed: { zh: '已办结', en: 'closed' },
  refused: { zh: '不予补助', en: 'refused' },
  withheld: { zh: '已决定，拨付正在复核', en: 'awarded, the pay-out is looked at again' },
  withdrawn: { zh: '已撤回', en: 'taken back' },
  mend: { zh: '去补正', en: 'Complete it' },
  takeBack: { zh: '撤回申请', en: 'Take it back' },
  seePublicity: { zh: '看公示', en: 'See it made public' },
  paper: { zh: '下载决定书', en: 'Download the decision' },
  account: { zh: '正确的收款账号', en: 'The right account' },
  correct: { zh: '更正并重新拨付', en: 'Correct it and have it paid again' },
  due: { zh: '请在此前提交使用报告：', en: 'Report before ' },
  report: { zh: '补助用在了哪里', en: 'What was done with the money' },
  send: { zh: '提交报告', en: 'Hand in the report' },
  pay: { zh: '去退款', en: 'Pay it back' },
  appeal: {
    zh: '不服这个决定的，可以在六十日内申请行政复议，或在六个月内提起行政诉讼。',
    en: 'You may ask for administrative reconsideration within sixty days, or go to court within six months.',
  },
  objections: { zh: '我提出的异议', en: 'What I objected to' },
  openObjection: { zh: '待答复', en: 'to be answered' },
  upheld: { zh: '异议成立', en: 'upheld' },
  dismissed: { zh: '异议不成立', en: 'not upheld' },
};

interface LineProps {
  readonly item: MyApplication;
  readonly again: () => void;
}
const early = new Set(['filed', 'supplement', 'reviewing', 'reviewed', 'publicity']);

/** Where to go from here. */
function Ways({ item, again }: LineProps) {
  const say = useSay();
  const { id, state } = item;
  return (
    <p className="line-links">
      {state === 'supplement' && (
        <a className="button primary" href={`/forms/${item.form}`}>
          {say(texts.mend)}
        </a>
      )}
      {state === 'clawback' && (
        <a className="button primary" href="/my/payments">
          {say(texts.pay)}
        </a>
      )}
      {item.article && <a href={`/news/${item.article}`}>{say(texts.seePublicity)}</a>}
      {item.paper && (
        <a href={`/api/workflow/my/matters/grants.application/${id}/paper`} download>
          {say(texts.paper)}
        </a>
      )}
      {early.has(state) && (
        <LastStep
          word={say(texts.takeBack)}
          will={say(texts.takeBackWill)}
          act={() => call('forms', forms.withdraw, { params: { id } })}
          done={again}
        />
      )}
    </p>
  );
}

/** What the applicant is to do now, or may. */
function Next({ item, again }: LineProps) {
  const say = useSay();
  const { id, state } = item;
  const params = { id };
  return (
    <>
      {state === 'unpaid' && (
        <OneLine
          id={`account-${id}`}
          label={say(texts.account)}
          button={say(texts.correct)}
          pattern="[0-9]{8,30}"
          act={(payeeAccount) =>
            call('grants', operations.own, { params, body: { act: 'account', payeeAccount } })
          }
          done={again}
        />
      )}
      {state === 'paid' && (
        <>
          {item.reportDueAt && (
            <p>
              {say(texts.due)}
              <Time at={item.reportDueAt} />
            </p>
          )}
          <OneLine
            id={`report-${id}`}
            label={say(texts.report)}
            button={say(texts.send)}
            act={(words) => call('grants', operations.own, { params, body: { act: 'report', words } })}
            done={again}
          />
        </>
      )}
      <Ways item={item} again={again} />
      {state === 'refused' && <p className="notice">{say(texts.appeal)}</p>}
    </>
  );
}

function Line({ item, again }: LineProps) {
  const say = useSay();
  const { receipt, applicantName, grantedFen, simulated } = item;
  return (
    <li>
      <h2 className="line-title">
        {say(item.title)} <Tag>{say(texts[item.state])}</Tag> {simulated && <SimulatedTag />}
      </h2>
      <p>{applicantName}</p>
      <p className="quiet">
        {say(texts.receipt, { receipt, amount: yuan(item.askedFen) })}
        {typeof grantedFen === 'number' && ` · ${say(texts.granted, { amount: yuan(grantedFen) })}`}
      </p>
      <h3>{say(texts.steps)}</h3>
      <ol>
        {item.steps.map(({ state, why, at }) => (
          <li key={at + state}>
            <Time at={at} as="near" /> · {say(texts[state as MyApplication['state']])}
            {why && `：${why}`}
          </li>
        ))}
      </ol>
      <details>
        <summary>{say(texts.checks)}</summary>
        <ul>
          {item.checks.map(({ check, title, outcome, evidence }) => (
            <li key={check}>
              {say(title)}：{say(texts[outcome])}（{say(evidence)}）
            </li>
          ))}
        </ul>
      </details>
      <Next item={item} again={again} />
    </li>
  );
}

function Objected() {
  const say = useSay();
  const mine = useAsked('publishing', publishing.myObjections, {});
  if (mine.state !== 'here' || mine.value.items.length === 0) return null;
  return (
    <section aria-labelledby="objected">
      <h2 id="objected">{say(texts.objections)}</h2>
      <ul className="lines">
        {mine.value.items.map(({ article, title, state, answer }) => (
          <li key={article}>
            <a className="underlined" href={`/news/${article}`}>
              {title}
            </a>{' '}
            <Tag>{say(state === 'open' ? texts.openObjection : texts[state])}</Tag> {answer}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Mine() {
  const say = useSay();
  const { asked, again } = useFresh('grants', operations.mine, {});
  return (
    <>
      <Acting changed={again} />
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="invitation">
              <h2>{say(texts.none)}</h2>
              <a className="button" href="/grants">
                {say(texts.calls)}
              </a>
            </div>
          ) : (
            <ul className="lines">
              {items.map((item) => (
                <Line key={item.id} item={item} again={again} />
              ))}
            </ul>
          )
        }
      </Answer>
      <Objected />
    </>
  );
}

/** One's applications, step by step. */
export function MyGrantsPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}
