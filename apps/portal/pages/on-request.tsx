import { number, ProblemNote, SimulatedTag, Tag, Time, useLanguage, useSay } from '#ui';
import { call } from '#kernel/call';
import type { Text } from '#kernel/texts';
import { operations, type OnRequest } from '#domains/resources/open-data/contract';
import { Acting } from '../pieces/acting.tsx';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { PlainTable } from '../pieces/plain-table.tsx';
import { useSent } from '../pieces/use-sent.ts';
import { useAsked } from '../state/asked.ts';
import { useHere } from '../state/session.tsx';
import type { PageProps } from '../pages.ts';
import { cycles, wordsOf } from '../state/words.ts';

const texts = {
  back: { zh: '全部开放数据', en: 'All open data' },
  onRequest: { zh: '有条件开放：按申请提供', en: 'Open on request' },
  how: {
    zh: '写明用途、使用方式和期限，提供单位在十个工作日内决定。同意后在“我的数据申请”下载，或生成密钥供程序读取。',
    en: 'Say for what, how and how long. The provider decides within ten working days; granted, you download it under your requests, or make a key for a program.',
  },
  facts: { zh: '{rows} 行 · 更新：{cycle}', en: '{rows} rows · renewed {cycle}' },
  fields: { zh: '信息项', en: 'Fields' },
  field: { zh: '名称', en: 'Field' },
  code: { zh: '代码', en: 'Code' },
  ask: { zh: '申请', en: 'Ask for it' },
  purpose: { zh: '用途（至少十个字）', en: 'For what (ten characters at least)' },
  usage: { zh: '怎样使用，给谁看', en: 'How it is used, who sees it' },
  months: { zh: '使用几个月（1–36）', en: 'For how many months (1–36)' },
  send: { zh: '提出申请', en: 'Send the request' },
  sent: { zh: '已提出。', en: 'Sent. ' },
  mine: { zh: '我的数据申请', en: 'My requests' },
  signIn: { zh: '登录后申请', en: 'Sign in to ask for it' },
};

function Words({ name, label }: { readonly name: string; readonly label: Text }) {
  const say = useSay();
  return (
    <p>
      <label htmlFor={`ask-${name}`}>{say(label)}</label>
      <textarea id={`ask-${name}`} name={name} rows={3} required minLength={10} maxLength={1000} />
    </p>
  );
}

function AskForm({ code }: { readonly code: string }) {
  const say = useSay();
  const { state, problem, onSubmit } = useSent((given) => {
    const of = (name: string) => String(given.get(name) ?? '');
    const body = { code, purpose: of('purpose'), usage: of('usage'), months: Number(of('months')) };
    return call('open-data', operations.ask, { body });
  });
  return (
    <form className="ask-why" onSubmit={onSubmit}>
      <Acting />
      <Words name="purpose" label={texts.purpose} />
      <Words name="usage" label={texts.usage} />
      <p>
        <label htmlFor="ask-months">{say(texts.months)}</label>{' '}
        <input
          id="ask-months"
          name="months"
          type="number"
          className="input"
          min={1}
          max={36}
          defaultValue={6}
          required
        />
      </p>
      <p className="ask-why-buttons">
        <button type="submit" className="button primary" disabled={state === 'busy'}>
          {say(texts.send)}
        </button>
      </p>
      <p role="status">
        {state === 'done' && (
          <>
            {say(texts.sent)}
            <a href="/my/data-requests">{say(texts.mine)}</a>
          </>
        )}
      </p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

function Ask({ code }: { readonly code: string }) {
  const say = useSay();
  const { actor } = useHere();
  const mayAsk = actor !== null && actor !== 'unknown' && actor.permissions.includes('open-data:ask');
  const next = `/sign-in?to=${encodeURIComponent(`/open-data/on-request/${code}`)}`;
  return (
    <section aria-label={say(texts.ask)}>
      <h2>{say(texts.ask)}</h2>
      <p>{say(texts.how)}</p>
      {mayAsk && <AskForm code={code} />}
      {actor === null && (
        <p>
          <a className="button primary" href={next}>
            {say(texts.signIn)}
          </a>
        </p>
      )}
    </section>
  );
}

function Described({ of }: { readonly of: OnRequest }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <>
      <PageHeading title={say(of.title)} lead={say(of.abstract)} />
      <p className="tags">
        <Tag>{say(texts.onRequest)}</Tag> {of.simulated && <SimulatedTag />}
      </p>
      <p className="facts">
        <span>{say(of.provider.name)}</span>
        <span>
          {say(texts.facts, { rows: number(of.rows, language), cycle: say(wordsOf(cycles, of.cycle)) })}
        </span>
        <Time at={of.updatedAt} />
      </p>
      <PlainTable
        title={say(texts.fields)}
        heads={[say(texts.field), say(texts.code)]}
        rows={of.columns.map(({ name, label }) => [say(label), name])}
      />
      <Ask code={of.code} />
    </>
  );
}

/** One resource that is open on request: what it holds, and the request for it. */
export function OnRequestPage({ values: { code = '' } }: PageProps) {
  const say = useSay();
  const asked = useAsked('open-data', operations.oneOnRequest, { params: { code } });
  return (
    <div className="wrap page">
      <Answer of={asked} lines={8}>
        {(found) => <Described of={found} />}
      </Answer>
      <p>
        <a className="underlined" href="/open-data">
          {say(texts.back)}
        </a>
      </p>
    </div>
  );
}
