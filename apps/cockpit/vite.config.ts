import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Our own modules do nothing by being imported, but for styles; so what the wall does not use is not in it. */
const hasEffects = (id: string): boolean =>
  id.includes('/node_modules/') || /\.css($|\?)/.test(id) || id.endsWith('/main.tsx') || !id.startsWith(root);

/** A schema that the wall never reads is left out: making one changes nothing. */
const schemas = ['z', 'operation', 'defineEvent'];

export default defineConfig({
  root: here,
  base: '/cockpit/',
  plugins: [react()],
  server: { port: 5174, proxy: { '/api': 'http://127.0.0.1:8330' }, fs: { allow: [root] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => hasEffects(id), manualPureFunctions: schemas },
    },
  },
});
