export { openFiles } from './folder.ts';
import type { Readable } from 'node:stream';

export interface StoredFile {
  /** SHA-256 of the content, hex: the same bytes are one file. */
  readonly id: string;
  readonly size: number;
}

/** Where bytes live: a folder by default. A file is named by its content and never changes. */
export interface Files {
  /**
   * Keeps a stream. Nothing is kept when it breaks off, and the caller gets the stream's error.
   * @throws Problem 413 `files.too-large`, 507 `files.full`
   */
  put(
    stream: Readable,
    options?: { readonly maxBytes?: number; readonly signal?: AbortSignal },
  ): Promise<StoredFile>;
  /** @throws Problem 404 `files.unknown` */
  open(id: string): Promise<Readable>;
  /** Path on this machine, for engines that read files themselves. @throws Problem 404 `files.unknown` */
  path(id: string): Promise<string>;
  /**
   * Takes the bytes away for good, whoever else names them: only for content that nobody else can hold.
   * What is not there is no error.
   */
  remove(id: string): Promise<void>;
  /**
   * Takes a file away, unless it was put more than once: then somebody else may hold the same bytes, and it stays.
   * @returns whether it is gone
   */
  removeUnshared(id: string): Promise<boolean>;
  /** A new empty folder for passing work, removed by `clear`, and at the next start after a crash. */
  workspace(): Promise<{ readonly folder: string; clear(): Promise<void> }>;
}
