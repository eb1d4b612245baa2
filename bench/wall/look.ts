/** A month of beats takes an hour: what has been seen so far is told as it is seen. */
export function sayLook(
  what: string,
  { beats, heap }: { readonly beats: number; readonly heap: number },
): void {
  process.stderr.write(`[bench] ${what} after ${beats} beats: ${(heap / 1024 ** 2).toFixed(2)} MB\n`);
}
