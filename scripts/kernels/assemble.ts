import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import openWabt from 'wabt';

const root = path.dirname(path.dirname(import.meta.dirname));

export interface Assembled {
  /** Of the assembled file, from the root. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Every kernel of the repository, assembled from its text. @throws with line and reason when a text is wrong */
export async function assembleKernels(): Promise<Assembled[]> {
  const wabt = await openWabt();
  return globSync('{engines,platform,domains}/**/*.wat', { cwd: root }).map((file) => {
    const text = wabt.parseWat(file, readFileSync(path.join(root, file), 'utf8'), { simd: true });
    try {
      return { file: file.replace(/\.wat$/, '.wasm'), bytes: text.toBinary({}).buffer };
    } finally {
      text.destroy();
    }
  });
}
