import { call } from '#kernel/call';
import {
  type Column,
  type ListSource,
  number,
  SimulatedTag,
  TablePage,
  Time,
  useLanguage,
  useSay,
} from '#ui';
import { operations, Stage, type LineageNode } from '../contract.ts';
import { nodePath, stateWord } from './shown.ts';
import { words } from './words.ts';

const source: ListSource<LineageNode> = {
  key: ['lineage', 'nodes'],
  load: async (query, signal) => {
    const { q, stage, after, limit } = query;
    const asked = {
      ...(q !== undefined && { q: String(q) }),
      ...(stage !== undefined && { stage: Stage.parse(stage) }),
      ...(after !== undefined && { after: String(after) }),
      ...(limit !== undefined && { limit: Number(limit) }),
    };
    return call('lineage', operations.nodes, { query: asked }, { signal });
  },
};

function Said({ text }: { readonly text: { zh: string; en: string } }) {
  return <>{useSay()(text)}</>;
}

function Count({ rows }: { readonly rows: number | null }) {
  const { language } = useLanguage();
  return rows === null ? null : <>{number(rows, language)}</>;
}

const columns: readonly Column<LineageNode>[] = [
  {
    name: 'title',
    label: words.title,
    show: ({ title, simulated }) => (
      <>
        <Said text={title} /> {simulated && <SimulatedTag />}
      </>
    ),
  },
  { name: 'stage', label: words.stage, show: ({ stage }) => <Said text={words.stages[stage]} /> },
  { name: 'owner', label: words.owner, show: ({ owner }) => (owner ? <Said text={owner.name} /> : null) },
  { name: 'rows', label: words.rows, end: true, show: ({ rows }) => <Count rows={rows} /> },
  {
    name: 'state',
    label: words.state,
    show: ({ state }) => (state ? <Said text={stateWord(state)} /> : null),
  },
  { name: 'at', label: words.at, show: ({ at }) => <Time at={at} /> },
  { name: 'name', label: words.place, later: true, show: ({ name }) => name },
];

/** Every dataset and job that is known of. */
export function NodesPage() {
  const say = useSay();
  return (
    <TablePage
      id="lineage"
      title={words.lineage}
      source={source}
      columns={columns}
      keyOf={({ id }) => id}
      rowPath={({ id }) => nodePath(id)}
      lead={say(words.lead)}
      search={words.search}
      empty={words.none}
      filters={[
        {
          name: 'stage',
          label: words.stage,
          kind: 'choice',
          choices: Stage.options.map((value) => ({ value, label: words.stages[value] })),
        },
      ]}
    />
  );
}
