import { type ReactNode, useEffect } from 'react';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';

/** The name of the browser's tab. */
export function PageTitle({ title }: { readonly title: string }) {
  const platform = useSay()(words.platform);
  useEffect(() => {
    document.title = `${title} · ${platform}`;
  }, [title, platform]);
  return null;
}

interface HeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** A page's name and what to know before reading it; also the name of the browser's tab. */
export function PageHead({ title, lead, actions }: HeadProps) {
  return (
    <header className="page-head">
      <PageTitle title={title} />
      <div>
        <h1>{title}</h1>
        {lead && <div className="quiet">{lead}</div>}
      </div>
      {actions && <div className="row no-print">{actions}</div>}
    </header>
  );
}
