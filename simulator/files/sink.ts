import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** A file on its way out. */
export interface Sink {
  write(bytes: Buffer): Promise<void>;
  /** Closes it. */
  end(): Promise<Written>;
}

export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes a file from its beginning, piece by piece, counting and hashing. */
export async function openSink(path: string): Promise<Sink> {
  const file = await open(path, 'w');
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async write(piece) {
      hash.update(piece);
      bytes += piece.length;
      await file.writeFile(piece);
    },
    async end() {
      await file.close();
      return { bytes, sha256: hash.digest('hex') };
    },
  };
}

/** A line of a file, and in the end what was written. */
export interface Lines {
  write(line: string): Promise<void>;
  end(): Promise<Written>;
}

const pieceCharacters = 1 << 17;

/** Text in pieces of about a hundred kibibytes, whatever the length of its lines. */
export async function openText(path: string, encode: (text: string) => Buffer): Promise<Lines> {
  const sink = await openSink(path);
  let waiting = '';
  return {
    async write(line) {
      waiting += line;
      if (waiting.length < pieceCharacters) return;
      const piece = encode(waiting);
      waiting = '';
      await sink.write(piece);
    },
    async end() {
      await sink.write(encode(waiting));
      return sink.end();
    },
  };
}
