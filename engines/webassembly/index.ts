import { readFileSync } from 'node:fs';

/** What is used of WebAssembly, whose types come with those of the browser only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const modules = new Map<string, object>();

/** A kernel with a memory of its own; the file is compiled once. @returns what it exports */
export function openKernel<Exports>(path: string): Exports {
  const module = modules.get(path) ?? new WebAssembly.Module(readFileSync(path));
  modules.set(path, module);
  return new WebAssembly.Instance(module).exports as Exports;
}

/** What every kernel exports. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
}

/** A number that a kernel exports: the address of something in its memory. */
export interface Address {
  readonly value: number;
}
