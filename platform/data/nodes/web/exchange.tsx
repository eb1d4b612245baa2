import { Link } from 'react-router';
import {
  Lamp,
  number,
  ProblemNote,
  Skeleton,
  Time,
  useCall,
  useLanguage,
  useSay,
  type LampColour,
} from '#ui';
import { operations, type Standing } from '../contract.ts';
import {
  channelName,
  envelopeStateNames,
  saidName,
  standingNames,
  type Standing as StandingName,
} from '../records.ts';
import { Conflicts } from './conflicts.tsx';
import { PlainTable } from './plain-table.tsx';
import { words } from './words.ts';

const lamps: Readonly<Record<StandingName, LampColour>> = {
  connected: 'green',
  silent: 'red',
  file: 'grey',
  none: 'grey',
};

function Agreement({ agrees }: { readonly agrees: boolean | null }) {
  const say = useSay();
  if (agrees === null) return <Lamp colour="grey">{say(words.unknown)}</Lamp>;
  return <Lamp colour={agrees ? 'green' : 'red'}>{say(agrees ? words.agrees : words.differs)}</Lamp>;
}

function Channels({ channels }: Pick<Standing, 'channels'>) {
  const say = useSay();
  const { language } = useLanguage();
  const count = (value: number | null) => (value === null ? '—' : number(value, language));
  if (channels.length === 0) return <p className="quiet">{say(words.noChannels)}</p>;
  return (
    <PlainTable
      title={say(words.channels)}
      heads={[
        words.channel,
        words.sent,
        words.taken,
        words.receipted,
        words.missing,
        words.outcome,
        words.digests,
        words.at,
      ]}
      rows={channels.map((each) => ({
        key: each.channel,
        cells: [
          say(channelName(each.channel)),
          count(each.sent),
          count(each.taken),
          count(each.acknowledged),
          <Lamp key="missing" colour={each.missing > 0 ? 'amber' : 'green'}>
            {count(each.missing)}
          </Lamp>,
          `${count(each.done)} / ${count(each.refused)}`,
          <Agreement key="agrees" agrees={each.agrees} />,
          each.lastAt ? <Time key="at" at={each.lastAt} as="near" /> : '—',
        ],
      }))}
    />
  );
}

function Gaps({ gaps }: Pick<Standing, 'gaps'>) {
  const say = useSay();
  if (gaps.length === 0) return null;
  return (
    <div className="stack tight">
      <h3>{say(words.gaps)}</h3>
      <ul className="plain">
        {gaps.map(({ channel, from, to, seenAt, closedAt }) => (
          <li key={`${channel} ${from}`}>
            <Lamp colour={closedAt ? 'green' : 'red'}>
              {say(words.gap, { channel: say(channelName(channel)), from, to })}
              {closedAt && ` · ${say(words.gapClosed)}`}
            </Lamp>{' '}
            <Time at={closedAt ?? seenAt} as="near" />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Holdings({ holdings }: Pick<Standing, 'holdings'>) {
  const say = useSay();
  const { language } = useLanguage();
  if (holdings.length === 0) return null;
  return (
    <PlainTable
      title={say(words.holdings)}
      heads={[words.agreement, words.state, words.rows, words.lease, words.at]}
      rows={holdings.map(({ agreement, state, rows, leasedUntil, at }) => ({
        key: agreement,
        cells: [
          agreement,
          say(words[state]),
          number(rows, language),
          leasedUntil ? <Time key="lease" at={leasedUntil} /> : '—',
          <Time key="at" at={at} as="near" />,
        ],
      }))}
    />
  );
}

function Envelopes({ envelopes }: Pick<Standing, 'envelopes'>) {
  const say = useSay();
  if (envelopes.length === 0) return null;
  return (
    <PlainTable
      title={say(words.envelopes)}
      heads={[words.channel, words.number, words.name, words.at, words.state, words.batch]}
      rows={envelopes.map(({ channel, sequence, name, at, state, batch, why }) => ({
        key: `${channel} ${sequence}`,
        cells: [
          say(channelName(channel)),
          sequence,
          say(saidName(name)),
          <Time key="at" at={at} />,
          channel.startsWith('up/') ? `${say(envelopeStateNames[state])}${why ? `：${say(why)}` : ''}` : '—',
          batch ? (
            <Link key="batch" to={`/ingestion/batches/${encodeURIComponent(batch)}`}>
              {batch}
            </Link>
          ) : (
            '—'
          ),
        ],
      }))}
    />
  );
}

function Receipts({ receipts }: Pick<Standing, 'receipts'>) {
  const say = useSay();
  if (receipts.length === 0) return null;
  return (
    <PlainTable
      title={say(words.receipts)}
      heads={[words.channel, words.number, words.at, words.signature]}
      rows={receipts.map(({ channel, from, to, at, signature }) => ({
        key: `${channel} ${to}`,
        cells: [
          say(channelName(channel)),
          from === to ? String(to) : `${from}–${to}`,
          <Time key="at" at={at} />,
          <span key="signature" className="mono small">
            {signature.slice(0, 16)}…
          </span>,
        ],
      }))}
    />
  );
}

/** What went between a node and the city: both sides' count, what is missing, what lies there. */
export function Exchange({ code }: { readonly code: string }) {
  const say = useSay();
  const standing = useCall('nodes', operations.standing, { params: { key: code } });
  if (standing.isError)
    return <ProblemNote problem={standing.error} onRetry={() => void standing.refetch()} />;
  if (!standing.data) return <Skeleton lines={4} />;
  const { standing: name, clockIsOff } = standing.data;
  return (
    <div className="stack">
      <p>
        <Lamp colour={lamps[name]}>{say(standingNames[name])}</Lamp>{' '}
        {clockIsOff && <Lamp colour="amber">{say(words.clockOff)}</Lamp>}
      </p>
      <Channels {...standing.data} />
      <Gaps {...standing.data} />
      <Conflicts {...standing.data} />
      <Holdings {...standing.data} />
      <Envelopes {...standing.data} />
      <Receipts {...standing.data} />
    </div>
  );
}
