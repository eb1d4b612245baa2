import { resolveEntities } from './xml-entities.ts';

const ATTRIBUTE = /([^\s=:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** All attributes of a tag by local name. For the small parts of a workbook; cells are read by `CellTag`. */
export function attributesOf(bytes: Buffer, from: number, to: number): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const match of bytes.toString('utf8', from, to).matchAll(ATTRIBUTE)) {
    attributes.set(match[1] ?? '', resolveEntities(match[2] ?? match[3] ?? ''));
  }
  return attributes;
}
