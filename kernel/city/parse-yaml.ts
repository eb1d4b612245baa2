import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { faultAt, type CityFault, type Path, type Place } from './fault.ts';

/** A file taken apart: its plain value, what is wrong with its grammar, and where each part of it stands. */
export interface Parsed {
  readonly value: unknown;
  readonly faults: CityFault[];
  /** Place of the part at a path; of the nearest part above it where the path leads to nothing. */
  placeOf(path: Path): Place;
}

interface Found {
  readonly node: unknown;
  readonly at: number | undefined;
}

const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];

function step(document: Document, from: unknown, key: PropertyKey): Found | undefined {
  const node = isAlias(from) ? from.resolve(document) : from;
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? undefined : { node: item, at: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key: name }) => isScalar(name) && String(name.value) === String(key));
  if (!pair) return undefined;
  // A scalar is shown at itself, anything larger at the key that a person reads first.
  return { node: pair.value, at: startOf(isScalar(pair.value) ? pair.value : pair.key) };
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    const found = step(document, node, key);
    if (!found) break;
    node = found.node;
    offset = found.at ?? offset;
  }
  return offset;
}

function placeIn(counter: LineCounter, offset: number): Place {
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/**
 * Reads YAML 1.2, and JSON as the part of it that it is, keeping every part's place.
 * Values are the core schema's: a date stays the string that was written.
 */
export function parseYaml(file: string, text: string): Parsed {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const faults = [...document.errors, ...document.warnings].map((error) => {
    const twice = error.code === 'DUPLICATE_KEY';
    return faultAt(file, placeIn(counter, error.pos[0]), {
      code: twice ? 'city.duplicate-key' : 'city.syntax',
      message: {
        zh: twice ? '同一键出现两次' : `语法错误：${error.message}`,
        en: twice ? 'the same key stands twice' : error.message,
      },
    });
  });
  const value: unknown = document.errors.length === 0 ? document.toJS() : undefined;
  return { value, faults, placeOf: (path) => placeIn(counter, offsetOf(document, path)) };
}
