import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '#kernel/call';
import {
  EmptyState,
  ProblemNote,
  ReferenceValue,
  Reveal,
  SimulatedTag,
  Skeleton,
  Time,
  useMay,
  useSay,
} from '#ui';
import { operations, type File } from '../contract.ts';
import { fileTexts as texts } from './file-texts.ts';

/** What concerns a person or company, kept by others: shown for a stated purpose. */
export function FileSections({ id }: { readonly id: string }) {
  const say = useSay();
  const may = useMay();
  const [purpose, setPurpose] = useState<string>();
  const file = useQuery({
    queryKey: ['registers', 'file', id, purpose],
    enabled: purpose !== undefined,
    gcTime: 0,
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      call('registers', operations.file, { params: { key: id } }, { signal, purpose: purpose ?? '' }),
  });
  if (!may('registers:file')) return <p className="quiet">{say(texts.mayNot)}</p>;
  return (
    <div className="stack">
      {purpose === undefined && <p>{say(texts.why)}</p>}
      <div>
        <Reveal purpose={purpose} onPurpose={setPurpose} ask={texts.see} />
      </div>
      {purpose !== undefined && file.isPending && <Skeleton lines={4} />}
      {file.isError && <ProblemNote problem={file.error} />}
      {purpose !== undefined && file.data && <Shown file={file.data} />}
    </div>
  );
}

function Conflicts({ conflicts }: Pick<File, 'conflicts'>) {
  const say = useSay();
  if (conflicts.length === 0) return <p>{say(texts.noConflict)}</p>;
  return (
    <ul>
      {conflicts.map(({ dataset, batch, finding }) => (
        <li key={`${dataset} ${batch}`}>
          <ReferenceValue record="catalogue.entry" value={dataset} /> · {say(texts.conflict)}{' '}
          {finding && <Link to={finding}>{say(texts.finding)}</Link>}
        </li>
      ))}
    </ul>
  );
}

function Shown({ file: { conflicts, sections } }: { readonly file: File }) {
  const say = useSay();
  return (
    <>
      <h3>{say(texts.conflicts)}</h3>
      <Conflicts conflicts={conflicts} />
      {sections.length === 0 && <EmptyState title={say(texts.nothing)} hint={say(texts.nothingHint)} />}
      {sections.map(({ kind, title, items, more }) => (
        <div key={kind} className="stack tight">
          <h3>{say(title)}</h3>
          <ul>
            {items.map(({ key, title: name, at, state, path, simulated }) => (
              <li key={key}>
                {path ? <Link to={path}>{say(name)}</Link> : say(name)} · {say(state)} · <Time at={at} />{' '}
                {simulated && <SimulatedTag />}
              </li>
            ))}
          </ul>
          {more && <p className="hint">{say(texts.more)}</p>}
        </div>
      ))}
    </>
  );
}
