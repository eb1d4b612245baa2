import { type ReactNode, useEffect } from 'react';
import { bytes, number, SimulatedTag, Time, useLanguage, useSay } from '#ui';
import { operations, type OpenResourceDetail } from '#domains/resources/open-data/contract';
import { Answer } from '../pieces/answer.tsx';
import { Bars } from '../pieces/bars.tsx';
import { OpenVoice } from '../pieces/open-voice.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { PlainTable } from '../pieces/plain-table.tsx';
import { TablePrivacy } from '../pieces/table-privacy.tsx';
import { useAsked } from '../state/asked.ts';
import type { PageProps } from '../pages.ts';
import { cycles, wordsOf } from '../state/words.ts';

const texts = {
  back: { zh: '全部开放数据', en: 'All open data' },
  provider: { zh: '提供单位', en: 'Provider' },
  domain: { zh: '领域', en: 'Domain' },
  licence: { zh: '许可', en: 'Licence' },
  cycle: { zh: '更新周期', en: 'Renewed' },
  dataAt: { zh: '数据最近更新', en: 'Data as of' },
  version: { zh: '版本', en: 'Version' },
  rows: { zh: '行数', en: 'Rows' },
  downloads: { zh: '下载和读取', en: 'Downloads and reads' },
  times: { zh: '{times} 次', en: '{times} times' },
  grade: { zh: '评价', en: 'Rating' },
  graded: { zh: '{grade} 分（{ratings} 人）', en: '{grade} of 5 ({ratings} people)' },
  ungraded: { zh: '满五人评价后显示', en: 'shown from five ratings on' },
  download: { zh: '下载', en: 'Download' },
  api: { zh: '接口', en: 'Interface' },
  privacy: { zh: '怎样保护个人', en: 'How people are protected' },
  hidden: {
    zh: '每行至少与另外 {others} 行相同，分不出是谁；为此最多隐去了 {heldBackAtMost} 行。',
    en: 'Each row is like at least {others} others, so that nobody can be told apart; at most {heldBackAtMost} rows were held back for it.',
  },
  fields: { zh: '信息项', en: 'Fields' },
  field: { zh: '名称', en: 'Field' },
  type: { zh: '类型', en: 'Type' },
  preview: { zh: '前几行', en: 'First rows' },
  chart: { zh: '按“{field}”统计', en: 'By {field}' },
  corrections: { zh: '读者提出、已经更正的', en: 'Corrected after readers reported it' },
  versions: { zh: '历次版本', en: 'Versions' },
  feed: { zh: '订阅源（Atom）', en: 'Feed (Atom)' },
  madeAt: { zh: '生成时间', en: 'Made' },
  files: { zh: '文件（SHA-256）', en: 'Files (SHA-256)' },
  empty: { zh: '无', en: 'none' },
};

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Of = { readonly of: OpenResourceDetail };

function Facts({ of }: Of) {
  const say = useSay();
  const { language } = useLanguage();
  const { grade, ratings } = of;
  return (
    <dl className="fact-list">
      <Fact label={say(texts.provider)}>
        <a href={`/open-data?provider=${encodeURIComponent(of.provider.code)}`}>{say(of.provider.name)}</a>
      </Fact>
      <Fact label={say(texts.domain)}>
        <a href={`/open-data?domain=${of.domain.code}`}>{say(of.domain.title)}</a>
      </Fact>
      <Fact label={say(texts.licence)}>
        <a href={of.licence.url} rel="license">
          {say(of.licence.title)}
        </a>
      </Fact>
      <Fact label={say(texts.cycle)}>{say(wordsOf(cycles, of.cycle))}</Fact>
      <Fact label={say(texts.dataAt)}>
        <Time at={of.dataAt} />
      </Fact>
      <Fact label={say(texts.version)}>{of.version}</Fact>
      <Fact label={say(texts.rows)}>{number(of.rows, language)}</Fact>
      <Fact label={say(texts.downloads)}>{say(texts.times, { times: number(of.downloads, language) })}</Fact>
      <Fact label={say(texts.grade)}>
        {grade === null
          ? say(texts.ungraded)
          : say(texts.graded, { grade: number(grade, language, 1), ratings })}
      </Fact>
    </dl>
  );
}

function Downloads({ of }: Of) {
  const say = useSay();
  const { language } = useLanguage();
  const [latest] = of.versions;
  return (
    <section aria-label={say(texts.download)}>
      <h2>{say(texts.download)}</h2>
      <p className="tags">
        {latest?.files.map(({ format, bytes: size }) => (
          <a
            key={format}
            className="button"
            download
            href={`/open-data/files/${of.code}/${latest.number}/${of.code}.${format}`}
          >
            {format.toUpperCase()} · {bytes(size, language)}
          </a>
        ))}
      </p>
      <p>
        <a href={`/open-data/feed/${of.code}.atom`}>{say(texts.feed)}</a>
      </p>
      <p>
        {say(texts.api)}:{' '}
        <code className="breaks">{`/api/open-data/public/resources/${of.code}/rows?limit=100`}</code>
      </p>
    </section>
  );
}

