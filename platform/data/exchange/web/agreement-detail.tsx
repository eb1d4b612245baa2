import { Link } from 'react-router';
import { addressOf } from '#kernel/call';
import {
  ActForms,
  EmptyState,
  HeadRow,
  number,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Time,
  useAct,
  useCall,
  useLanguage,
  useMay,
  useSay,
  useSession,
  type ActForm,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations } from '../contract.ts';
import type { Item, RowFilter, Way } from '../records.ts';
import { askAnew } from './already.tsx';
import { Exchanges } from './exchanges.tsx';
import { FilterLine, ItemsTable, PurposeName } from './items-table.tsx';
import { Sending } from './sending.tsx';
import { words } from './words.ts';

const idOf = (row: AnyRow): string => String(row['id']);
const useIsConsumer = (row: AnyRow): boolean => useSession().actor.organisation === row['consumer'];

const addresses: Readonly<Record<Way, (id: string) => string>> = {
  api: (id) => `GET /exchange/agreements/${id}/rows`,
  subscription: (id) => `GET /exchange/agreements/${id}/changes · PUT /exchange/agreements/${id}/webhook`,
  file: (id) => `GET /exchange/agreements/${id}/file`,
};

function FileLinks({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  if (!useIsConsumer(row) || !may('exchange:fetch')) return null;
  const addressFor = (format: 'csv' | 'parquet') =>
    addressOf('exchange', operations.file, {
      params: { key: idOf(row) },
      query: { format, purpose: String(row['purpose']) },
    });
  return (
    <div className="stack tight">
      <p className="hint">{say(words.fileHint)}</p>
      <div className="row">
        <a className="button second" href={addressFor('csv')}>
          {say(words.asCsv)}
        </a>
        <a className="button second" href={addressFor('parquet')}>
          {say(words.asParquet)}
        </a>
      </div>
    </div>
  );
}

const useOf = (row: AnyRow) => useCall('exchange', operations.use, { params: { key: idOf(row) } });

function Items({ row }: { readonly row: AnyRow }) {
  const { data } = useOf(row);
  const dataset = String(row['dataset']);
  return (
    <>
      <ItemsTable dataset={dataset} items={row['items'] as readonly Item[]} withheld={data?.withheld} />
      <FilterLine dataset={dataset} filter={row['filter'] as RowFilter} />
    </>
  );
}

function Use({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const { language } = useLanguage();
  const asked = useOf(row);
  if (asked.isPending) return <Skeleton lines={3} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { days, left } = asked.data;
  return (
    <div className="stack tight">
      <p>
        {say(words.address)}: <code>{addresses[row['way'] as Way](idOf(row))}</code>
      </p>
      <p className="quiet">{say(words.left, { left: number(left, language) })}</p>
      {days.length === 0 ? (
        <EmptyState title={say(words.noUse)} />
      ) : (
        <ScrollRegion label={say(words.use)}>
          <table className="data-table" aria-label={say(words.use)}>
            <HeadRow names={['day', 'calls', 'rows', 'lastAt']} texts={words} />
            <tbody>
              {days.map(({ day, calls, rows, lastAt }) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  <td className="end">{number(calls, language)}</td>
                  <td className="end">{number(rows, language)}</td>
                  <td>{lastAt ? <Time at={lastAt} /> : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}

const recalls: readonly ActForm<{ why: string }>[] = [
  {
    permission: 'exchange:recall',
    hint: words.recallHint,
    asks: [{ kind: 'words', name: 'why', label: words.why }],
    buttons: [
      {
        word: words.recall,
        danger: true,
        will: words.recallWill,
        make: (said) => ({ why: said.words('why') }),
      },
    ],
  },
];

function Recall({ row }: { readonly row: AnyRow }) {
  const act = useAct('exchange', operations.recall);
  if (useIsConsumer(row)) return null;
  return (
    <ActForms
      acts={recalls}
      onAct={(body) => act.mutate({ params: { key: idOf(row) }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

type Reported = { rowKey: string; item: string; wrong: string };
const reports: readonly ActForm<Reported>[] = [
  {
    permission: 'exchange:report',
    asks: [
      { kind: 'words', name: 'rowKey', label: words.rowKey },
      { kind: 'words', name: 'item', label: words.item },
      { kind: 'words', name: 'wrong', label: words.wrong },
    ],
    buttons: [
      {
        word: words.report,
        make: (said) => ({
          rowKey: said.words('rowKey'),
          item: said.words('item'),
          wrong: said.words('wrong'),
        }),
      },
    ],
  },
];

function ReportForm({ row }: { readonly row: AnyRow }) {
  const act = useAct('exchange', operations.report, { renews: ['tasks'] });
  if (!useIsConsumer(row)) return null;
  return (
    <ActForms
      acts={reports}
      onAct={(body) => act.mutate({ params: { key: idOf(row) }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const isConsumer = useIsConsumer(row);
  return (
    <>
      <a
        className="button second"
        href={addressOf('exchange', operations.document, { params: { key: idOf(row) }, query: {} })}
      >
        {say(words.document)}
      </a>
      {isConsumer && may('exchange:ask') && ['in-force', 'ended'].includes(String(row['state'])) && (
        <Link className="button second" to={askAnew(String(row['dataset']), idOf(row), 'renewal')}>
          {say(words.renewal)}
        </Link>
      )}
      {isConsumer && may('exchange:ask') && row['state'] === 'in-force' && (
        <Link className="button second" to={askAnew(String(row['dataset']), idOf(row), 'amendment')}>
          {say(words.amendment)}
        </Link>
      )}
    </>
  );
}

const shown = [
  'state',
  'dataset',
  'consumer',
  'provider',
  'purpose',
  'way',
  'system',
  'periodFrom',
  'periodUntil',
  'callsPerMinute',
  'rowsPerDay',
  'request',
  'version',
  'digest',
];
/** Told once it has happened. */
const ends = ['replacedBy', 'recalledBy', 'recalledAt', 'recalledWhy'];

/** An agreement: what it gives, how it is used, its document, and its end. */
export const agreementDetail = {
  fields: (row: AnyRow) => [...shown, ...ends.filter((name) => row[name])],
  values: {
    purpose: (row: AnyRow) => <PurposeName dataset={String(row['dataset'])} code={String(row['purpose'])} />,
  },
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    {
      title: say(words.items),
      content: <Items row={row} />,
    },
    { title: say(words.use), content: <Use row={row} /> },
    { title: say(words.exchanges), content: <Exchanges agreement={idOf(row)} /> },
    ...(row['state'] === 'in-force' && row['way'] === 'file'
      ? [{ title: say(words.file), content: <FileLinks row={row} /> }]
      : []),
    ...(row['way'] === 'subscription' ? [{ title: say(words.sending), content: <Sending row={row} /> }] : []),
    ...(row['state'] === 'in-force'
      ? [
          { title: say(words.report), content: <ReportForm row={row} /> },
          { title: say(words.recall), content: <Recall row={row} /> },
        ]
      : []),
  ],
};
