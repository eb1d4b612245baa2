import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { mostCells } from '../defining/check.ts';
import { expanded } from '../defining/expand.ts';
import { faultOf } from '../defining/faults.ts';
import { wholeText } from '../names.ts';
import type { Block, ShownBlock } from '../shapes.ts';
import type { Reading } from './asked.ts';
import { gridOf } from './grids.ts';
import { Sources, valuesOf } from './sources.ts';

/** What one may choose for a parameter, and what is chosen. */
export interface Choice {
  readonly name: string;
  readonly title: Text;
  readonly value: string;
  readonly chosen: Text;
  readonly values: { value: string; title: Text }[];
}

/** Values come from the periods of a year and more: what is quiet in one month can be chosen in it. */
const periodsLooked = 12;

async function choiceOf(
  sources: Sources,
  { chosen }: Reading,
  parameter: Reading['report']['parameters'][number],
): Promise<Choice> {
  const { name, title, measure, dimension } = parameter;
  const value = chosen[name] ?? '';
  const found = await valuesOf(await sources.stretch(measure, periodsLooked), dimension, {}).catch(
    unlessGone,
  );
  const values = (found ?? []).map((each) => ({ value: each.key, title: each.title }));
  const known = values.find((each) => each.value === value)?.title ?? { zh: value, en: value };
  return { name, title, value, chosen: value === '' ? wholeText : known, values };
}

/** A measure that is out of force takes its blocks with it, not the report. */
function unlessGone(error: unknown): undefined {
  if (error instanceof Problem && error.status < 500) return undefined;
  throw error;
}

const faulty = ({ code, message }: ReturnType<typeof faultOf>): ShownBlock => ({
  kind: 'fault',
  code,
  detail: message,
});

async function shownOf(
  making: { readonly sources: Sources; readonly reading: Reading },
  block: Block,
  named: Readonly<Record<string, Text>>,
): Promise<ShownBlock> {
  if (block.kind === 'text') return { kind: 'text', body: fill(block.body, named) };
  if (block.kind === 'include') return faulty(faultOf([], 'report-unknown', { report: block.report }));
  try {
    const grid = await gridOf(making, block);
    const count = grid.rows.length * grid.columns.length;
    if (count <= mostCells) return { kind: 'grid', grid };
    return faulty(faultOf([], 'too-many-cells', { count, most: mostCells }));
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return { kind: 'fault', code: error.code, detail: error.detail };
  }
}

export interface Evaluated {
  readonly choices: Choice[];
  readonly blocks: ShownBlock[];
}

/** Every block of a report with its figures, as this reader sees them. */
export async function evaluate(context: Context, reading: Reading): Promise<Evaluated> {
  const { report, published, period } = reading;
  const sources = new Sources(context, reading);
  const choices: Choice[] = [];
  for (const parameter of report.parameters) choices.push(await choiceOf(sources, reading, parameter));
  const named: Record<string, Text> = { period: { zh: period, en: period } };
  for (const { name, chosen } of choices) named[name] = chosen;
  const blocks: ShownBlock[] = [];
  for (const block of expanded(report, published))
    blocks.push(await shownOf({ sources, reading }, block, named));
  return { choices, blocks };
}

/** The newest data behind what is shown, and whether any of it is invented. */
export function groundOf(blocks: readonly ShownBlock[]): { asOf: string | null; simulated: boolean } {
  const cells = blocks.flatMap((block) =>
    block.kind === 'grid' ? block.grid.rows.flatMap((row) => row.cells) : [],
  );
  const instants = cells.flatMap(({ asOf }) => (asOf === null ? [] : [asOf]));
  return { asOf: instants.toSorted().at(-1) ?? null, simulated: cells.some(({ simulated }) => simulated) };
}
