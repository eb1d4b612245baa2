import type { ReactNode } from 'react';

interface RegionProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** What is wider than its place scrolls in itself, by keyboard too (WCAG 2.1.1). */
export function ScrollRegion({ label, children }: RegionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
