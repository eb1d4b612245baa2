import { useState } from 'react';
import { SimulatedTag, Tag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations, type MyRequest } from '#domains/resources/open-data/contract';
import { Acting } from '../pieces/acting.tsx';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { LastStep, StepButton } from '../pieces/step-button.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '我的数据申请', en: 'My requests for data' },
  lead: {
    zh: '对有条件开放数据的申请：提供单位怎样决定，有什么条件，到什么时候，从哪里下载。',
    en: 'What you asked for that is open on request: the decision, its terms, until when, and where to download it.',
  },
  none: { zh: '您还没有申请过数据。', en: 'You have not asked for any data.' },
  see: { zh: '看有条件开放的数据', en: 'See what is open on request' },
  asked: { zh: '待决定', en: 'to be decided' },
  granted: { zh: '已同意', en: 'granted' },
  expired: { zh: '已到期', en: 'ended' },
  refused: { zh: '未同意', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'taken back' },
  recalled: { zh: '授权已收回', en: 'grant taken back' },
  askedOn: { zh: '申请 {months} 个月', en: 'for {months} months' },
  terms: { zh: '使用条件：', en: 'Terms: ' },
  reason: { zh: '理由：', en: 'Reason: ' },
  until: { zh: '有效期至 ', en: 'Until ' },
  uses: { zh: '已读取 {uses} 次', en: 'read {uses} times' },
  download: { zh: '下载', en: 'Download' },
  key: { zh: '生成密钥', en: 'Make a key' },
  newKey: { zh: '换新密钥', en: 'Make a new key' },
  newKeyWill: { zh: '原来的密钥立即失效。', en: 'The key of before ends at once.' },
  keyShown: {
    zh: '密钥只显示这一次，请保存。程序读取时放在请求头 x-api-key 中：',
    en: 'The key is shown this once: keep it. A program sends it in the header x-api-key:',
  },
  takeBack: { zh: '撤回', en: 'Take it back' },
  takeBackWill: {
    zh: '申请就此结束；已同意的，下载和密钥立即失效。',
    en: 'The request ends here; of a grant, downloads and key end at once.',
  },
};

interface LineProps {
  readonly item: MyRequest;
  readonly again: () => void;
}

/** The key of a grant: made when asked for, shown once. */
function Key({ item, again }: LineProps) {
  const say = useSay();
  const [key, setKey] = useState<string | undefined>();
  const make = () =>
    call('open-data', operations.makeKey, { params: { id: item.id } }).then((made) => setKey(made.key));
  return (
    <>
      {item.keyMadeAt === null ? (
        <StepButton act={make} done={again}>
          {say(texts.key)}
        </StepButton>
      ) : (
        <LastStep word={say(texts.newKey)} will={say(texts.newKeyWill)} act={make} done={again} />
      )}
      <p role="status">
        {key !== undefined && (
          <>
            {say(texts.keyShown)} <code className="breaks">{key}</code>
            <br />
            <code className="breaks">{`/open-data/granted/${item.id}/rows?limit=100`}</code>
          </>
        )}
      </p>
    </>
  );
}

function Granted({ item, again }: LineProps) {
  const say = useSay();
  return (
    <>
      <p className="tags">
        {item.files.map((path) => (
          <a key={path} className="button" download href={path}>
            {say(texts.download)} {path.split('.').at(-1)?.toUpperCase()}
          </a>
        ))}
      </p>
      <p className="quiet">{say(texts.uses, { uses: item.uses })}</p>
      <Key item={item} again={again} />
    </>
  );
}

function Line({ item, again }: LineProps) {
  const say = useSay();
  const { id, state, terms, reason, until } = item;
  return (
    <li>
      <h2 className="line-title">
        {item.title} <Tag>{say(texts[state])}</Tag> {item.simulated && <SimulatedTag />}
      </h2>
      <p className="quiet">
        <Time at={item.askedAt} /> · {say(texts.askedOn, { months: item.months })}
      </p>
      <p>{item.purpose}</p>
      {terms !== null && (
        <p>
          <strong>{say(texts.terms)}</strong>
          {terms}
        </p>
      )}
      {until !== null && (
        <p>
          {say(texts.until)}
          <Time at={until} />
        </p>
      )}
      {reason !== null && (
        <p>
          <strong>{say(texts.reason)}</strong>
          {reason}
        </p>
      )}
      {state === 'granted' && <Granted item={item} again={again} />}
      {(state === 'asked' || state === 'granted') && (
        <LastStep
          word={say(texts.takeBack)}
          will={say(texts.takeBackWill)}
          act={() => call('open-data', operations.takeBackRequest, { params: { id } })}
          done={again}
        />
      )}
    </li>
  );
}

function Lines() {
  const say = useSay();
  const { asked, again } = useFresh('open-data', operations.myRequests, {});
  return (
    <>
      <Acting changed={again} />
      <Answer of={asked} lines={6}>
        {({ items }) => (
          <>
            {items.length === 0 && <p>{say(texts.none)}</p>}
            <ul className="lines">
              {items.map((item) => (
                <Line key={item.id} item={item} again={again} />
              ))}
            </ul>
          </>
        )}
      </Answer>
      <p className="line-links">
        <a href="/open-data#on-request">{say(texts.see)}</a>
      </p>
    </>
  );
}

/** What the reader, or whom they act for, asked for that is open on request. */
export function MyDataRequestsPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Lines />}</OwnPage>
    </div>
  );
}
