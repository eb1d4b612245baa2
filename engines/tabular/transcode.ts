import { ByteWriter } from './byte-writer.ts';
import type { Encoding } from './encoding.ts';
import { Collector } from './first-of.ts';
import type { FirstOf } from './first-of.ts';
import { LineCounter } from './line-counter.ts';
import type { LineEnds } from './line-counter.ts';
import type { LongWork } from './progress.ts';
import { readChunks } from './read-chunks.ts';
import { REPLACEMENT, Utf8Decoder } from './utf8-decoder.ts';

export interface TranscodeOptions extends LongWork {
  from: string;
  to: string;
  encoding: Encoding;
}

export interface Transcoded {
  bytesRead: number;
  bytesWritten: number;
  /** Physical lines. */
  lines: number;
  lineEnds: LineEnds;
  /** Lines that hold characters that could not be read: the first hundred and how many lines. */
  undecodable: FirstOf<number>;
}

const FIRST_LINES = 100;

/** A text file to UTF-8 without byte order mark, in bounded memory. Line ends and everything else stay as they are. */
export async function transcode(options: TranscodeOptions): Promise<Transcoded> {
  const decoder = new Utf8Decoder(options.encoding);
  const output = await ByteWriter.create(options.to);
  const lines = new LineCounter();
  const damaged = new DamagedLines(lines);
  let bytesRead = 0;
  const take = (text: Buffer): void => {
    if (decoder.damaged) damaged.count(text);
    else lines.count(text, 0, text.length);
    output.copy(text, 0, text.length);
  };
  try {
    for await (const { bytes, total } of readChunks(options.from, options.signal)) {
      take(decoder.push(bytes));
      await output.flush();
      bytesRead += bytes.length;
      options.onProgress?.({ bytes: bytesRead, totalBytes: total, rows: lines.lines });
    }
    take(decoder.end());
    await output.flush();
  } finally {
    await output.close();
  }
  return {
    bytesRead,
    bytesWritten: output.written,
    lines: lines.lines,
    lineEnds: lines.ends,
    undecodable: damaged.lines.result(),
  };
}

/** Counts lines and notes those that hold a U+FFFD. */
class DamagedLines {
  readonly lines = new Collector<number>(FIRST_LINES);
  readonly #counter: LineCounter;
  #last = 0;

  constructor(counter: LineCounter) {
    this.#counter = counter;
  }

  count(text: Buffer): void {
    let from = 0;
    for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, from)) {
      const end = at + REPLACEMENT.length;
      this.#counter.count(text, from, end);
      from = end;
      if (this.#counter.line === this.#last) continue;
      this.#last = this.#counter.line;
      this.lines.add(this.#last);
    }
    this.#counter.count(text, from, text.length);
  }
}
