import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  /** What to do so that there is something. */
  readonly hint?: string | undefined;
  readonly action?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ title, hint, action }: EmptyProps) {
  return (
    <div className="empty-state">
      <p className="strong">{title}</p>
      {hint && <p className="quiet">{hint}</p>}
      {action}
    </div>
  );
}
