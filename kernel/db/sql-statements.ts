/** One pass over what may hide a semicolon or a name: comments, strings, dollar-quoted bodies. */
const hidden = /--[^\n]*|\/\*[\s\S]*?\*\/|(?:\be)?'(?:[^']|'')*'|(\$\w*\$)[\s\S]*?\1/gi;

/**
 * Splits SQL at its semicolons, with comments and literals blanked, quotes around names dropped and in small
 * letters: enough to see what a statement does to which table. Positions and literal texts are lost.
 */
export const outlineStatements = (sql: string): string[] =>
  sql
    .replace(hidden, (found) => (found.startsWith('-') || found.startsWith('/') ? ' ' : "''"))
    .replaceAll('"', '')
    .toLowerCase()
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '');
