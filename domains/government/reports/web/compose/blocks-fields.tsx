import { useEffect, useRef, useState } from 'react';
import { useSay } from '#ui';
import {
  blockNames,
  type Block,
  type BlockKind,
  type Composable,
  type ReportDefinition,
} from '../../contract.ts';
import { Select } from '../explore-tools.tsx';
import { BlockFields } from './block-fields.tsx';
import { moved, newBlock, withAt, withoutAt } from './draft.ts';
import { words } from './words.ts';

export interface Materials {
  readonly measures: readonly Composable[];
  readonly reports: readonly { readonly code: string; readonly title: { zh: string; en: string } }[];
}

interface Props extends Materials {
  readonly report: ReportDefinition;
  readonly onChange: (report: ReportDefinition) => void;
}

export const blockId = (at: number): string => `block-${at}`;

interface OneProps extends Props {
  readonly block: Block;
  readonly at: number;
  /** The list as it is next, and the place of the block that is gone to. */
  readonly onPlace: (blocks: Block[], goTo: number) => void;
}

function Moves({ block, at, report: { blocks }, onPlace }: OneProps) {
  const say = useSay();
  const what = `${at + 1} ${say(blockNames[block.kind])}`;
  return (
    <div className="row">
      <button
        type="button"
        className="button small"
        aria-label={say(words.upOf, { what })}
        disabled={at === 0}
        onClick={() => onPlace(moved(blocks, at, -1), at - 1)}
      >
        ↑ {say(words.up)}
      </button>
      <button
        type="button"
        className="button small"
        aria-label={say(words.downOf, { what })}
        disabled={at === blocks.length - 1}
        onClick={() => onPlace(moved(blocks, at, 1), at + 1)}
      >
        ↓ {say(words.down)}
      </button>
      <button
        type="button"
        className="button small"
        aria-label={say(words.removeOf, { what })}
        onClick={() => onPlace(withoutAt(blocks, at), Math.max(0, at - 1))}
      >
        {say(words.remove)}
      </button>
    </div>
  );
}

function One(props: OneProps) {
  const say = useSay();
  const { block, at, report, measures, reports, onChange } = props;
  return (
    <fieldset className="parts stack" id={blockId(at)} tabIndex={-1}>
      <legend>{say(words.blockOf, { number: at + 1, kind: say(blockNames[block.kind]) })}</legend>
      <BlockFields
        block={block}
        measures={measures}
        reports={reports}
        parameters={report.parameters}
        onChange={(next) => onChange({ ...report, blocks: withAt(report.blocks, at, next) })}
      />
      <Moves {...props} />
    </fieldset>
  );
}

const kinds = Object.entries(blockNames).map(([value, title]) => ({ value, title }));

/** The blocks of a report: added, moved, taken away, each with what it shows. */
export function BlocksFields(props: Props) {
  const say = useSay();
  const [kind, setKind] = useState<BlockKind>('table');
  const { report, measures, reports, onChange } = props;
  const codes = reports.map(({ code }) => code).filter((code) => code !== report.code);
  const made = newBlock(kind, measures, codes);
  const goTo = useRef<number>(undefined);
  // Who works by keyboard stays with the block that was added or moved, or beside the one that is gone.
  useEffect(() => {
    if (goTo.current === undefined) return;
    document.getElementById(blockId(goTo.current))?.focus();
    goTo.current = undefined;
  }, [report.blocks]);
  const place = (blocks: Block[], to: number) => {
    goTo.current = to;
    onChange({ ...report, blocks });
  };
  const add = () => {
    if (made) place([...report.blocks, made], report.blocks.length);
  };
  return (
    <section className="stack" aria-label={say(words.blocks)}>
      <h2>{say(words.blocks)}</h2>
      {report.blocks.length === 0 && <p className="quiet">{say(words.noBlocks)}</p>}
      {report.blocks.map((block, at) => (
        <One key={`${at} ${block.kind}`} {...props} block={block} at={at} onPlace={place} />
      ))}
      <div className="row">
        <Select
          label={words.kind}
          value={kind}
          choices={kinds}
          onChoose={(next) => setKind(next as BlockKind)}
        />
        <button type="button" className="button" disabled={!made} onClick={add}>
          {say(words.addBlock)}
        </button>
      </div>
    </section>
  );
}
