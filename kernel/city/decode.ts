import { faultAt, type CityFault } from './fault.ts';

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Line of the first byte that UTF-8 cannot hold: the lines before it decode alone, the one with it does not. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop + 1;
    line += 1;
  }
  return line;
}

/** Bytes to text. City files are UTF-8 without a byte order mark; what office programs save otherwise is named. */
export function decodeCityFile(file: string, bytes: Uint8Array): { text?: string; faults: CityFault[] } {
  const marked = byteOrderMark.every((byte, index) => bytes[index] === byte);
  const faults = marked
    ? [
        faultAt(
          file,
          { line: 1, column: 1 },
          {
            code: 'city.byte-order-mark',
            message: {
              zh: '文件以字节顺序标记（BOM）开头，请存为不带 BOM 的 UTF-8',
              en: 'the file begins with a byte order mark: save it as UTF-8 without BOM',
            },
          },
        ),
      ]
    : [];
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), faults };
  } catch {
    const message = {
      zh: '不是 UTF-8 编码（可能是 GBK），请另存为 UTF-8',
      en: 'not UTF-8 (perhaps GBK): save it as UTF-8',
    };
    const line = firstBadLine(bytes);
    return { faults: [...faults, faultAt(file, { line }, { code: 'city.not-utf8', message })] };
  }
}
