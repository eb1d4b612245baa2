import { call } from '#kernel/call';
import { TablePage, Time, useSay, type Column, type ListSource } from '#ui';
import { operations, type EntryAboutMe } from '../contract.ts';
import { texts } from './words.ts';
import { actionWords } from './action-words.ts';
import { Basis } from './basis.tsx';
import { Who } from './who.tsx';

const source: ListSource<EntryAboutMe> = {
  key: ['ledger', 'mine'],
  load: async ({ limit, after }, signal) => {
    const query = { limit, before: after } as Parameters<typeof call<typeof operations.mine>>[2]['query'];
    const { items, next } = await call('ledger', operations.mine, { query }, { signal });
    return { items, next: next === null ? null : String(next) };
  },
};

const words = { me: { zh: '我自己', en: 'Myself' } };

function Reader({ entry: { who } }: { readonly entry: EntryAboutMe }) {
  const say = useSay();
  return who.me ? <>{say(words.me)}</> : <Who kind={who.kind} organisation={who.organisation} />;
}

function Action({ entry }: { readonly entry: EntryAboutMe }) {
  const say = useSay();
  return <>{say(actionWords[entry.action])}</>;
}

const columns: readonly Column<EntryAboutMe>[] = [
  { name: 'at', label: texts.when, show: (entry) => <Time at={entry.at} /> },
  { name: 'who', label: texts.who, show: (entry) => <Reader entry={entry} /> },
  { name: 'action', label: texts.action, show: (entry) => <Action entry={entry} /> },
  { name: 'purpose', label: texts.purpose, show: (entry) => entry.purpose ?? '—' },
  { name: 'basis', label: texts.basis, show: (entry) => <Basis basis={entry.basis} /> },
];

/** Which offices looked at the data about me, what for and on what basis. */
export function MinePage() {
  return (
    <TablePage
      id="ledger.mine"
      title={texts.mine}
      source={source}
      columns={columns}
      keyOf={(entry) => String(entry.sequence)}
    />
  );
}
