import { addressOf } from '#kernel/call';
import { DetailPage, EmptyState, FieldList, ProblemNote, Skeleton, Time, useCall, useSay } from '#ui';
import { operations, type Entry } from '../contract.ts';
import { texts } from './words.ts';
import { actionWords } from './action-words.ts';
import { Basis } from './basis.tsx';
import { Resource } from './resource.tsx';
import { Who } from './who.tsx';

const words = {
  entry: { zh: '第 {sequence} 条', en: 'Entry {sequence}' },
  none: { zh: '没有第 {sequence} 条', en: 'There is no entry {sequence}' },
  subjects: { zh: '涉及', en: 'About how many' },
  request: { zh: '请求号', en: 'Request' },
  body: { zh: '原文（规范 JSON，即被哈希的内容）', en: 'As hashed (canonical JSON)' },
  head: { zh: '树头：{size} 条，根 {root}', en: 'Head: {size} entries, root {root}' },
  evidence: { zh: '导出证明（可离线核验）', en: 'Export the evidence (verified offline)' },
  path: { zh: '审计路径 {count} 个哈希（RFC 6962）', en: 'Audit path of {count} hashes (RFC 6962)' },
};

function Proof({ sequence }: { readonly sequence: number }) {
  const say = useSay();
  const proof = useCall('ledger', operations.proof, { params: { sequence } });
  if (proof.isError) return <ProblemNote problem={proof.error} />;
  if (!proof.data) return <Skeleton lines={2} />;
  const { head, leaf } = proof.data;
  return (
    <div className="stack tight small">
      <p className="mono">{leaf}</p>
      <p>{say(words.path, { count: proof.data.proof.length })}</p>
      <p className="mono">{say(words.head, { size: head.size, root: head.root })}</p>
      <Time at={head.at} />
      <p className="no-print">
        <a
          className="button small"
          href={addressOf('ledger', operations.evidence, { params: { sequence } })}
          download
        >
          {say(words.evidence)}
        </a>
      </p>
    </div>
  );
}

function linesOf(entry: Entry, say: ReturnType<typeof useSay>) {
  const { actor, organisationName: name } = entry;
  return [
    { name: 'at', label: say(texts.when), value: <Time at={entry.at} /> },
    { name: 'who', label: say(texts.who), value: <Who kind={actor.kind} organisation={name} /> },
    { name: 'actor', label: 'id', value: <code>{actor.id}</code> },
    { name: 'action', label: say(texts.action), value: say(actionWords[entry.action]) },
    { name: 'resource', label: say(texts.resource), value: <Resource name={entry.resource} /> },
    { name: 'purpose', label: say(texts.purpose), value: entry.purpose ?? '—' },
    { name: 'basis', label: say(texts.basis), value: <Basis basis={entry.basis} /> },
    { name: 'subjects', label: say(words.subjects), value: entry.subjects },
    { name: 'request', label: say(words.request), value: <code>{entry.request}</code> },
  ];
}

/** One entry with its very words and the proof that it is in the tree. */
export function EntryDetail({ sequence }: { readonly sequence: number }) {
  const say = useSay();
  const found = useCall('ledger', operations.entries, { query: { before: sequence + 1, limit: 1 } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  const entry = found.data?.items[0];
  // The list gives the one before where there is none of this number.
  if (found.data && entry?.sequence !== sequence)
    return <EmptyState title={say(words.none, { sequence })} page />;
  if (!entry) return <Skeleton lines={6} />;
  return (
    <DetailPage
      title={say(words.entry, { sequence })}
      sections={[
        { title: say(words.body), content: <pre className="mono small wrap">{entry.body}</pre> },
        { title: say(texts.proof), content: <Proof sequence={sequence} /> },
      ]}
    >
      <FieldList lines={linesOf(entry, say)} />
    </DetailPage>
  );
}
