import { SimulatedTag, Tag, Time, useSay } from '#ui';
import { operations, type Call, type MyApplication } from '#platform/matter/grants/contract';
import { Acting } from '../pieces/acting.tsx';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import { useFresh } from '../state/fresh.ts';
import { useHere } from '../state/session.tsx';
import { yuan } from '../state/yuan.ts';

const texts = {
  title: { zh: '政策兑现', en: 'Grants' },
  lead: {
    zh: '现在可以申请的补助：谁可以申请，补多少，到什么时候。城市已经知道的不再问您。',
    en: 'What can be applied for now: who may, how much, until when. What the city knows it does not ask again.',
  },
  mine: { zh: '我的补助申请', en: 'My applications' },
  policies: { zh: '政策库', en: 'Policies' },
  none: { zh: '现在没有补助项目。', en: 'There is no call now.' },
  noneHint: {
    zh: '有新项目时会出现在这里，也会发布在城市信息里。',
    en: 'A new call stands here and among the news.',
  },
  who: { zh: '谁可以申请', en: 'Who may apply' },
  most: { zh: '每户最多', en: 'At most for each' },
  left: { zh: '预算还剩', en: 'Left of the budget' },
  ofBudget: { zh: '{left} 元（共 {budget} 元）', en: '{left} of {budget} yuan' },
  yuan: { zh: '{amount} 元', en: '{amount} yuan' },
  window: { zh: '受理时间', en: 'Open' },
  publicity: { zh: '公示', en: 'Made public for' },
  days: { zh: '{days} 个工作日', en: '{days} working days' },
  'not-yet': { zh: '还没开始', en: 'not open yet' },
  open: { zh: '正在受理', en: 'open' },
  over: { zh: '已截止', en: 'closed' },
  apply: { zh: '申请', en: 'Apply' },
  policy: { zh: '看政策文件', en: 'Read the policy' },
  applied: {
    zh: '已有一份申请，回执号 {receipt}；要重新申请，请先撤回。',
    en: 'There is an application already, receipt {receipt}; to apply anew, take it back first.',
  },
  see: { zh: '查看这份申请', en: 'See that application' },
};

function Facts({ item }: { readonly item: Call }) {
  const say = useSay();
  return (
    <dl className="fact-list">
      <div>
        <dt>{say(texts.who)}</dt>
        <dd>{say(item.who)}</dd>
      </div>
      <div>
        <dt>{say(texts.most)}</dt>
        <dd>{say(texts.yuan, { amount: yuan(item.capFen) })}</dd>
      </div>
      <div>
        <dt>{say(texts.left)}</dt>
        <dd>{say(texts.ofBudget, { left: yuan(item.leftFen), budget: yuan(item.budgetFen) })}</dd>
      </div>
      <div>
        <dt>{say(texts.window)}</dt>
        <dd>
          <Time at={item.opensAt} /> — <Time at={item.closesAt} />
        </dd>
      </div>
      <div>
        <dt>{say(texts.publicity)}</dt>
        <dd>{say(texts.days, { days: item.publicityDays })}</dd>
      </div>
    </dl>
  );
}

interface WayProps {
  readonly item: Call;
  readonly mine: readonly MyApplication[];
}

/** To apply; or, where whoever one acts for has applied, to that application: a second would be refused at its end. */
function Way({ item, mine }: WayProps) {
  const say = useSay();
  const standing = mine.find(({ form, state }) => form === item.form && state !== 'withdrawn');
  if (standing)
    return (
      <>
        <p>{say(texts.applied, { receipt: standing.receipt })}</p>
        <p className="line-links">
          <a className="button" href="/my/grants">
            {say(texts.see)}
          </a>
          <a href={`/news/${item.article}`}>{say(texts.policy)}</a>
        </p>
      </>
    );
  return (
    <p className="line-links">
      {item.standing === 'open' && (
        <a className="button primary" href={`/forms/${item.form}`}>
          {say(texts.apply)}
          <span className="visually-hidden"> {say(item.title)}</span>
        </a>
      )}
      <a href={`/news/${item.article}`}>{say(texts.policy)}</a>
    </p>
  );
}

/** The calls for a reader who may apply, beside what was applied for already by whomever they act for. */
function OwnCalls() {
  const { asked, again } = useFresh('grants', operations.mine, {});
  return (
    <>
      <Acting changed={again} />
      <Calls mine={asked.state === 'here' ? asked.value.items : []} />
    </>
  );
}

/** Calls with what one needs to know before applying. */
export function GrantsPage() {
  const say = useSay();
  const { actor } = useHere();
  const mayApply = typeof actor === 'object' && actor?.permissions.includes('grants:apply');
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <p className="line-links">
        <a href="/my/grants">{say(texts.mine)}</a>
        <a href="/news?category=policy">{say(texts.policies)}</a>
      </p>
      {mayApply ? <OwnCalls /> : <Calls mine={[]} />}
    </div>
  );
}

function Calls({ mine }: Pick<WayProps, 'mine'>) {
  const say = useSay();
  const calls = useAsked('grants', operations.calls, {});
  return (
    <Answer of={calls} lines={6}>
      {({ items }) =>
        items.length === 0 ? (
          <div className="invitation">
            <h2>{say(texts.none)}</h2>
            <p>{say(texts.noneHint)}</p>
          </div>
        ) : (
          <ul className="lines">
            {items.map((item) => (
              <li key={item.code}>
                <h2 className="line-title">
                  {say(item.title)}{' '}
                  <Tag tone={item.standing === 'open' ? 'leaf' : 'plain'}>{say(texts[item.standing])}</Tag>{' '}
                  {item.simulated && <SimulatedTag />}
                </h2>
                {item.organisationName && <p className="quiet">{say(item.organisationName)}</p>}
                <Facts item={item} />
                <Way item={item} mine={mine} />
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}
