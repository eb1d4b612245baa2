import { useEffect, useState } from 'react';
import { ProblemNote, Skeleton, useCall, useSay } from '#ui';
import { operations, type Fault, type ReportDefinition } from '../../contract.ts';
import { Paper } from '../paper.tsx';
import { blockId } from './blocks-fields.tsx';
import { isAskable, previewed } from './draft.ts';
import { words } from './words.ts';

/** Asked for once nobody writes any more. */
const restMs = 500;

function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** Each fault with a way to its block. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const say = useSay();
  if (faults.length === 0) return null;
  return (
    <div className="notice warn stack tight">
      <p className="strong">{say(words.faults)}</p>
      <ul>
        {faults.map(({ path, code, detail }) => {
          const [part, at] = path.split('.');
          const block = part === 'blocks' && at !== undefined ? blockId(Number(at)) : undefined;
          return (
            <li key={`${path} ${code}`}>
              {say(detail)}{' '}
              {block !== undefined && (
                <a href={`#${block}`} onClick={() => document.getElementById(block)?.focus()}>
                  {say(words.toPlace, { place: String(Number(at) + 1) })}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The report as it would be read now, and what of it cannot stand. */
export function Preview({ report }: { readonly report: ReportDefinition }) {
  const say = useSay();
  const definition = useRested(report);
  const asked = useCall(
    'reports',
    operations.preview,
    { body: { definition: previewed(definition) } },
    { keep: true, enabled: isAskable(definition) },
  );
  return (
    <section className="stack" aria-label={say(words.preview)}>
      <h2>{say(words.preview)}</h2>
      {asked.isLoading && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} />}
      {asked.data && (
        <>
          <Faults faults={asked.data.faults} />
          <Paper shown={asked.data.shown} />
        </>
      )}
    </section>
  );
}
