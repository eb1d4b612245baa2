import { call } from '#kernel/call';
import { TablePage, Time, useSay, type Column, type ListSource } from '#ui';
import { operations, type SimulatedMessage } from '../contract.ts';
import { channelWords, stateWords, texts } from './words.ts';

type Asked = Parameters<typeof call<typeof operations.simulated>>[2]['query'];

const source: ListSource<SimulatedMessage> = {
  key: ['notifications', 'simulated'],
  load: ({ limit, after }, signal) =>
    call('notifications', operations.simulated, { query: { limit, after } as Asked }, { signal }),
};

function Said({ words }: { readonly words: { readonly zh: string; readonly en: string } }) {
  return <>{useSay()(words)}</>;
}

const columns: readonly Column<SimulatedMessage>[] = [
  { name: 'channel', label: texts.ways, show: ({ channel }) => <Said words={channelWords[channel]} /> },
  { name: 'address', label: texts.address, show: ({ address }) => address },
  { name: 'words', label: texts.words, show: ({ words }) => words },
  { name: 'state', label: texts.state, show: ({ state }) => <Said words={stateWords[state]} /> },
  { name: 'at', label: texts.when, show: ({ at }) => <Time at={at} as="near" /> },
  {
    name: 'reference',
    label: texts.reference,
    later: true,
    show: ({ reference }) => <code>{reference}</code>,
  },
];

/** What channels outside would have said. */
export function SimulatedPage() {
  const say = useSay();
  return (
    <TablePage
      id="notifications.simulated"
      title={texts.simulated}
      source={source}
      columns={columns}
      filters={[]}
      keyOf={({ reference }) => reference}
      lead={<p>{say(texts.simulatedLead)}</p>}
      empty={{ title: texts.nothingSimulated }}
    />
  );
}
