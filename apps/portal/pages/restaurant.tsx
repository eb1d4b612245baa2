import { dateOf, SimulatedTag, Tag, useSay } from '#ui';
import { operations, type Outcome } from '#domains/services/food-safety/contract';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import type { PageProps } from '../pages.ts';
import { Grade } from './restaurants.tsx';

const texts = {
  back: { zh: '全部餐饮单位', en: 'All restaurants' },
  score: { zh: '{score} 分', en: '{score} points' },
  clean: { zh: '没有查到问题', en: 'Nothing was found' },
  mended: { zh: '{day} 已改正', en: 'mended {day}' },
  open: { zh: '待整改', en: 'to be mended' },
  until: { zh: '整改期限：{day}', en: 'To be mended by {day}' },
  never: { zh: '还没有检查过', en: 'Not inspected yet' },
};

function Inspection({ outcome }: { readonly outcome: Outcome }) {
  const say = useSay();
  return (
    <section aria-label={outcome.visitedOn}>
      <h2>
        <Grade of={{ ...outcome, mending: outcome.state === 'mending' }} />{' '}
        {say(texts.score, { score: outcome.score })}
      </h2>
      {outcome.mendBy && <p>{say(texts.until, { day: dateOf(new Date(outcome.mendBy)) })}</p>}
      {outcome.findings.length === 0 && <p>{say(texts.clean)}</p>}
      <ul className="lines">
        {outcome.findings.map(({ item, text, mended, mendedOn }) => (
          <li key={item}>
            {say(text)}{' '}
            <Tag tone={mended ? 'leaf' : 'plain'}>
              {mended ? say(texts.mended, { day: mendedOn ?? '' }) : say(texts.open)}
            </Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was found at one restaurant, and mended. */
export function RestaurantPage({ values: { code = '' } }: PageProps) {
  const say = useSay();
  const asked = useAsked('food-safety', operations.show, { params: { code } });
  return (
    <div className="wrap page">
      <Answer of={asked}>
        {(found) => (
          <>
            <PageHeading title={say(found.name)} lead={found.address} />
            <p>{found.simulated && <SimulatedTag />}</p>
            {found.outcomes.length === 0 && <p>{say(texts.never)}</p>}
            {found.outcomes.map((outcome) => (
              <Inspection key={outcome.id} outcome={outcome} />
            ))}
          </>
        )}
      </Answer>
      <p>
        <a className="underlined" href="/restaurants">
          {say(texts.back)}
        </a>
      </p>
    </div>
  );
}
