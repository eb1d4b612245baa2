import { readMarkdown, type Block, type Span } from '#engines/markdown';

function Piece({ span }: { readonly span: Span }) {
  if (span.kind === 'strong') return <strong>{span.text}</strong>;
  if (span.kind === 'emphasis') return <em>{span.text}</em>;
  if (span.kind === 'link')
    return (
      <a className="underlined" href={span.to}>
        {span.text}
      </a>
    );
  return <>{span.text}</>;
}

function Line({ spans }: { readonly spans: readonly Span[] }) {
  return (
    <>
      {spans.map((span, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same words are the same pieces in the same order
        <Piece key={index} span={span} />
      ))}
    </>
  );
}

function Part({ block }: { readonly block: Block }) {
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List>
        {block.items.map((spans, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <li key={index}>
            <Line spans={spans} />
          </li>
        ))}
      </List>
    );
  }
  const line = <Line spans={block.spans} />;
  if (block.kind === 'heading') return block.level === 2 ? <h2>{line}</h2> : <h3>{line}</h3>;
  return block.kind === 'quote' ? <blockquote>{line}</blockquote> : <p>{line}</p>;
}

/** Words that people wrote (`#engines/markdown`), made of elements and never of HTML. */
export function Markdown({ source, className }: { readonly source: string; readonly className: string }) {
  return (
    <div className={className}>
      {readMarkdown(source).map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <Part key={index} block={block} />
      ))}
    </div>
  );
}
