import { Link } from 'react-router';
import {
  EmptyState,
  FreshnessTag,
  Heads,
  PageHead,
  PlainTable,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  Tag,
  number,
  useCall,
  useLanguage,
  useSay,
} from '#ui';
import { operations, type RuleQuality } from '../contract.ts';
import { LevelTag } from './level-tag.tsx';
import { KindsView } from './risk/kinds-view.tsx';
import { shareOf } from './risk/times.ts';
import { words } from './words.ts';

const heads = [
  words.rule,
  words.raised,
  words.standing,
  words.trueOnes,
  words.falseOnes,
  words.dataErrors,
  words.withdrawn,
  words.missed,
  words.precision,
  words.recall,
  words.lead,
  words.toAcknowledge,
  words.toClose,
];

function Row({ quality }: { readonly quality: RuleQuality }) {
  const say = useSay();
  const { language } = useLanguage();
  const { rule, title, inForce, simulated, precision, recall, leadDays, hoursToAcknowledge, hoursToClose } =
    quality;
  const amount = (value: number | null) => (value === null ? '—' : number(value, language, 1));
  const list = (query: string) => `/decision-support/warnings?rule=${encodeURIComponent(rule)}${query}`;
  const opened = (count: number, query: string) => (count === 0 ? 0 : <Link to={list(query)}>{count}</Link>);
  return (
    <tr>
      <th scope="row">
        <Link to={`/decision-support/rules/${encodeURIComponent(rule)}`}>{say(title)}</Link>{' '}
        {!inForce && <Tag>{say(words.retired)}</Tag>} {simulated && <SimulatedTag />}
      </th>
      <td>{opened(quality.raised, '')}</td>
      <td>{opened(quality.standing, '&standing=true')}</td>
      <td>{opened(quality.right, '&verdict=true')}</td>
      <td>{opened(quality.wrong, '&verdict=false')}</td>
      <td>{opened(quality.dataErrors, '&verdict=data-error')}</td>
      <td>{opened(quality.withdrawn, '&state=withdrawn')}</td>
      <td>
        {quality.missed === 0 ? (
          0
        ) : (
          <Link to={`/decision-support/misses?rule=${encodeURIComponent(rule)}`}>{quality.missed}</Link>
        )}
      </td>
      <td>{shareOf(precision, language)}</td>
      <td>{shareOf(recall, language)}</td>
      <td>{amount(leadDays)}</td>
      <td>{amount(hoursToAcknowledge)}</td>
      <td>{amount(hoursToClose)}</td>
    </tr>
  );
}

const end = true;

/** Whether those of a higher level were right more often. */
function ByLevel({ items }: { readonly items: readonly RuleQuality[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const rows = items.flatMap(({ rule, title, simulated, byLevel }) =>
    byLevel.map(({ level, precision, ...counts }) => ({
      key: `${rule} ${level}`,
      cells: {
        ...counts,
        rule: (
          <>
            {say(title)} {simulated && <SimulatedTag />}
          </>
        ),
        level: <LevelTag level={level} />,
        precision: shareOf(precision, language),
      },
    })),
  );
  if (rows.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>{say(words.byLevel)}</h2>
      <PlainTable
        label={words.byLevel}
        heads={[
          { name: 'rule', label: words.rule },
          { name: 'level', label: words.level },
          { name: 'raised', label: words.raised, end },
          { name: 'right', label: words.trueOnes, end },
          { name: 'wrong', label: words.falseOnes, end },
          { name: 'precision', label: words.precision, end },
        ]}
        rows={rows}
      />
      <p className="small quiet">{say(words.byLevelNote)}</p>
    </section>
  );
}

/** How good the warnings of each rule were. */
export function QualityPage() {
  const say = useSay();
  const asked = useCall('decision-support', operations.quality, {});
  return (
    <div className="stack">
      <PageHead title={say(words.quality)} lead={say(words.qualityLead)} />
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data?.items.length === 0 && <EmptyState title={say(words.none)} />}
      {asked.data && asked.data.items.length > 0 && (
        <>
          <FreshnessTag asOf={asked.data.asOf} />
          <ScrollRegion label={say(words.quality)}>
            <table className="data-table whole" aria-label={say(words.quality)}>
              <Heads heads={heads} />
              <tbody>
                {asked.data.items.map((quality) => (
                  <Row key={quality.rule} quality={quality} />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          <ByLevel items={asked.data.items} />
        </>
      )}
      <KindsView />
    </div>
  );
}
