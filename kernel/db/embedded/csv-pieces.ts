const quote = 0x22;
const newline = 0x0a;

export interface CsvPiece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Lines of all pieces before this one. */
  readonly linesBefore: number;
}

/** Follows quotes through the text: a line end inside quotes ends no record (RFC 4180 §2.6). */
class RecordEnds {
  #quoted = false;
  lines = 0;

  /** @returns the offset behind the last record that ends in these bytes, or 0 */
  last(bytes: Uint8Array): number {
    let end = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === quote) this.#quoted = !this.#quoted;
      if (byte !== newline) continue;
      this.lines += 1;
      if (!this.#quoted) end = at + 1;
    }
    return end;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Cuts CSV into pieces of at least `least` bytes (the last may be shorter), each of whole records. */
export async function* csvPieces(
  csv: AsyncIterable<Uint8Array | string>,
  least: number,
): AsyncGenerator<CsvPiece> {
  const ends = new RecordEnds();
  let parts: Uint8Array[] = [];
  let size = 0;
  let linesBefore = 0;
  for await (const chunk of csv) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const end = ends.last(bytes);
    if (end === 0 || size + end < least) {
      parts.push(bytes);
      size += bytes.length;
      continue;
    }
    const rest = bytes.subarray(end);
    yield { bytes: join([...parts, bytes.subarray(0, end)]), linesBefore };
    parts = [rest];
    size = rest.length;
    linesBefore = ends.lines;
  }
  if (size > 0) yield { bytes: join(parts), linesBefore };
}
