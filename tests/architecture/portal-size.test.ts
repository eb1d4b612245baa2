import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { root } from './house.ts';

/** What issue 2 allows for the first page: kB of script, compressed, in all. */
const mostBytes = 100_000;

interface Built {
  readonly fileName: string;
  /** The page that begins with it; undefined for what others load. */
  readonly page: string | undefined;
  /** Files that it loads, at once or later. */
  readonly loads: readonly string[];
  readonly text: string;
  /** Every module of which some code is in the file. */
  readonly modules: readonly string[];
}

let scripts: readonly Built[] = [];
let page = '';

beforeAll(async () => {
  const folder = path.join(root, 'apps', 'portal');
  const made = await build({
    root: folder,
    configFile: path.join(folder, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'error',
    build: { write: false },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  scripts = outputs.flatMap((each) =>
    each.type === 'chunk'
      ? [
          {
            fileName: each.fileName,
            page: each.isEntry && each.facadeModuleId ? path.basename(each.facadeModuleId) : undefined,
            loads: [...each.imports, ...each.dynamicImports],
            text: each.code,
            modules: Object.entries(each.modules)
              .filter(([, { renderedLength }]) => renderedLength > 0)
              .map(([id]) => id),
          },
        ]
      : [],
  );
  page = outputs
    .flatMap((each) => (each.type === 'asset' && each.fileName === 'index.html' ? [String(each.source)] : []))
    .join('');
});

/** Bytes of all script that a page can ever load, compressed. */
function bytesOf(page: string): number {
  const reached = new Set(scripts.filter((each) => each.page === page));
  expect(reached.size).toBe(1);
  for (const { loads } of reached)
    for (const script of scripts) if (loads.includes(script.fileName)) reached.add(script);
  return [...reached].reduce((sum, { text }) => sum + gzipSync(text).length, 0);
}

test('all script of the portal together is within the budget of its first page', () => {
  expect(bytesOf('index.html')).toBeLessThan(mostBytes);
});

test('a frame in a page of another site costs that page little', () => {
  expect(bytesOf('embed.html')).toBeLessThan(30_000);
});

test('the page asks for its own script and for nothing from elsewhere', () => {
  const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
  expect(sources).toEqual(expect.arrayContaining([expect.stringMatching(/^\/assets\/.*\.js$/)]));
  expect(sources.filter((source) => !source?.startsWith('/') || source.startsWith('//'))).toEqual([]);
});

test.for(['zod', 'antd', 'react-dom', 'react-router', '@tanstack', 'echarts', 'maplibre-gl'])(
  'no code of %s is in the portal',
  (name) => {
    const modules = scripts.flatMap((script) => script.modules);
    expect(modules.some((id) => id.includes('/node_modules/preact/'))).toBe(true);
    expect(modules.filter((id) => id.includes(`/node_modules/${name}/`))).toEqual([]);
  },
);

test('no shape of a contract is in the portal: neither zod nor what only it says', () => {
  for (const { fileName, text } of scripts) expect(text, fileName).not.toMatch(/ZodError|_zod|safeParse/);
});
