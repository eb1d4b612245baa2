import { SimulatedTag, useSay } from '#ui';
import type { Result } from '#kernel/operation';
import { operations } from '#platform/base/publishing/contract';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import { useAddress } from '../state/router.ts';
import { articleCategories } from '../state/words.ts';

const texts = {
  title: { zh: '城市信息', en: 'What the city says' },
  lead: { zh: '各单位发布的通知、动态、指南和政策。', en: 'Notices, news, guides and policies of the city.' },
  all: { zh: '全部', en: 'All' },
  sections: { zh: '栏目', en: 'Sections' },
  none: { zh: '这个栏目还没有内容。', en: 'Nothing in this section yet.' },
  feed: { zh: '订阅（Atom）', en: 'Subscribe (Atom)' },
  more: { zh: '下一页', en: 'Next page' },
  tv: { zh: '电视版', en: 'For television' },
};

type Category = keyof typeof articleCategories;
const isCategory = (value: string | null): value is Category => value !== null && value in articleCategories;

function Articles({ items }: { readonly items: Result<typeof operations.published>['items'] }) {
  const say = useSay();
  if (items.length === 0) return <p className="quiet">{say(texts.none)}</p>;
  return (
    <ul className="lines">
      {items.map(({ id, title, category, organisationName, organisation, issuedOn, simulated }) => (
        <li key={id}>
          <h2 className="line-title">
            <a href={`/news/${id}`}>{say(title)}</a> {simulated && <SimulatedTag />}
          </h2>
          <p className="quiet">
            {say(articleCategories[category])} · {organisationName ? say(organisationName) : organisation} ·{' '}
            {issuedOn}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What is published, section by section. */
export function NewsPage() {
  const say = useSay();
  const { searchParams } = useAddress();
  const wanted = searchParams.get('category');
  const after = searchParams.get('after') ?? undefined;
  const category = isCategory(wanted) ? wanted : undefined;
  const asked = useAsked('publishing', operations.published, {
    query: { limit: 50, ...(category ? { category } : {}), ...(after ? { after } : {}) },
  });
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <nav aria-label={say(texts.sections)} className="line-links">
        <a href="/news" aria-current={category === undefined ? 'page' : undefined}>
          {say(texts.all)}
        </a>
        {Object.entries(articleCategories).map(([value, title]) => (
          <a
            key={value}
            href={`/news?category=${value}`}
            aria-current={category === value ? 'page' : undefined}
          >
            {say(title)}
          </a>
        ))}
      </nav>
      <Answer of={asked}>
        {({ items, next }) => (
          <>
            <Articles items={items} />
            {next && (
              <p>
                <a
                  className="underlined"
                  href={`/news?${new URLSearchParams({ ...(category ? { category } : {}), after: next })}`}
                >
                  {say(texts.more)}
                </a>
              </p>
            )}
          </>
        )}
      </Answer>
      <p className="line-links">
        <a href="/api/publishing/feed">{say(texts.feed)}</a>
        <a href="/tv">{say(texts.tv)}</a>
      </p>
    </div>
  );
}
