import { Link, useSearchParams } from 'react-router';
import {
  DetailPage,
  type DetailSection,
  DrillPath,
  FieldList,
  Flow,
  type FlowNode,
  number,
  PageTitle,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  Time,
  useCall,
  useLanguage,
  useSay,
} from '#ui';
import type { z } from 'zod';
import { operations, type LineageNode } from '../contract.ts';
import { nodePath, stateWord, withoutJobs } from './shown.ts';
import { words } from './words.ts';

type Graph = z.output<(typeof operations)['graph']['result']>;

const tones = {
  source: 'amber',
  lake: 'plain',
  record: 'celadon',
  indicator: 'river',
  outside: 'plain',
  job: 'plain',
} as const;

function Facts({ node }: { readonly node: LineageNode }) {
  const say = useSay();
  const { language } = useLanguage();
  const { stage, owner, rows, version, state, at, namespace, name } = node;
  return (
    <FieldList
      lines={[
        { name: 'stage', label: say(words.stage), value: say(words.stages[stage]) },
        ...(owner ? [{ name: 'owner', label: say(words.owner), value: say(owner.name) }] : []),
        ...(rows === null ? [] : [{ name: 'rows', label: say(words.rows), value: number(rows, language) }]),
        ...(version === null
          ? []
          : [{ name: 'version', label: say(words.version), value: <Version version={version} /> }]),
        ...(state === null ? [] : [{ name: 'state', label: say(words.state), value: say(stateWord(state)) }]),
        { name: 'at', label: say(words.at), value: <Time at={at} /> },
        { name: 'place', label: say(words.place), value: <code>{`${namespace}/${name}`}</code> },
      ]}
    />
  );
}

/** A batch by its name, an instant as one. */
const Version = ({ version }: { readonly version: string }) =>
  /^\d{4}-\d\d-\d\dT/.test(version) ? <Time at={version} /> : <code>{version}</code>;

function Picture({ graph }: { readonly graph: Graph }) {
  const say = useSay();
  const { node, nodes, edges, cut } = graph;
  const isJob = node.kind === 'job';
  const drawn = isJob ? nodes : nodes.filter(({ kind }) => kind === 'dataset');
  const shown = drawn.map((each): FlowNode => ({
    id: each.id,
    title: say(each.title),
    detail: say(words.stages[each.stage]),
    to: nodePath(each.id),
    tone: tones[each.stage],
  }));
  return (
    <>
      {cut && <p role="status">{say(words.cut)}</p>}
      <Flow
        label={say(words.picture)}
        nodes={shown}
        edges={isJob ? edges : withoutJobs(nodes, edges)}
        current={node.id}
      />
    </>
  );
}

/** The same for whoever does not look at pictures. */
function Neighbours({ graph, way }: { readonly graph: Graph; readonly way: 'up' | 'down' }) {
  const say = useSay();
  const { node, nodes, edges } = graph;
  const arrows = node.kind === 'job' ? edges : withoutJobs(nodes, edges);
  const ids = new Set(
    way === 'up'
      ? arrows.filter(({ to }) => to === node.id).map(({ from }) => from)
      : arrows.filter(({ from }) => from === node.id).map(({ to }) => to),
  );
  const there = nodes.filter(({ id }) => ids.has(id));
  if (there.length === 0)
    return <p className="quiet">{say(way === 'up' ? words.nothingUp : words.nothingDown)}</p>;
  return (
    <ul className="plain">
      {there.map(({ id, title }) => (
        <li key={id}>
          <Link to={nodePath(id)}>{say(title)}</Link>
        </li>
      ))}
    </ul>
  );
}

function Fields({ graph: { fields, nodes } }: { readonly graph: Graph }) {
  const say = useSay();
  const titles = new Map(nodes.map(({ name, title }) => [name, title]));
  return (
    <ScrollRegion label={say(words.fields)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(words.field)}</th>
            <th scope="col">{say(words.label)}</th>
            <th scope="col">{say(words.from)}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, label, from }) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>{label && say(label)}</td>
              <td>
                {from
                  .map(({ dataset, field }) => {
                    const title = titles.get(dataset);
                    return `${title ? say(title) : dataset} · ${field}`;
                  })
                  .join('；')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Runs({ runs }: { readonly runs: Graph['runs'] }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <ScrollRegion label={say(words.runs)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(words.began)}</th>
            <th scope="col">{say(words.ended)}</th>
            <th scope="col">{say(words.outcome)}</th>
            <th scope="col" className="end">
              {say(words.written)}
            </th>
            <th scope="col">{say(words.problem)}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ run, startedAt, endedAt, state, rows, problem }) => (
            <tr key={run}>
              <td>{startedAt && <Time at={startedAt} />}</td>
              <td>{endedAt && <Time at={endedAt} />}</td>
              <td>{say(stateWord(state))}</td>
              <td className="end">{rows === null ? '' : number(rows, language)}</td>
              <td>{problem}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** One dataset or job: what it comes from, what comes of it, its fields and its runs. */
export function NodePage() {
  const say = useSay();
  const [search] = useSearchParams();
  const asked = useCall('lineage', operations.graph, { query: { node: search.get('node') ?? '' } });
  if (asked.isPending) return <Skeleton lines={8} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const graph = asked.data;
  const { node, fields, runs } = graph;
  const sections: DetailSection[] = [
    { title: say(words.picture), content: <Picture graph={graph} /> },
    { title: say(words.up), content: <Neighbours graph={graph} way="up" /> },
    { title: say(words.down), content: <Neighbours graph={graph} way="down" /> },
    ...(fields.length > 0 ? [{ title: say(words.fields), content: <Fields graph={graph} /> }] : []),
    ...(runs.length > 0 ? [{ title: say(words.runs), content: <Runs runs={runs} /> }] : []),
  ];
  return (
    <>
      <PageTitle title={say(node.title)} />
      <DrillPath
        label={say(words.lineage)}
        steps={[{ label: say(words.lineage), to: '/lineage' }, { label: say(node.title) }]}
      />
      <DetailPage
        page
        title={say(node.title)}
        tags={node.simulated && <SimulatedTag />}
        actions={
          node.path && (
            <Link className="button primary" to={node.path}>
              {say(words.open)}
            </Link>
          )
        }
        sections={sections}
      >
        <Facts node={node} />
      </DetailPage>
    </>
  );
}
