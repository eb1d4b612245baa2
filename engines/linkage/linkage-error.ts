/** Why a linkage cannot be begun, or cannot go on. */
export type LinkageErrorCode =
  | 'linkage.config-invalid'
  | 'linkage.column-missing'
  | 'linkage.id-missing'
  | 'linkage.id-repeated'
  | 'linkage.nothing-to-compare'
  | 'linkage.no-block'
  | 'linkage.too-many-pairs'
  | 'linkage.model-invalid'
  | 'linkage.model-other-config'
  | 'linkage.truth-invalid'
  | 'linkage.standing-unfit';

/** In both languages of the house; an engine knows no more of words than this. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** Thrown by the engine; `code` is stable, `field` is the path of what is wrong: `compare[2].as`. */
export class LinkageError extends Error {
  readonly code: LinkageErrorCode;
  readonly field: string;
  readonly detail: Said;

  constructor(code: LinkageErrorCode, field: string, detail: Said) {
    super(`${code}: ${field}: ${detail.en}`);
    this.name = 'LinkageError';
    this.code = code;
    this.field = field;
    this.detail = detail;
  }
}
