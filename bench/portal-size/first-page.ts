import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Script {
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
}

const named = /<(?:script|link)\b[^>]*>/g;
const isScript = (tag: string): boolean => tag.startsWith('<script') || /rel="modulepreload"/.test(tag);
/** `import"./a.js"`, `import{x}from"./a.js"`, `export*from"./a.js"`; what `import()` fetches comes later. */
const imported = /(?:\bimport|\bfrom)\s*["'](\.{1,2}\/[^"']+)["']/g;

/** Every script that a browser fetches before the first page stands: those in the HTML and all that they import. */
export async function firstPageScripts(dist: string): Promise<Script[]> {
  const html = await readFile(join(dist, 'index.html'), 'utf8');
  const tags = html.match(named)?.filter(isScript) ?? [];
  const waiting = tags
    .flatMap((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? [])
    .map((url) => url.replace(/^\//, ''));
  const scripts = new Map<string, Script>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (scripts.has(file)) continue;
    const content = await readFile(join(dist, file));
    scripts.set(file, { file, bytes: content.length, gzip: gzipSync(content, { level: 9 }).length });
    for (const [, target = ''] of content.toString('utf8').matchAll(imported))
      waiting.push(join(file, '..', target));
  }
  return [...scripts.values()];
}

/** Whether a script brings zod along: the mark that its schemas carry survives every minifier. */
export async function bringsZod(dist: string, scripts: readonly Script[]): Promise<boolean> {
  const contents = await Promise.all(scripts.map(({ file }) => readFile(join(dist, file), 'utf8')));
  return contents.some((content) => content.includes('_zod') || content.includes('ZodError'));
}
