import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { root } from './house.ts';

/** What issue 2 allows for the first page: kB of script, compressed, in all. */
const mostBytes = 100_000;

interface Built {
  readonly fileName: string;
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

test('all script of the portal together is within the budget of its first page', () => {
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.reduce((sum, { text }) => sum + gzipSync(text).length, 0);
  expect(bytes).toBeLessThan(mostBytes);
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
