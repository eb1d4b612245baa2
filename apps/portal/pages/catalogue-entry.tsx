import type { ReactNode } from 'react';
import { number, Tag, Time, useLanguage, useSay } from '#ui';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import type { PageProps } from '../pages.ts';
import { Answer } from '../pieces/answer.tsx';
import { EntryFields } from '../pieces/entry-fields.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { usePublished } from '../state/catalogue.ts';
import { categories, cycles, formats, opening, sharing, themes, ways, wordsOf } from '../state/words.ts';

const texts = {
  loading: { zh: '信息资源', en: 'Resource' },
  back: { zh: '数据目录', en: 'Data catalogue' },
  missing: { zh: '公开的目录里没有这项资源', en: 'The public catalogue holds no such resource' },
  missingHint: {
    zh: '它可能不共享也不开放，或者已经撤下。代码：{code}',
    en: 'It may be neither shared nor open, or it was withdrawn. Code: {code}',
  },
  provider: { zh: '提供单位', en: 'Provider' },
  theme: { zh: '主题', en: 'Theme' },
  category: { zh: '分类', en: 'Class' },
  format: { zh: '格式', en: 'Format' },
  way: { zh: '共享方式', en: 'How it is had' },
  resourceCode: { zh: '信息资源代码', en: 'Resource code' },
  published: { zh: '发布日期', en: 'Published on' },
  related: { zh: '关联资源', en: 'Related' },
  share: { zh: '部门共享', en: 'For other departments' },
  open: { zh: '社会开放', en: 'For the public' },
  cycle: { zh: '更新周期', en: 'Renewed' },
  delivered: { zh: '最近交来', en: 'Last delivery' },
  rows: { zh: '行数', en: 'Rows' },
  good: { zh: '合格的行', en: 'Good rows' },
  goodHint: { zh: '不违反任何一条强制规则的行所占的比例', en: 'share of rows that break no compelling rule' },
  code: { zh: '资源代码', en: 'Code' },
  noData: { zh: '无数据', en: 'No data' },
  live: { zh: '由平台随时更新', en: 'Kept up to date by the platform' },
  reconstructed: { zh: '重构', en: 'Reconstructed' },
  reconstructedHint: {
    zh: '规划只给出目录的条数，没有印出条目；这一项是我们重构的。',
    en: 'The plan prints how many entries the catalogue has, not which; this one is our reconstruction.',
  },
};

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Arrival({ entry }: { readonly entry: PublishedEntry }) {
  const say = useSay();
  if (entry.deliveredAt !== null) return <Time at={entry.deliveredAt} />;
  return <>{say(entry.kind === 'record' ? texts.live : texts.noData)}</>;
}

/** How it is classed, how it lies with its provider, under which code it is registered, since when it is here. */
function Described({ entry }: { readonly entry: PublishedEntry }) {
  const say = useSay();
  return (
    <>
      {entry.category && <Fact label={say(texts.category)}>{say(wordsOf(categories, entry.category))}</Fact>}
      {entry.format && <Fact label={say(texts.format)}>{say(wordsOf(formats, entry.format))}</Fact>}
      {entry.resourceCode && <Fact label={say(texts.resourceCode)}>{entry.resourceCode}</Fact>}
      {entry.publishedOn && <Fact label={say(texts.published)}>{entry.publishedOn}</Fact>}
      {entry.related.length > 0 && (
        <Fact label={say(texts.related)}>
          {entry.related.map((code) => (
            <span key={code}>
              <a href={`/catalogue/${encodeURIComponent(code)}`}>{code}</a>{' '}
            </span>
          ))}
        </Fact>
      )}
    </>
  );
}

function Facts({ entry }: { readonly entry: PublishedEntry }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <dl className="fact-list">
      <Fact label={say(texts.provider)}>
        <a href={`/catalogue?provider=${encodeURIComponent(entry.provider.code)}`}>
          {say(entry.provider.name)}
        </a>
      </Fact>
      <Fact label={say(texts.theme)}>{say(wordsOf(themes, entry.theme))}</Fact>
      <Described entry={entry} />
      <Fact label={say(texts.share)}>
        {say(wordsOf(sharing, entry.share))}
        {entry.condition && <span className="fact-note">{say(entry.condition)}</span>}
      </Fact>
      {entry.way && <Fact label={say(texts.way)}>{say(wordsOf(ways, entry.way))}</Fact>}
      <Fact label={say(texts.open)}>
        {say(wordsOf(opening, entry.open))}
        {entry.openCondition && <span className="fact-note">{say(entry.openCondition)}</span>}
      </Fact>
      <Fact label={say(texts.cycle)}>{say(wordsOf(cycles, entry.cycle))}</Fact>
      <Fact label={say(texts.delivered)}>
        <Arrival entry={entry} />
      </Fact>
      <Fact label={say(texts.rows)}>
        {entry.rows === null ? say(texts.noData) : number(entry.rows, language)}
      </Fact>
      <Fact label={say(texts.good)}>
        {entry.good === null ? say(texts.noData) : `${number(entry.good, language, 1)}%`}
        <span className="fact-note">{say(texts.goodHint)}</span>
      </Fact>
      <Fact label={say(texts.code)}>
        <code>{entry.code}</code>
      </Fact>
    </dl>
  );
}

function Entry({ entry }: { readonly entry: PublishedEntry }) {
  const say = useSay();
  return (
    <>
      <PageHeading title={say(entry.title)} lead={say(entry.abstract)} />
      {entry.reconstructed && (
        <p>
          <Tag tone="amber">{say(texts.reconstructed)}</Tag> {say(texts.reconstructedHint)}
        </p>
      )}
      <Facts entry={entry} />
      <EntryFields fields={entry.fields} />
    </>
  );
}

export function CatalogueEntryPage({ values }: PageProps) {
  const say = useSay();
  const published = usePublished();
  const code = values['code'] ?? '';
  return (
    <div className="wrap page">
      <p className="back">
        <a href="/catalogue">{say(texts.back)}</a>
      </p>
      {published.state !== 'here' && <PageHeading title={say(texts.loading)} />}
      <Answer of={published} lines={8}>
        {({ items }) => {
          const entry = items.find((each) => each.code === code);
          return entry ? (
            <Entry entry={entry} />
          ) : (
            <PageHeading title={say(texts.missing)} lead={say(texts.missingHint, { code })} />
          );
        }}
      </Answer>
    </div>
  );
}
