import { useState } from 'react';
import { number, Tag, Time, useLanguage, useSay } from '#ui';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import { Answer } from '../pieces/answer.tsx';
import { CatalogueFilters } from '../pieces/catalogue-filters.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { find } from '../search/find.ts';
import { findableEntry } from '../search/sources.ts';
import { usePublished } from '../state/catalogue.ts';
import { useAddress } from '../state/router.ts';
import { cycles, opening, sharing, themes, wordsOf } from '../state/words.ts';

const texts = {
  title: { zh: '数据目录', en: 'Data catalogue' },
  lead: {
    zh: '城市共享或开放的信息资源：归谁管，多久更新，谁可以用，质量如何。这里是说明，不是数据本身。',
    en: 'The information that the city shares or opens: whose it is, how often it is renewed, who may use it, how good it is. Descriptions, not the data itself.',
  },
  count: { zh: '共 {count} 项，出自 {providers} 个单位', en: 'Resources: {count} · offices: {providers}' },
  none: { zh: '没有符合条件的资源。', en: 'No resource fits.' },
  empty: { zh: '目录里还没有共享或开放的资源。', en: 'The catalogue holds no shared or open resource yet.' },
  more: { zh: '再显示 {count} 项', en: 'Show {count} more' },
  clear: { zh: '清除条件', en: 'Clear the conditions' },
  cycle: { zh: '更新：{cycle}', en: 'Renewed {cycle}' },
  rows: { zh: '{rows} 行', en: '{rows} rows' },
  good: { zh: '合格 {good}%', en: '{good}% good' },
  never: { zh: '尚未交来数据', en: 'nothing delivered yet' },
  live: { zh: '平台随时更新', en: 'Kept up to date by the platform' },
};

function Facts({ entry }: { readonly entry: PublishedEntry }) {
  const say = useSay();
  const { language } = useLanguage();
  if (entry.kind === 'record') return <p className="facts">{say(texts.live)}</p>;
  return (
    <p className="facts">
      <span>{say(texts.cycle, { cycle: say(wordsOf(cycles, entry.cycle)) })}</span>
      <span>{entry.deliveredAt ? <Time at={entry.deliveredAt} as="near" /> : say(texts.never)}</span>
      {entry.rows !== null && <span>{say(texts.rows, { rows: number(entry.rows, language) })}</span>}
      {entry.good !== null && <span>{say(texts.good, { good: number(entry.good, language, 1) })}</span>}
    </p>
  );
}

function Line({ entry }: { readonly entry: PublishedEntry }) {
  const say = useSay();
  return (
    <li>
      <h2 className="line-title">
        <a href={`/catalogue/${encodeURIComponent(entry.code)}`}>{say(entry.title)}</a>
      </h2>
      <p className="quiet">
        {say(entry.provider.name)} · {say(wordsOf(themes, entry.theme))}
      </p>
      <p>{say(entry.abstract)}</p>
      <p className="tags">
        <Tag tone={entry.share === 'unconditional' ? 'leaf' : 'plain'}>
          {say(wordsOf(sharing, entry.share))}
        </Tag>
        <Tag tone={entry.open === 'none' ? 'plain' : 'river'}>{say(wordsOf(opening, entry.open))}</Tag>
      </p>
      <Facts entry={entry} />
    </li>
  );
}

/** How many lines are shown at once. */
const atOnce = 60;

/** Entries that the address asks for; without words to look for, in the catalogue's own order. */
function chosen(all: readonly PublishedEntry[], asked: URLSearchParams): readonly PublishedEntry[] {
  const provider = asked.get('provider');
  const theme = asked.get('theme');
  const words = asked.get('q')?.trim() ?? '';
  const left = all.filter(
    (entry) => (!provider || entry.provider.code === provider) && (!theme || entry.theme === theme),
  );
  if (words === '') return left;
  const byAddress = new Map(left.map((entry) => [findableEntry(entry).to, entry]));
  return find(words, left.map(findableEntry)).flatMap(({ to }) => byAddress.get(to) ?? []);
}

function List({ all }: { readonly all: readonly PublishedEntry[] }) {
  const say = useSay();
  const asked = useAddress().searchParams;
  const entries = chosen(all, asked);
  const [shown, setShown] = useState(atOnce);
  const left = entries.length - shown;
  const providers = new Set(entries.map(({ provider }) => provider.code)).size;
  if (all.length === 0) return <p>{say(texts.empty)}</p>;
  return (
    <>
      <CatalogueFilters all={all} asked={asked} />
      <p role="status" className="strong">
        {entries.length > 0 ? say(texts.count, { count: entries.length, providers }) : say(texts.none)}{' '}
        {asked.size > 0 && <a href="/catalogue">{say(texts.clear)}</a>}
      </p>
      <ul className="lines">
        {entries.slice(0, shown).map((entry) => (
          <Line key={entry.code} entry={entry} />
        ))}
      </ul>
      {left > 0 && (
        <p>
          <button type="button" className="button second" onClick={() => setShown(shown + atOnce)}>
            {say(texts.more, { count: Math.min(left, atOnce) })}
          </button>
        </p>
      )}
    </>
  );
}

export function CataloguePage() {
  const say = useSay();
  const published = usePublished();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <Answer of={published} lines={8}>
        {({ items }) => <List all={items} />}
      </Answer>
    </div>
  );
}
