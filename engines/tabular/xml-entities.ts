import { TabularError } from './tabular-error.ts';

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of XML with the five named and the numeric entities resolved; any other is damage (a DTD is refused). */
export function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const character = NAMED[name] ?? numeric(name);
    if (character === null || !whole.endsWith(';')) {
      throw new TabularError('tabular.damaged', `unknown entity ${whole.slice(0, 12)}`);
    }
    return character;
  });
}

function numeric(name: string): string | null {
  const match = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (match === null) return null;
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0;
  return isCharacter ? String.fromCodePoint(code) : null;
}
