import { readMarkdown, type Block, type Span } from '#engines/markdown';

function Piece({ span }: { readonly span: Span }) {
  if (span.kind === 'strong') return <strong>{span.text}</strong>;
  if (span.kind === 'emphasis') return <em>{span.text}</em>;
  if (span.kind === 'link') return <a href={span.to}>{span.text}</a>;
  return <>{span.text}</>;
}

const Line = ({ spans }: { readonly spans: readonly Span[] }) => (
  <>
    {spans.map((span, index) => (
      <Piece key={index} span={span} />
    ))}
  </>
);

function Part({ block }: { readonly block: Block }) {
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List>
        {block.items.map((spans, index) => (
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

/** The words of a report, made of elements and never of HTML. */
export function Markdown({ source }: { readonly source: string }) {
  return (
    <div className="report-words">
      {readMarkdown(source).map((block, index) => (
        <Part key={index} block={block} />
      ))}
    </div>
  );
}
