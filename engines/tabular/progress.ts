/** How far a long reading is; `bytes` of `totalBytes` of the source are read, `rows` are taken. */
export interface Progress {
  bytes: number;
  totalBytes: number;
  rows: number;
}

export interface LongWork {
  /** Aborting throws the signal's reason; the unfinished output stays for the caller to delete. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}
