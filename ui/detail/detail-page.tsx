import { type ReactNode, useId } from 'react';

export interface DetailSection {
  readonly title: string;
  readonly content: ReactNode;
}
interface DetailProps {
  readonly title: ReactNode;
  /** Beside the title: simulated, withdrawn, a lamp. */
  readonly tags?: ReactNode;
  /** What one does here; the first is the primary one. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly sections?: readonly DetailSection[];
  /** As a page of its own; otherwise it stands beside its list. */
  readonly page?: boolean;
}

/** One thing: what it is, what one can do, then what happened and what belongs to it. */
export function DetailPage({ title, tags, actions, children, sections = [], page = false }: DetailProps) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <article className={page ? 'detail sheet' : 'detail'}>
      <header className="detail-head">
        <Heading>{title}</Heading>
        {tags}
      </header>
      {children}
      {actions && <div className="row no-print">{actions}</div>}
      {sections.map((section) => (
        <Section key={section.title} {...section} page={page} />
      ))}
    </article>
  );
}

function Section({ title, content, page }: DetailSection & { readonly page: boolean }) {
  const id = useId();
  const Heading = page ? 'h2' : 'h3';
  return (
    <section aria-labelledby={id} className="stack tight detail-section">
      <Heading id={id}>{title}</Heading>
      {content}
    </section>
  );
}
