import type { ReactNode } from 'react';
import { Time } from '../language/time.tsx';

export interface Happening {
  readonly key: string;
  readonly at: string;
  readonly title: ReactNode;
  readonly by?: ReactNode;
  readonly body?: ReactNode;
  readonly tone?: 'celadon' | 'amber' | 'seal';
}

/** What happened, the latest first. */
export function Timeline({ items, label }: { readonly items: readonly Happening[]; readonly label: string }) {
  return (
    <ol className="timeline plain" aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={`tone-${item.tone ?? 'celadon'}`}>
          <div className="timeline-title">{item.title}</div>
          <div className="small quiet">
            <Time at={item.at} />
            {item.by && <> · {item.by}</>}
          </div>
          {item.body}
        </li>
      ))}
    </ol>
  );
}
