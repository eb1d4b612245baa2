import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const html = `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>empty</title></head>
<body><main id="root"></main><script type="module" src="/main.ts"></script></body></html>
`;

/** Builds a page of one line with Vite. @returns the folder to serve */
export async function buildEmptyPage(folder: string): Promise<string> {
  const root = join(folder, 'page');
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'index.html'), html);
  await writeFile(join(root, 'main.ts'), `document.querySelector('#root')!.textContent = 'empty';\n`);
  await build({ root, configFile: false, logLevel: 'error', mode: 'production' });
  return join(root, 'dist');
}
