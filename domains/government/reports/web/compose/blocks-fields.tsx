import { useState } from 'react';
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
}

function Moves({ block, at, report, onChange }: OneProps) {
  const say = useSay();
  const { blocks } = report;
  const what = `${at + 1} ${say(blockNames[block.kind])}`;
  const set = (next: Block[]) => onChange({ ...report, blocks: next });
  return (
    <div className="row">
      <button
        type="button"
        className="button small"
        aria-label={say(words.upOf, { what })}
        disabled={at === 0}
        onClick={() => set(moved(blocks, at, -1))}
      >
        ↑ {say(words.up)}
      </button>
      <button
        type="button"
        className="button small"
        aria-label={say(words.downOf, { what })}
        disabled={at === blocks.length - 1}
        onClick={() => set(moved(blocks, at, 1))}
      >
        ↓ {say(words.down)}
      </button>
      <button
        type="button"
        className="button small"
        aria-label={say(words.removeOf, { what })}
        onClick={() => set(withoutAt(blocks, at))}
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
  const add = () => {
    if (made) onChange({ ...report, blocks: [...report.blocks, made] });
  };
  return (
    <section className="stack" aria-label={say(words.blocks)}>
      <h2>{say(words.blocks)}</h2>
      {report.blocks.length === 0 && <p className="quiet">{say(words.noBlocks)}</p>}
      {report.blocks.map((block, at) => (
        <One key={`${at} ${block.kind}`} {...props} block={block} at={at} />
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
