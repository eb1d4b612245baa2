// Assembles the kernels of WebAssembly: every <name>.wat to the <name>.wasm beside it.
//   npm run kernels
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { assembleKernels } from './kernels/assemble.ts';

for (const { file, bytes } of await assembleKernels()) {
  writeFileSync(path.join(path.dirname(import.meta.dirname), file), bytes);
  process.stdout.write(`${file}: ${bytes.length} bytes\n`);
}
