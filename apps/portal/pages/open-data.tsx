import { number, SimulatedTag, Tag, Time, useLanguage, useSay } from '#ui';
import type { Result } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import { operations, type Format, type OpenResource } from '#domains/resources/open-data/contract';
import { Answer } from '../pieces/answer.tsx';
import { OnRequestList } from '../pieces/on-request-list.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import { useAddress } from '../state/router.ts';
import { cycles, wordsOf } from '../state/words.ts';

const texts = {
  title: { zh: '开放数据', en: 'Open data' },
  lead: {
    zh: '城市向所有人开放的数据：可以看、可以下载、可以用程序读取，不用登录。开放前测量过再识别风险。',
    en: 'Data that the city opens to everybody: look, download, read by program, without signing in. The risk of finding somebody again was measured before.',
  },
  words: { zh: '名称、内容或信息项', en: 'Title, content or field' },
  domain: { zh: '领域', en: 'Domain' },
  provider: { zh: '提供单位', en: 'Provider' },
  format: { zh: '格式', en: 'Format' },
  all: { zh: '全部', en: 'All' },
  find: { zh: '查找', en: 'Find' },
  count: { zh: '共 {count} 项', en: '{count} resources' },
  none: { zh: '没有符合条件的开放数据', en: 'No open data fits' },
  noneHint: { zh: '少写几个字，或把条件改为“全部”。', en: 'Try fewer words, or choose “All”.' },
  rows: { zh: '{rows} 行', en: '{rows} rows' },
  cycle: { zh: '更新：{cycle}', en: 'Renewed {cycle}' },
  machines: { zh: '给程序：', en: 'For programs:' },
};
const formats: readonly Format[] = ['csv', 'json', 'xlsx', 'parquet'];

interface ChoiceProps {
  readonly name: string;
  readonly label: Text;
  readonly value: string;
  readonly choices: readonly { readonly code: string; readonly title: Text; readonly count?: number }[];
}

function Choice({ name, label, value, choices }: ChoiceProps) {
  const say = useSay();
  return (
    <div>
      <label htmlFor={`filter-${name}`}>{say(label)}</label>
      <select key={value} id={`filter-${name}`} name={name} className="select" defaultValue={value}>
        <option value="">{say(texts.all)}</option>
        {choices.map(({ code, title, count }) => (
          <option key={code} value={code}>
            {say(title)}
            {count === undefined ? '' : ` (${count})`}
          </option>
        ))}
      </select>
    </div>
  );
}

function Line({ each }: { readonly each: OpenResource }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <li>
      <h2 className="line-title">
        <a href={`/open-data/${encodeURIComponent(each.code)}`}>{say(each.title)}</a>
      </h2>
      <p className="quiet">
        {say(each.provider.name)} · {say(each.domain.title)}
      </p>
      <p>{say(each.abstract)}</p>
      <p className="tags">
        {each.formats.map((format) => (
          <Tag key={format}>{format.toUpperCase()}</Tag>
        ))}{' '}
        {each.simulated && <SimulatedTag />}
      </p>
      <p className="facts">
        <span>{say(texts.rows, { rows: number(each.rows, language) })}</span>
        <span>{say(texts.cycle, { cycle: say(wordsOf(cycles, each.cycle)) })}</span>
        <span>
          <Time at={each.dataAt} as="near" />
        </span>
      </p>
    </li>
  );
}

type Found = Result<typeof operations.resources>;

interface Asked {
  readonly q?: string | undefined;
  readonly domain?: string | undefined;
  readonly provider?: string | undefined;
  readonly format?: Format | undefined;
}

const formatChoices = formats.map((code) => ({
  code,
  title: { zh: code.toUpperCase(), en: code.toUpperCase() },
}));

function Filters({ found, query }: { readonly found: Found; readonly query: Asked }) {
  const say = useSay();
  const { q = '', domain = '', provider = '', format = '' } = query;
  return (
    <form className="filters" method="get" action="/open-data" role="search" aria-label={say(texts.title)}>
      <div className="filter-words">
        <label htmlFor="filter-q">{say(texts.words)}</label>
        <input
          key={q}
          id="filter-q"
          name="q"
          type="search"
          className="input"
          maxLength={200}
          defaultValue={q}
        />
      </div>
      <Choice name="domain" label={texts.domain} value={domain} choices={found.domains} />
      <Choice name="provider" label={texts.provider} value={provider} choices={found.providers} />
      <Choice name="format" label={texts.format} value={format} choices={formatChoices} />
      <button type="submit" className="button primary">
        {say(texts.find)}
      </button>
    </form>
  );
}

function List({ items }: Pick<Found, 'items'>) {
  const say = useSay();
  return (
    <>
      <p role="status" className="strong">
        {say(texts.count, { count: items.length })}
      </p>
      {items.length === 0 && (
        <div className="invitation">
          <h2>{say(texts.none)}</h2>
          <p>{say(texts.noneHint)}</p>
        </div>
      )}
      <ul className="lines">
        {items.map((each) => (
          <Line key={each.code} each={each} />
        ))}
      </ul>
    </>
  );
}

/** What is open, by the domains of the plan; what is asked stands in the address. */
export function OpenDataPage() {
  const say = useSay();
  const { searchParams } = useAddress();
  const of = (name: string) => searchParams.get(name) || undefined;
  const format = formats.find((each) => each === of('format'));
  const query = { q: of('q'), domain: of('domain'), provider: of('provider'), format };
  const asked = useAsked('open-data', operations.resources, { query });
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <Answer of={asked} lines={8}>
        {(found) => (
          <>
            <Filters found={found} query={query} />
            <List items={found.items} />
          </>
        )}
      </Answer>
      <OnRequestList />
      <p className="quiet">
        {say(texts.machines)} <a href="/catalog.ttl">DCAT-AP (Turtle)</a> ·{' '}
        <a href="/catalog.jsonld">JSON-LD</a> · <a href="/data.json">DCAT-US</a> ·{' '}
        <a href="/api/3/action/package_search">CKAN</a> · <a href="/open-data/feed/_all.atom">Atom</a>
      </p>
    </div>
  );
}
