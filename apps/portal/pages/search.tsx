import { Tag, useSay } from '#ui';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { SearchBox } from '../pieces/search-box.tsx';
import { find, type Findable } from '../search/find.ts';
import { morePlaces, places } from '../search/places.ts';
import { findableEntry, findableTarget } from '../search/sources.ts';
import { operations } from '#platform/base/search/contract';
import { type Asked, useAsked } from '../state/asked.ts';
import { useBoard, usePublished } from '../state/catalogue.ts';
import { useAddress } from '../state/router.ts';

const texts = {
  title: { zh: '查找', en: 'Search' },
  count: { zh: '“{question}”：找到 {count} 项', en: '"{question}": {count} found' },
  none: {
    zh: '没有找到“{question}”。这里现在能查的有：城市的数据目录、规划的目标，以及办事和个人的各个页面。',
    en: 'Nothing found for "{question}". What can be searched today: the catalogue of data, the targets of the plan, and the pages of services and of your own.',
  },
  ask: { zh: '写下您想办的事或想知道的数据。', en: 'Write what you want to do or to know.' },
  partly: {
    zh: '有一部分没有应答，结果可能不全：',
    en: 'Part of it did not answer, so the results may be incomplete:',
  },
};
const kinds: Readonly<Record<Findable['kind'], { zh: string; en: string }>> = {
  page: { zh: '页面', en: 'Page' },
  entry: { zh: '数据', en: 'Data' },
  target: { zh: '规划目标', en: 'Target' },
};

/** What the city's own search adds: the same things by pinyin and initials. */
function useFoundByPinyin(question: string): readonly Findable[] {
  const asked = useAsked('search', operations.find, { query: { q: question, audience: 'portal' } });
  if (asked.state !== 'here') return [];
  return asked.value.items.flatMap(({ path, label, title }) =>
    path === null ? [] : [{ kind: 'entry' as const, to: path, title: label, line: title }],
  );
}

function Results({ question, items }: { readonly question: string; readonly items: readonly Findable[] }) {
  const say = useSay();
  const here = find(question, items);
  const more = useFoundByPinyin(question).filter(({ to }) => !here.some((each) => each.to === to));
  const found = [...here, ...more];
  return (
    <>
      <p role="status" className="strong">
        {say(found.length > 0 ? texts.count : texts.none, { question, count: found.length })}
      </p>
      <ul className="lines">
        {found.slice(0, 40).map(({ kind, to, title, line }) => (
          <li key={to}>
            <h2 className="line-title">
              <a href={to}>{say(title)}</a>{' '}
              <Tag tone={kind === 'page' ? 'celadon' : 'plain'}>{say(kinds[kind])}</Tag>
            </h2>
            <p className="quiet">{say(line)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Both sources as one: here as soon as both have answered; what failed is said and the rest still searched. */
function useItems(enabled: boolean): {
  readonly items: Asked<readonly Findable[]>;
  readonly failed: Asked<unknown>[];
} {
  const published = usePublished(enabled);
  const board = useBoard(enabled);
  const failed = [published, board].filter(({ state }) => state === 'failed');
  if (published.state === 'waiting' || board.state === 'waiting')
    return { items: { state: 'waiting' }, failed };
  const entries = published.state === 'here' ? published.value.items.map(findableEntry) : [];
  const targets = board.state === 'here' ? board.value.targets.map(findableTarget) : [];
  return { items: { state: 'here', value: [...places, ...morePlaces, ...entries, ...targets] }, failed };
}

export function SearchPage() {
  const say = useSay();
  const question = useAddress().searchParams.get('q')?.trim() ?? '';
  const { items, failed } = useItems(question !== '');
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} />
      <SearchBox question={question} />
      {question === '' ? (
        <p>{say(texts.ask)}</p>
      ) : (
        <>
          {failed.length > 0 && <p>{say(texts.partly)}</p>}
          {failed.map((each, index) => (
            <Answer key={index} of={each}>
              {() => null}
            </Answer>
          ))}
          <Answer of={items}>{(value) => <Results question={question} items={value} />}</Answer>
        </>
      )}
    </div>
  );
}
