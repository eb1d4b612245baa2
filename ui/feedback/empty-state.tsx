import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  /** What to do so that there is something. */
  readonly hint?: string | undefined;
  readonly action?: ReactNode;
  /** It is all of the page, and its title the page's. */
  readonly page?: boolean;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ title, hint, action, page = false }: EmptyProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className="empty-state">
      <Title className="strong">{title}</Title>
      {hint && <p className="quiet">{hint}</p>}
      {action}
    </div>
  );
}
