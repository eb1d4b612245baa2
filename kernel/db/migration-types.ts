export interface MigrationSource {
  readonly module: string;
  /** The only schema that the module may change. */
  readonly schema: string;
  /** Holds `migrations/*.sql` and, if the module publishes views, `views.sql`. */
  readonly folder: string;
}

export interface MigrationProgress {
  readonly module: string;
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

export interface MigrationReport {
  /** What this run applied, in order. */
  readonly applied: readonly { readonly module: string; readonly name: string; readonly tookMs: number }[];
  /** How many files were there already. */
  readonly alreadyApplied: number;
  /** Modules whose published views were made anew. */
  readonly views: readonly string[];
}

export interface SqlFile {
  /** `202611230900-towers.sql` */
  readonly name: string;
  readonly sql: string;
  /** SHA-256, hex, over the text with line ends made equal. */
  readonly checksum: string;
}

/** A module's SQL as found on disk, checked. */
export interface ModuleSql extends MigrationSource {
  readonly files: readonly SqlFile[];
  readonly views: SqlFile | undefined;
}
