import { faultAt } from './fault.ts';
import { parseYaml, type Parsed } from './parse-yaml.ts';

const whereJsonBroke = /line (\d+) column (\d+)/;
const strings = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

const keysWritten = (text: string): number => [...text.matchAll(strings)].filter(([, colon]) => colon).length;

function keysRead(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : parts.length;
  return parts.reduce((sum: number, part) => sum + keysRead(part), own);
}

function broken(file: string, text: string, error: unknown): Parsed {
  const reason = error instanceof Error ? error.message : String(error);
  const [, line, column] = whereJsonBroke.exec(reason) ?? [];
  // Without a place in the message the text ended too early.
  const place = line
    ? { line: Number(line), column: Number(column) }
    : { line: text.trimEnd().split('\n').length };
  const words = { code: 'city.syntax', message: { zh: `JSON 语法错误：${reason}`, en: reason } };
  return { value: undefined, faults: [faultAt(file, place, words)], placeOf: () => place };
}

/**
 * Reads JSON strictly. Places come from reading it once more as YAML, whose part JSON is, and only when one is asked for:
 * that reading is some hundred times slower. A key that stands twice, of which JSON silently keeps the last, shows in the count.
 */
export function parseJson(file: string, text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text.trimEnd());
  } catch (error) {
    return broken(file, text, error);
  }
  if (keysWritten(text) !== keysRead(value)) return parseYaml(file, text);
  let placed: Parsed | undefined;
  return { value, faults: [], placeOf: (path) => (placed ??= parseYaml(file, text)).placeOf(path) };
}
