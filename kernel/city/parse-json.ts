import { faultAt } from './fault.ts';
import { parseYaml, type Parsed } from './parse-yaml.ts';

const whereJsonBroke = /line (\d+) column (\d+)/;

/**
 * Reads JSON strictly; the places come from reading it once more as YAML, whose part JSON is.
 * That second reading also finds the key that stands twice, where JSON itself would silently keep the last.
 */
export function parseJson(file: string, text: string): Parsed {
  try {
    JSON.parse(text.trimEnd());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const [, line, column] = whereJsonBroke.exec(reason) ?? [];
    // Without a place in the message the text ended too early.
    const place = line
      ? { line: Number(line), column: Number(column) }
      : { line: text.trimEnd().split('\n').length };
    const words = { code: 'city.syntax', message: { zh: `JSON 语法错误：${reason}`, en: reason } };
    return { value: undefined, faults: [faultAt(file, place, words)], placeOf: () => place };
  }
  return parseYaml(file, text);
}
