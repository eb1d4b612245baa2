import { call } from '#kernel/call';
import { Lamp, TablePage, Time, useCall, useSay, type Column, type LampColour, type ListSource } from '#ui';
import { operations, type Rating, type Result } from '../contract.ts';
import { RatingDetail } from './rating-detail.tsx';
import { gradeWords, texts } from './words.ts';

type Asked = Parameters<typeof call<typeof operations.list>>[2]['query'];

const source: ListSource<Rating> = {
  key: ['feedback', 'list'],
  load: ({ limit, after, show }, signal) =>
    call('feedback', operations.list, { query: { limit, after, show } as Asked }, { signal }),
};

function Title({ rating }: { readonly rating: Rating }) {
  return <>{useSay()(rating.title)}</>;
}

const colours: Readonly<Record<number, LampColour>> = {
  1: 'red',
  2: 'red',
  3: 'amber',
  4: 'green',
  5: 'green',
};

function GradeLamp({ grade }: { readonly grade: number | null }) {
  const say = useSay();
  const words = grade === null ? undefined : gradeWords[grade];
  if (!words || grade === null) return <>—</>;
  return <Lamp colour={colours[grade] ?? 'grey'}>{say(words)}</Lamp>;
}

function Answered({ rating }: { readonly rating: Rating }) {
  const say = useSay();
  if ((rating.grade ?? 5) > 2) return <>—</>;
  return <>{say(rating.answeredAt === null ? texts.open : texts.answered)}</>;
}

const columns: readonly Column<Rating>[] = [
  { name: 'title', label: texts.title, show: (rating) => <Title rating={rating} /> },
  { name: 'grade', label: texts.grade, show: ({ grade }) => <GradeLamp grade={grade} /> },
  { name: 'state', label: texts.state, show: (rating) => <Answered rating={rating} /> },
  { name: 'second', label: texts.second, show: ({ secondGrade }) => <GradeLamp grade={secondGrade} /> },
  {
    name: 'ratedAt',
    label: texts.when,
    show: ({ ratedAt }) => (ratedAt === null ? '—' : <Time at={ratedAt} as="near" />),
  },
];

const percent = (share: number | null): string => ((share ?? 0) * 100).toFixed(1);

function ResultLine({ result }: { readonly result: Result }) {
  const say = useSay();
  const name = result.organisationName ? say(result.organisationName) : result.organisation;
  if (result.rated === null) return <li>{say(texts.tooFew, { name })}</li>;
  const { satisfied, low, high, responseRate, rated } = result;
  const shares = {
    satisfied: percent(satisfied),
    low: percent(low),
    high: percent(high),
    response: percent(responseRate),
  };
  return <li>{say(texts.resultLine, { name, rated, ...shares })}</li>;
}

function Results() {
  const say = useSay();
  const found = useCall('feedback', operations.results, {});
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <section>
      <h2>{say(texts.results)}</h2>
      <ul>
        {found.data.items.map((result) => (
          <ResultLine key={result.organisation} result={result} />
        ))}
      </ul>
    </section>
  );
}

/** How people found the organisation's services, the latest first. */
export function RatingsPage() {
  return (
    <TablePage
      id="feedback.ratings"
      title={texts.ratings}
      source={source}
      columns={columns}
      filters={[
        {
          name: 'show',
          label: texts.show,
          kind: 'choice',
          choices: [
            { value: 'bad', label: texts.bad },
            { value: 'open', label: texts.open },
          ],
        },
      ]}
      keyOf={({ id }) => id}
      detail={(id) => <RatingDetail id={id} />}
      lead={<Results />}
      empty={{ title: texts.none, hint: texts.noneHint }}
    />
  );
}
