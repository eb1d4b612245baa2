import { Link } from 'react-router';
import {
  Chart,
  FieldList,
  Lamp,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Time,
  useAct,
  useCall,
  useMay,
  useSay,
  type AnyRow,
  type ChartData,
  type DetailSection,
  type Say,
} from '#ui';
import { operations, type FeedState, type SystemState } from '../contract.ts';
import { Connect, Inside } from './connect.tsx';
import { HealthLamp } from './health-lamp.tsx';
import { words } from './words.ts';

function Actions({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const look = useAct('applications', operations.look);
  return (
    <>
      {may('applications:open') && (
        <Link className="button primary" to={`/applications/go?system=${encodeURIComponent(code)}`}>
          {say(words.open)}
        </Link>
      )}
      {may('applications:write') && (
        <button
          type="button"
          className="button second"
          disabled={look.isPending}
          onClick={() => look.mutate({ params: { key: code } })}
        >
          {say(words.look)}
        </button>
      )}
      {look.isError && <ProblemNote problem={look.error} />}
    </>
  );
}

function FeedLamp({ feed }: { readonly feed: FeedState }) {
  const say = useSay();
  if (!feed.enabled) return <Lamp colour="grey">{say(words.off)}</Lamp>;
  if (feed.fault === null) return <Lamp colour="green">{say(words.good)}</Lamp>;
  return <Lamp colour={feed.misses >= 3 ? 'red' : 'amber'}>{say(feed.fault)}</Lamp>;
}

function Feeds({ feeds }: { readonly feeds: readonly FeedState[] }) {
  const say = useSay();
  if (feeds.length === 0) return <p className="quiet">{say(words.noFeeds)}</p>;
  return (
    <ScrollRegion label={say(words.feeds)}>
      <table className="data-table" aria-label={say(words.feeds)}>
        <thead>
          <tr>
            {([words.feed, words.gives, words.state, words.fetched] as const).map((title) => (
              <th key={title.zh} scope="col">
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {feeds.map((feed) => (
            <tr key={feed.code}>
              <td>
                <Link to={`/applications/feeds/${encodeURIComponent(feed.code)}`}>{say(feed.title)}</Link>
              </td>
              <td>{say(words[feed.gives])}</td>
              <td>
                <FeedLamp feed={feed} />
              </td>
              <td>{feed.fetchedAt ? <Time at={feed.fetchedAt} as="near" /> : say(words.never)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const chartsOf = (days: SystemState['days']): ChartData[] => {
  const common = { categories: days.map(({ day }) => day), categoryLabel: words.day } as const;
  return [
    {
      ...common,
      kind: 'line',
      title: words.upShare,
      series: [
        {
          name: words.upShare,
          values: days.map(({ looks, up }) => (looks === 0 ? null : Math.round((1000 * up) / looks) / 10)),
        },
      ],
    },
    {
      ...common,
      kind: 'bar',
      title: words.signOns,
      note: words.daysNote,
      series: [
        { name: words.signOns, values: days.map(({ signOns }) => signOns) },
        { name: words.persons, values: days.map(({ persons }) => persons) },
      ],
    },
  ];
};

function Standing({ code }: { readonly code: string }) {
  const say = useSay();
  const found = useCall('applications', operations.state, { params: { key: code } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton lines={4} />;
  const { health, lookedAt, misses, fault, waiting, unknown, accounts, feeds, days } = found.data;
  const lines = [
    { name: 'health', label: say(words.state), value: <HealthLamp health={health} /> },
    {
      name: 'looked',
      label: say(words.lookedAt),
      value: lookedAt ? <Time at={lookedAt} as="near" /> : say(words.never),
    },
    ...(fault ? [{ name: 'fault', label: say(words.fault), value: say(fault) }] : []),
    ...(misses > 0 ? [{ name: 'misses', label: say(words.misses), value: misses }] : []),
    { name: 'accounts', label: say(words.accounts), value: accounts },
    { name: 'waiting', label: say(words.waiting), value: waiting },
    { name: 'unknown', label: say(words.unknown), value: unknown },
  ];
  return (
    <>
      <FieldList lines={lines} />
      <Feeds feeds={feeds} />
      {days.length === 0 ? (
        <p className="quiet">{say(words.noDays)}</p>
      ) : (
        chartsOf(days).map((data) => <Chart key={data.title.zh} data={data} />)
      )}
    </>
  );
}

function More({ code }: { readonly code: string }) {
  const say = useSay();
  const of = `?system=${encodeURIComponent(code)}`;
  const ways = [
    ['interfaces', words.interfaces],
    ['feeds', words.feeds],
    ['accesses', words.accesses],
    ['health-days', words.healthDays],
    ['use-days', words.useDays],
  ] as const;
  return (
    <ul className="plain link-list">
      {ways.map(([path, title]) => (
        <li key={path}>
          <Link to={`/applications/${path}${of}`}>{say(title)}</Link>
        </li>
      ))}
    </ul>
  );
}

function ConnectSection({ row }: { readonly row: AnyRow }) {
  const may = useMay();
  if (!may('applications:connect')) return null;
  const code = String(row['code']);
  return (
    <>
      <Inside code={code} inside={row['inside'] === true} />
      {row['signOn'] === 'openid' && <Connect code={code} />}
    </>
  );
}

/** A system: whose it is, how it stands, what there is to do with it. */
export const systemDetail = {
  actions: (row: AnyRow) => (row['address'] ? <Actions code={String(row['code'])} /> : null),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => {
    const code = String(row['code']);
    return [
      {
        title: say(words.standing),
        content: (
          <>
            <Standing code={code} />
            <ConnectSection row={row} />
          </>
        ),
      },
      { title: say(words.more), content: <More code={code} /> },
    ];
  },
};
