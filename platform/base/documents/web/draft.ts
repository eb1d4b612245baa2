import type { Template, Block, Layout, PaperField } from '../contract.ts';

/** A template while somebody works at it. */
export interface Draft {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly layout: Layout;
}

export const emptyDraft: Draft = {
  code: '',
  title: { zh: '', en: '' },
  layout: {
    style: 'plain',
    heading: '',
    issuerName: '',
    series: '',
    retention: '10-years',
    fields: [],
    blocks: [{ kind: 'paragraph', text: '　' }],
  },
};

export const draftOf = ({ code, title, layout }: Template, copy: boolean): Draft => ({
  code: copy ? '' : code,
  title,
  layout,
});

export const emptyField: PaperField = { name: '', label: { zh: '', en: '' }, kind: 'text', required: true };

/** A block of another kind keeps what it can. */
export function blockOf(kind: Block['kind'], before: Block, fields: readonly PaperField[]): Block {
  if (kind === 'paragraph' || kind === 'heading')
    return { kind, text: 'text' in before ? before.text : '　' };
  const table = fields.find((field) => field.kind === 'table');
  if (kind === 'table') return { kind, field: table?.name ?? '' };
  return { kind, fields: fields.filter((field) => field.kind !== 'table').map(({ name }) => name) };
}

export const replaced = <T>(list: readonly T[], at: number, value: T): T[] =>
  list.map((each, index) => (index === at ? value : each));

export const removed = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

/** One place up; the first stays. */
export function raised<T>(list: readonly T[], at: number): T[] {
  const one = list[at];
  const above = list[at - 1];
  if (one === undefined || above === undefined) return [...list];
  return replaced(replaced(list, at, above), at - 1, one);
}
