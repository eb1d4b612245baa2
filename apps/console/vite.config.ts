import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Our own modules do nothing by being imported, but for styles; so what a page does not use is not in its chunk. */
const ownPure = (id: string): boolean =>
  id.includes('/node_modules/') ||
  /\.css($|\?)/.test(id) ||
  /\/(main\.tsx|ui\/styles\.ts)$/.test(id) ||
  !id.startsWith(root);

export default defineConfig({
  root: here,
  base: '/console/',
  plugins: [react()],
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8330' }, fs: { allow: [root] } },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => ownPure(id) } },
  },
});
