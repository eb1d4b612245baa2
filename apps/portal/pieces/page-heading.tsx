import { type ReactNode, useEffect, useRef } from 'react';
import { PageTitle } from '#ui';
import { hasMoved } from '../state/router.ts';

interface HeadingProps {
  readonly title: string;
  readonly lead?: ReactNode;
}

/** The page's name. After a step from another page it takes the focus, so that a screen reader says where one is. */
export function PageHeading({ title, lead }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasMoved()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="heading">
      <PageTitle title={title} />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="lead">{lead}</p>}
    </header>
  );
}
