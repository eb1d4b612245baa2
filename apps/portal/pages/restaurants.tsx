import { SimulatedTag, Tag, type TagTone, useSay } from '#ui';
import { operations, type PublicRestaurant } from '#domains/services/food-safety/contract';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import { useAddress } from '../state/router.ts';

const texts = {
  title: { zh: '餐饮等级公示', en: 'Restaurants and their grade' },
  lead: {
    zh: '每家餐饮单位最近一次检查的等级、日期，查到了什么，改了没有。检查对象和人员由双随机抽取。',
    en: 'The grade and day of each last inspection, what was found, and whether it was mended. Who inspects whom is drawn at random.',
  },
  name: { zh: '名称', en: 'Name' },
  grade: { zh: '等级', en: 'Grade' },
  any: { zh: '不限', en: 'any' },
  never: { zh: '尚未检查', en: 'not inspected yet' },
  find: { zh: '查找', en: 'Find' },
  none: { zh: '没有符合条件的餐饮单位', en: 'No restaurant fits' },
  noneHint: { zh: '少写几个字，或把等级改为“不限”。', en: 'Try fewer words, or any grade.' },
  of: { zh: '{grade} 级', en: 'Grade {grade}' },
  on: { zh: '{day} 检查', en: 'inspected {day}' },
  mending: { zh: '有问题正在整改', en: 'something is being mended' },
  more: { zh: '下一页', en: 'Next page' },
};
const tones: Readonly<Record<string, TagTone>> = { A: 'leaf', B: 'river', C: 'seal' };

/** The grade in words, never by colour alone. */
export function Grade({ of }: { readonly of: Pick<PublicRestaurant, 'grade' | 'visitedOn' | 'mending'> }) {
  const say = useSay();
  if (of.grade === null) return <Tag>{say(texts.never)}</Tag>;
  return (
    <>
      <Tag tone={tones[of.grade] ?? 'plain'}>{say(texts.of, { grade: of.grade })}</Tag>{' '}
      {of.visitedOn && say(texts.on, { day: of.visitedOn })} {of.mending && <Tag>{say(texts.mending)}</Tag>}
    </>
  );
}

function Found({ query }: { readonly query: URLSearchParams }) {
  const say = useSay();
  const [q, grade, after] = ['q', 'grade', 'after'].map((name) => query.get(name) || undefined);
  const asked = useAsked('food-safety', operations.search, {
    query: { q, grade: grade as PublicRestaurant['grade'] | undefined, after } as never,
  });
  return (
    <Answer of={asked} lines={6}>
      {({ items, next }) => {
        const more = new URLSearchParams(query);
        if (next) more.set('after', next);
        return items.length === 0 ? (
          <div className="invitation" role="status">
            <h2>{say(texts.none)}</h2>
            <p>{say(texts.noneHint)}</p>
          </div>
        ) : (
          <>
            <ul className="lines">
              {items.map((each) => (
                <li key={each.code}>
                  <h2 className="line-title">
                    <a href={`/restaurants/${each.code}`}>{say(each.name)}</a>
                  </h2>
                  <p className="quiet">{each.address}</p>
                  <p className="tags">
                    <Grade of={each} /> {each.simulated && <SimulatedTag />}
                  </p>
                </li>
              ))}
            </ul>
            {next && (
              <p>
                <a className="underlined" href={`/restaurants?${more}`}>
                  {say(texts.more)}
                </a>
              </p>
            )}
          </>
        );
      }}
    </Answer>
  );
}

/** Anyone finds a restaurant by name and grade. */
export function RestaurantsPage() {
  const say = useSay();
  const { searchParams } = useAddress();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <form
        className="filters"
        method="get"
        action="/restaurants"
        role="search"
        aria-label={say(texts.title)}
      >
        <div className="filter-words">
          <label htmlFor="q">{say(texts.name)}</label>
          <input
            id="q"
            name="q"
            className="input"
            maxLength={100}
            defaultValue={searchParams.get('q') ?? ''}
          />
        </div>
        <div>
          <label htmlFor="grade">{say(texts.grade)}</label>
          <select id="grade" name="grade" className="select" defaultValue={searchParams.get('grade') ?? ''}>
            <option value="">{say(texts.any)}</option>
            {['A', 'B', 'C'].map((grade) => (
              <option key={grade}>{grade}</option>
            ))}
            <option value="none">{say(texts.never)}</option>
          </select>
        </div>
        <button type="submit" className="button primary">
          {say(texts.find)}
        </button>
      </form>
      <Found key={searchParams.toString()} query={searchParams} />
    </div>
  );
}
