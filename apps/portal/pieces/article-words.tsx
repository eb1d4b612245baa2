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
        // oxlint-disable-next-line react/no-array-index-key -- the words of a released version never change
        <Piece key={index} span={span} />
      ))}
    </>
  );
}

function Part({ block }: { readonly block: Block }) {
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List className="article-list">
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

/** An article's words, made of elements and never of HTML. */
export function ArticleWords({ source }: { readonly source: string }) {
  return (
    <div className="article-words">
      {readMarkdown(source).map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <Part key={index} block={block} />
      ))}
    </div>
  );
}