function Privacy({ of }: Of) {
  const say = useSay();
  const { k, heldBackAtMost, table } = of.privacy;
  if (k === null && !table) return null;
  return (
    <section aria-label={say(texts.privacy)}>
      <h2>{say(texts.privacy)}</h2>
      {table ? (
        <TablePrivacy of={of.privacy} table={table} />
      ) : (
        <p>{say(texts.hidden, { others: (k ?? 1) - 1, heldBackAtMost: heldBackAtMost ?? 0 })}</p>
      )}
    </section>
  );
}

function Contents({ of }: Of) {
  const say = useSay();
  const labels = new Map(of.columns.map(({ name, label }) => [name, say(label)]));
  const names = Object.keys(of.preview[0] ?? {});
  return (
    <>
      <PlainTable
        title={say(texts.fields)}
        heads={[say(texts.field), say(texts.type)]}
        rows={of.columns.map(({ name, label, type }) => [
          `${say(label)} (${name})`,
          say(wordsOf(types, type)),
        ])}
      />
      <PlainTable
        title={say(texts.preview)}
        heads={names.map((name) => labels.get(name) ?? name)}
        rows={of.preview.map((row) => names.map((name) => String(row[name] ?? '—')))}
      />
      {of.charts.slice(0, 4).map(({ column, bars }) => (
        <Bars
          key={column}
          title={say(texts.chart, { field: labels.get(column) ?? column })}
          bars={bars.map(({ value, rows }) => ({ name: value ?? say(texts.empty), value: rows }))}
        />
      ))}
    </>
  );
}

const types = {
  text: { zh: '文字', en: 'text' },
  integer: { zh: '整数', en: 'whole number' },
  number: { zh: '数值', en: 'number' },
  boolean: { zh: '是否', en: 'yes or no' },
  date: { zh: '日期', en: 'date' },
};

function Corrections({ of }: Of) {
  const say = useSay();
  if (of.corrections.length === 0) return null;
  return (
    <section aria-label={say(texts.corrections)}>
      <h2>{say(texts.corrections)}</h2>
      <ul className="lines">
        {of.corrections.map(({ answeredAt, answer }) => (
          <li key={answeredAt}>
            <p>{answer}</p>
            <p className="quiet">
              <Time at={answeredAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Versions({ of }: Of) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <section aria-label={say(texts.versions)}>
      <h2>{say(texts.versions)}</h2>
      <ol className="lines" reversed>
        {of.versions.map(({ number: version, madeAt, rows, files }) => (
          <li key={version}>
            <p>
              {say(texts.version)} {version} · <Time at={madeAt} /> · {number(rows, language)}
            </p>
            <ul aria-label={say(texts.files)}>
              {files.map(({ format, file }) => (
                <li key={format}>
                  <a download href={`/open-data/files/${of.code}/${version}/${of.code}.${format}`}>
                    {format.toUpperCase()}
                  </a>{' '}
                  <code className="breaks">{file}</code>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What search engines read of the page: schema.org Dataset, taken away with it. */
function useStructuredData(jsonld: unknown): void {
  const text = JSON.stringify(jsonld);
  useEffect(() => {
    const script = document.createElement('script');
    script.type = 'application/ld+json';
    script.textContent = text;
    document.head.append(script);
    return () => script.remove();
  }, [text]);
}

function Resource({ of }: Of) {
  const say = useSay();
  useStructuredData(of.jsonld);
  return (
    <>
      <PageHeading title={say(of.title)} lead={say(of.abstract)} />
      <p>{of.simulated && <SimulatedTag />}</p>
      <Downloads of={of} />
      <Facts of={of} />
      <Privacy of={of} />
      <Contents of={of} />
      <Corrections of={of} />
      <OpenVoice code={of.code} />
      <Versions of={of} />
    </>
  );
}

/** One open resource: what it holds, how fresh it is, and all ways to have it. */
export function OpenResourcePage({ values: { code = '' } }: PageProps) {
  const say = useSay();
  const asked = useAsked('open-data', operations.resource, { params: { code } });
  return (
    <div className="wrap page">
      <Answer of={asked} lines={10}>
        {(found) => <Resource of={found} />}
      </Answer>
      <p>
        <a className="underlined" href="/open-data">
          {say(texts.back)}
        </a>
      </p>
    </div>
  );
}
