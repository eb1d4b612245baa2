import { call } from '#kernel/call';
import { TablePage, Time, useSay, type Column, type Filter, type ListSource } from '#ui';
import { actions, operations, type Entry } from '../contract.ts';
import { texts } from './words.ts';
import { actionWords } from './action-words.ts';
import { EntryDetail } from './entry-detail.tsx';
import { Resource } from './resource.tsx';
import { VerificationState } from './verification-state.tsx';
import { Who } from './who.tsx';

type Asked = Parameters<typeof call<typeof operations.entries>>[2]['query'];

/** A day of the city as the instant at which it begins. */
const dayBegins = (day: unknown, later = 0): string | undefined =>
  typeof day === 'string' && day !== ''
    ? new Date(Date.parse(`${day}T00:00:00+08:00`) + later).toISOString()
    : undefined;

const DAY = 86_400_000;

const source: ListSource<Entry> = {
  key: ['ledger', 'entries'],
  load: async (query, signal) => {
    const { limit, after, action, actor, resource } = query;
    const from = dayBegins(query['at.from']);
    const to = dayBegins(query['at.to'], DAY);
    const asked = { limit, before: after, action, actor, resource, from, to } as Asked;
    const { items, next } = await call('ledger', operations.entries, { query: asked }, { signal });
    return { items, next: next === null ? null : String(next) };
  },
};

const filters: readonly Filter[] = [
  {
    name: 'action',
    label: texts.action,
    kind: 'choice',
    choices: actions.map((value) => ({ value, label: actionWords[value] })),
  },
  { name: 'resource', label: texts.resource, kind: 'text' },
  { name: 'actor', label: texts.who, kind: 'text' },
  { name: 'at', label: texts.when, kind: 'date' },
];

function Action({ entry }: { readonly entry: Entry }) {
  const say = useSay();
  return <>{say(actionWords[entry.action])}</>;
}

const columns: readonly Column<Entry>[] = [
  { name: 'sequence', label: texts.sequence, end: true, show: (entry) => entry.sequence },
  { name: 'at', label: texts.when, show: (entry) => <Time at={entry.at} /> },
  {
    name: 'who',
    label: texts.who,
    show: ({ actor, organisationName }) => <Who kind={actor.kind} organisation={organisationName} />,
  },
  { name: 'action', label: texts.action, show: (entry) => <Action entry={entry} /> },
  {
    name: 'resource',
    label: texts.resource,
    show: (entry) => <Resource name={entry.resource} />,
  },
  { name: 'purpose', label: texts.purpose, show: (entry) => entry.purpose ?? '—' },
];

/** All that was looked at, changed and decided, the latest first; and whether the log is whole. */
export function EntriesPage() {
  return (
    <TablePage
      id="ledger.entries"
      title={texts.ledger}
      source={source}
      columns={columns}
      filters={filters}
      keyOf={(entry) => String(entry.sequence)}
      actions={<VerificationState />}
      detail={(sequence) => <EntryDetail sequence={Number(sequence)} />}
    />
  );
}
