import type { ReactNode } from 'react';
import { FreshnessTag, SimulatedTag, useSay } from '#ui';
import type { ShownIssue, ShownReport } from '../contract.ts';
import { BlocksView } from './blocks-view.tsx';
import { words } from './words.ts';

interface PaperProps {
  readonly shown: ShownReport | ShownIssue;
  /** The name stands above already. */
  readonly untitled?: boolean;
  readonly children?: ReactNode;
}

/** A report as it is read and printed: whose, of which period, as of when, then its blocks. */
export function Paper({ shown, untitled = false, children }: PaperProps) {
  const say = useSay();
  const { title, owner, period, choices, asOf, simulated, blocks } = shown;
  return (
    <article className="print-paper stack" aria-label={say(title)}>
      <h2 className={untitled ? 'print-only print-title' : 'print-title'}>{say(title)}</h2>
      <p className="row small quiet">
        {'number' in shown && (
          <span className="strong">{say(words.issueNumber, { number: shown.number })}</span>
        )}
        <span>{say(owner.name)}</span>
        <span>{period}</span>
        {choices.map(({ name, title: label, chosen }) => (
          <span key={name}>
            {say(label)}: {say(chosen)}
          </span>
        ))}
        {asOf === null ? say(words.noData) : <FreshnessTag asOf={asOf} />}
        {simulated && <SimulatedTag />}
      </p>
      {children}
      <BlocksView blocks={blocks} />
    </article>
  );
}
