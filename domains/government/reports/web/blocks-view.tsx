import { Markdown, useSay } from '#ui';
import type { ShownBlock } from '../contract.ts';
import { GridView } from './grid-view.tsx';

function BlockView({ block }: { readonly block: ShownBlock }) {
  const say = useSay();
  if (block.kind === 'text') return <Markdown className="report-words" source={say(block.body)} />;
  if (block.kind === 'grid') return <GridView grid={block.grid} />;
  return (
    <p className="notice warn">
      {say(block.detail)} <code className="small">{block.code}</code>
    </p>
  );
}

/** The blocks of a report in their order. */
export function BlocksView({ blocks }: { readonly blocks: readonly ShownBlock[] }) {
  return (
    <div className="stack">
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}
