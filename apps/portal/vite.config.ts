import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { bareContracts } from './contracts-plugin.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

const own = ['main.tsx', 'portal.css', 'embed/main.tsx', 'embed/embed.css'];

/** Of our own modules only the entries and their sheets do something by being imported. */
const doesSomething = (id: string): boolean =>
  id.includes('/node_modules/') || own.some((file) => id.startsWith(`${here}${file}`));

export default defineConfig({
  root: here,
  base: '/',
  plugins: [bareContracts()],
  define: { __VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    alias: { react: 'preact/compat', 'react-dom': 'preact/compat' },
  },
  server: { port: 5174, proxy: { '/api': 'http://127.0.0.1:8330' }, fs: { allow: [root] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // A frame in a page of another site is a page of its own: it needs little of the portal.
      input: { index: `${here}index.html`, embed: `${here}embed.html` },
      experimental: { lazyBarrel: true },
      treeshake: { moduleSideEffects: (id) => doesSomething(id) },
    },
  },
});
