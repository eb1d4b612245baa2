import type { Danger } from './danger.ts';
import type { FileKind } from './sniff.ts';

/** 50 million points: a page of A3 at 600 dpi, and two hundred megabytes when it is unpacked. */
const mostPixels = 50_000_000;

interface Extent {
  readonly width: number;
  readonly height: number;
}

const png = (file: Buffer): Extent => ({ width: file.readUInt32BE(16), height: file.readUInt32BE(20) });
const gif = (file: Buffer): Extent => ({ width: file.readUInt16LE(6), height: file.readUInt16LE(8) });

/** The frame header SOF0–SOF15 without DHT, JPG and DAC (ITU-T T.81 table B.1). */
function jpeg(file: Buffer): Extent | undefined {
  let at = 2;
  while (at + 9 < file.length) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff) return undefined;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}

/** RFC 9649 §2.4–2.7. */
function webp(file: Buffer): Extent | undefined {
  const form = file.toString('latin1', 12, 16);
  if (form === 'VP8X') return { width: 1 + file.readUIntLE(24, 3), height: 1 + file.readUIntLE(27, 3) };
  if (form === 'VP8 ')
    return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
  if (form !== 'VP8L') return undefined;
  const bits = file.readUInt32LE(21);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

const readers: Partial<Record<FileKind, (file: Buffer) => Extent | undefined>> = { png, gif, jpeg, webp };

function extentOf(kind: FileKind, file: Buffer): Extent | undefined {
  try {
    return readers[kind]?.(file);
  } catch {
    return undefined;
  }
}

/** A picture that says to be larger than anybody's screen or paper, or does not say how large it is. */
export function imageDanger(kind: FileKind, file: Buffer): Danger | undefined {
  const extent = extentOf(kind, file);
  if (!extent || extent.width === 0 || extent.height === 0) return { code: 'broken', what: 'size' };
  const { width, height } = extent;
  return width * height > mostPixels ? { code: 'bomb', what: `${width} × ${height}` } : undefined;
}
