/**
 * The server's list of modules with one more: its import after the last one, its line at the end of its floor or area
 * (a comment like `// platform/base`), else at the end of the list.
 * @throws Error when the text is not such a list
 */
export function withModule(list: string, place: string): string {
  const name = (place.split('/').at(-1) ?? '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  if (list.includes(`'../../${place}/module.ts'`)) return list;
  const lines = list.split('\n');
  const lastImport = lines.findLastIndex((line) => line.startsWith('import '));
  const end = lines.findLastIndex((line) => line.trim() === '];');
  if (lastImport < 0 || end < 0)
    throw new Error('apps/server/modules.ts has no imports, or no list that ends with "];"');
  lines.splice(endOfGroup(lines, place, end), 0, `  ${name},`);
  lines.splice(lastImport + 1, 0, `import ${name} from '../../${place}/module.ts';`);
  return lines.join('\n');
}

function endOfGroup(lines: readonly string[], place: string, end: number): number {
  const [top = '', second = ''] = place.split('/');
  const heading = lines.findIndex((line) => [`// ${top}/${second}`, `// ${top}`].includes(line.trim()));
  if (heading < 0) return end;
  const next = lines.findIndex(
    (line, at) => at > heading && (line.trim().startsWith('//') || line.trim() === '];'),
  );
  return next < 0 ? end : next;
}
