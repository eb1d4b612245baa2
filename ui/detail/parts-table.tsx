import type { FieldPart } from '#kernel/record';
import { partAt } from '../form/object-parts.ts';
import { useSay, type Say } from '../language/language.tsx';
import { Heads } from '../table/head-row.tsx';
import { words } from '../words.ts';
import { plainText } from './plain-text.ts';

type Parts = Readonly<Record<string, FieldPart>>;

/** A part of an object in words: a name where the part has one, yes and no, a text in the reader's language. */
export function sayPart(say: Say, { names }: FieldPart, value: unknown): string {
  if (value === null || value === undefined || value === '') return say(words.none);
  if (typeof value === 'boolean') return say(value ? words.yes : words.no);
  const name = names?.[String(value)];
  return name ? say(name) : plainText(value, say);
}

/** A list of objects as a small table, a part a column. */
export function PartsTable({ parts, items }: { readonly parts: Parts; readonly items: readonly unknown[] }) {
  const say = useSay();
  const columns = Object.entries(parts);
  return (
    <table className="data-table">
      <Heads heads={columns.map(([, { label }]) => label)} />
      <tbody>
        {items.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- they have no name of their own, and stay in their order
          <tr key={index}>
            {columns.map(([path, part]) => (
              <td key={path}>{sayPart(say, part, partAt(item, path))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
