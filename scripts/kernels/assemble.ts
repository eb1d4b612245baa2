import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(path.dirname(import.meta.dirname));

/** Named apart from its import, so that a tree whose packages are of yesterday still passes everything else. */
const assembler = 'wabt';

/** What is used of it. */
interface Wabt {
  parseWat(
    file: string,
    text: string,
    features: { simd: boolean },
  ): { toBinary(options: object): { readonly buffer: Uint8Array }; destroy(): void };
}

export interface Assembled {
  /** Of the assembled file, from the root. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Every kernel of the repository, assembled from its text. @throws with line and reason when a text is wrong */
export async function assembleKernels(): Promise<Assembled[]> {
  const { default: openWabt } = (await import(assembler)) as { default: () => Promise<Wabt> };
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
