import { ByteText } from './byte-text.ts';
import { PagedBytes } from './paged-bytes.ts';
import { TabularError } from './tabular-error.ts';
import type { WorkbookArchive } from './workbook-archive.ts';
import { nameCode, XmlScanner } from './xml-scanner.ts';
import type { XmlListener } from './xml-scanner.ts';

const ITEM = nameCode('si');
const TEXT = nameCode('t');
const PHONETIC = nameCode('rPh');
/** Places are kept as 32-bit numbers. */
const MAX_BYTES = 2 ** 32 - 1;

/** A workbook's shared strings, kept as the fields of CSV that they will become. */
export class SharedStrings implements XmlListener {
  wantsText = false;
  readonly #store: PagedBytes;
  readonly #text = new ByteText();
  readonly #field = new ByteText();
  #starts = new Uint32Array(1024);
  #count = 0;
  #isPhonetic = false;

  constructor(memoryBytes: number, spillPath: string) {
    this.#store = new PagedBytes(memoryBytes, spillPath);
  }

  static async read(
    archive: WorkbookArchive,
    part: string,
    store: { memoryBytes: number; spillPath: string },
  ): Promise<SharedStrings> {
    const strings = new SharedStrings(store.memoryBytes, store.spillPath);
    try {
      const scanner = new XmlScanner(strings);
      for await (const chunk of archive.chunks(part)) scanner.push(chunk);
      scanner.end();
      return strings;
    } catch (error) {
      strings.close();
      throw error;
    }
  }

  /** Appends string `index` as a field; answers whether it holds anything. */
  appendTo(row: ByteText, index: number): boolean {
    if (!(index >= 0 && index < this.#count))
      throw new TabularError('tabular.damaged', `no shared string ${index}`);
    const from = this.#starts[index] as number;
    const to = index + 1 < this.#count ? (this.#starts[index + 1] as number) : this.#store.length;
    this.#store.read(from, to, (bytes, start, end) => row.append(bytes, start, end));
    return to > from;
  }

  close(): void {
    this.#store.close();
  }

  opened(name: number): void {
    if (name === ITEM) this.#text.length = 0;
    else if (name === PHONETIC) this.#isPhonetic = true;
    else if (name === TEXT) this.wantsText = !this.#isPhonetic;
  }

  closed(name: number): void {
    if (name === TEXT) this.wantsText = false;
    else if (name === PHONETIC) this.#isPhonetic = false;
    else if (name === ITEM) this.#keep();
  }

  text(bytes: Buffer, from: number, to: number, isLiteral: boolean): void {
    this.#text.appendXml(bytes, from, to, isLiteral);
  }

  #keep(): void {
    if (this.#count === this.#starts.length) {
      const larger = new Uint32Array(this.#count * 2);
      larger.set(this.#starts);
      this.#starts = larger;
    }
    if (this.#store.length > MAX_BYTES)
      throw new TabularError('tabular.too-large-unzipped', 'shared strings above 4 GiB');
    this.#starts[this.#count++] = this.#store.length;
    this.#field.length = 0;
    this.#field.appendField(this.#text.bytes, 0, this.#text.length);
    this.#store.append(this.#field.bytes, 0, this.#field.length);
  }
}
