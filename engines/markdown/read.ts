/** A small part of CommonMark, read into a tree and never into HTML: what is not in it stays the text that it is. */
export type Span =
  | { readonly kind: 'text' | 'strong' | 'emphasis'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] };

const inline = /\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|\[([^\]\n]+)\]\(([^)\s]+)\)/g;

/** Only addresses that lead to a page: `https:`, `http:`, `mailto:`, `tel:`, or a path of this site. */
export const isSafeAddress = (to: string): boolean =>
  /^(https?:\/\/|mailto:|tel:)/i.test(to) || /^\/(?![/\\])/.test(to);

function spanOf(match: RegExpMatchArray): Span {
  const [whole, strong, emphasis, label, to] = match;
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
  if (label !== undefined && to !== undefined && isSafeAddress(to)) return { kind: 'link', text: label, to };
  return { kind: 'text', text: whole };
}

export function readSpans(line: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of line.matchAll(inline)) {
    if (match.index > at) spans.push({ kind: 'text', text: line.slice(at, match.index) });
    spans.push(spanOf(match));
    at = match.index + match[0].length;
  }
  if (at < line.length) spans.push({ kind: 'text', text: line.slice(at) });
  return spans;
}

const kinds = [
  { name: 'heading', mark: /^#{2,3}\s+/ },
  { name: 'item', mark: /^[-*]\s+/ },
  { name: 'number', mark: /^\d{1,3}[.)]\s+/ },
  { name: 'quote', mark: /^>\s?/ },
] as const;
type Line = (typeof kinds)[number]['name'] | 'plain';

const lineOf = (line: string): { kind: Line; words: string; mark: string } => {
  const found = kinds.find(({ mark }) => mark.test(line));
  const mark = found ? (found.mark.exec(line)?.[0] ?? '') : '';
  return { kind: found?.name ?? 'plain', words: line.slice(mark.length), mark };
};

function blockOf(kind: Line, lines: readonly string[], mark: string): Block {
  if (kind === 'item' || kind === 'number')
    return { kind: 'list', ordered: kind === 'number', items: lines.map(readSpans) };
  const spans = readSpans(lines.join('\n'));
  if (kind === 'heading') return { kind: 'heading', level: mark.startsWith('###') ? 3 : 2, spans };
  return { kind: kind === 'quote' ? 'quote' : 'paragraph', spans };
}

/**
 * Reads `##` and `###` headings, lists by `-` or `1.`, quotes by `>`, paragraphs; `**strong**`, `*emphasis*`, links.
 * @param source any text; HTML in it is shown as it was typed
 */
export function readMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let open: { kind: Line; lines: string[]; mark: string } | undefined;
  const close = () => {
    if (open) blocks.push(blockOf(open.kind, open.lines, open.mark));
    open = undefined;
  };
  for (const raw of source.split(/\r?\n/)) {
    const { kind, words, mark } = lineOf(raw.trim());
    if (words.trim() === '') close();
    else if (open?.kind === kind && kind !== 'heading') open.lines.push(words);
    else {
      close();
      open = { kind, lines: [words], mark };
    }
  }
  close();
  return blocks;
}

const spansText = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('');

/** Its words without marks, for feeds and summaries. */
export const plainText = (source: string): string =>
  readMarkdown(source)
    .map((block) => (block.kind === 'list' ? block.items.map(spansText).join('；') : spansText(block.spans)))
    .join(' ');
