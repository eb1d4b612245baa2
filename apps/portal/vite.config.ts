import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { bareContracts } from './contracts-plugin.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

/** Of our own modules only the entry does something by being imported; the styles are the portal's own sheet. */
const doesSomething = (id: string): boolean =>
  id.includes('/node_modules/') || id.startsWith(`${here}main.tsx`) || id.startsWith(`${here}portal.css`);

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
      experimental: { lazyBarrel: true },
      treeshake: { moduleSideEffects: (id) => doesSomething(id) },
    },
  },
});
