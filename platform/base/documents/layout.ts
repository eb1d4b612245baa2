import { z } from 'zod';
import { Text } from '#kernel/texts';

/** Name of a field within a template. */
const Name = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);
const words = (most: number) => z.string().min(1).max(most);

export const fieldKinds = ['text', 'long', 'date', 'number', 'table'] as const;

/** What whoever writes a paper fills in. */
export const PaperField = z.strictObject({
  name: Name,
  label: Text,
  kind: z.enum(fieldKinds),
  required: z.boolean().default(true),
  columns: z
    .array(z.strictObject({ name: Name, label: words(40), width: z.number().min(1).max(20).default(1) }))
    .min(1)
    .max(8)
    .optional()
    .describe('of a table'),
});
export type PaperField = z.infer<typeof PaperField>;

/** One piece of a paper, from top to bottom; `{name}` stands for the value of a field. */
export const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: words(200) }),
  z.strictObject({ kind: z.literal('paragraph'), text: words(4000) }),
  z.strictObject({ kind: z.literal('pairs'), fields: z.array(Name).min(1).max(40) }),
  z.strictObject({ kind: z.literal('table'), field: Name }),
]);
export type Block = z.infer<typeof Block>;

export const retentions = ['permanent', '30-years', '10-years'] as const;

/** Parts of a document with a red head (GB/T 9704-2012 §7). */
export const OfficialParts = z.strictObject({
  mark: words(60).describe('发文机关标志'),
  to: z.string().max(200).default('').describe('主送机关'),
  copies: z.string().max(200).default('').describe('抄送机关'),
  printer: z.string().max(60).default('').describe('印发机关'),
});

/** A paper's form: what is asked, and how it is laid out. */
export const Layout = z
  .strictObject({
    style: z.enum(['official', 'plain']).describe('official: with a red head after GB/T 9704-2012'),
    heading: words(120).describe('title of the paper; may hold {field}'),
    issuerName: words(60).describe('署名'),
    series: words(20).describe('发文机关代字: the mark of the number'),
    retention: z.enum(retentions),
    official: OfficialParts.optional(),
    fields: z.array(PaperField).max(40),
    blocks: z.array(Block).min(1).max(80),
  })
  .superRefine((layout, check) => {
    for (const fault of layoutFaults(layout)) check.addIssue({ code: 'custom', ...fault });
  });
export type Layout = z.infer<typeof Layout>;

/** Fields that a text names. */
export const placesIn = (text: string): string[] =>
  [...text.matchAll(/\{([a-z][a-zA-Z0-9]*)\}/g)].map(([, name]) => name ?? '');

const namedBy = (block: Block): string[] => {
  if (block.kind === 'pairs') return block.fields;
  return block.kind === 'table' ? [block.field] : placesIn(block.text);
};

type Parts = Pick<Layout, 'fields' | 'blocks' | 'heading' | 'style' | 'official'>;
interface LayoutFault {
  readonly message: string;
  readonly path: (string | number)[];
}

/** Each place of a layout with the fields that it names. */
const placesOf = ({ heading, blocks, official }: Parts): { names: string[]; path: (string | number)[] }[] => [
  { names: placesIn(heading), path: ['heading'] },
  ...blocks.map((block, index) => ({ names: namedBy(block), path: ['blocks', index] })),
  ...(['to', 'copies', 'mark'] as const).map((part) => ({
    names: placesIn(official?.[part] ?? ''),
    path: ['official', part],
  })),
];

/** What is wrong with a layout: fields that it does not have, tables without columns, a red head without its parts. */
function layoutFaults(layout: Parts): LayoutFault[] {
  const known = new Map(layout.fields.map((field) => [field.name, field]));
  const faults: LayoutFault[] = placesOf(layout).flatMap(({ names, path }) =>
    names
      .filter((name) => !known.has(name))
      .map((name) => ({ message: `there is no field ${name} · 没有此项`, path })),
  );
  for (const [index, block] of layout.blocks.entries())
    if (block.kind === 'table' && known.get(block.field)?.columns === undefined)
      faults.push({ message: 'a table needs columns · 表格须有列', path: ['blocks', index] });
  if (known.size < layout.fields.length)
    faults.push({ message: 'a field stands twice · 项目重名', path: ['fields'] });
  if (layout.style === 'official' && !layout.official)
    faults.push({ message: 'a red head needs its parts · 缺少红头要素', path: ['official'] });
  return faults;
}

/** A row of a table by column, or plain text. */
export const Values = z.record(
  Name,
  z.union([z.string().max(20_000), z.number(), z.array(z.record(z.string(), z.string().max(500))).max(500)]),
);
export type Values = z.infer<typeof Values>;
