/** Why a file as a whole cannot be read. Single rows that are wrong are `RowFault`s, not errors. */
export type TabularErrorCode =
  | 'tabular.empty'
  | 'tabular.no-header'
  | 'tabular.too-many-columns'
  | 'tabular.too-many-rows'
  | 'tabular.not-a-workbook'
  | 'tabular.legacy-workbook'
  | 'tabular.encrypted'
  | 'tabular.truncated'
  | 'tabular.damaged'
  | 'tabular.too-many-entries'
  | 'tabular.too-large-unzipped'
  | 'tabular.document-type-refused'
  | 'tabular.sheet-missing'
  | 'tabular.json-broken'
  | 'tabular.json-shape';

/** Thrown by the readers; `code` is stable, `line` counts physical lines (or sheet rows) from one. */
export class TabularError extends Error {
  readonly code: TabularErrorCode;
  readonly line?: number;
  readonly column?: number;

  constructor(
    code: TabularErrorCode,
    message: string,
    place: { line?: number; column?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: place.cause });
    this.name = 'TabularError';
    this.code = code;
    if (place.line !== undefined) this.line = place.line;
    if (place.column !== undefined) this.column = place.column;
  }
}
