import type { ImportPreview, ImportState } from '#kernel/record';
import type { Text } from '#kernel/texts';

/** A field that a column of the file can go into. */
export interface ImportField {
  readonly name: string;
  readonly label: Text;
  readonly required: boolean;
}

export type Mapping = Readonly<Record<string, string | null>>;

/** What the wizard needs of whatever takes files in: a record's import, or the intake of batches. */
export interface ImportAdapter {
  /** Begins the cache keys: the module's id. */
  readonly module: string;
  /** What is imported into, where the module has several. */
  readonly id?: string;
  readonly fields: readonly ImportField[];
  /** File endings taken, for the file dialog: `.xlsx,.csv`. */
  readonly accept: string;
  /** Address of an empty file to fill in. */
  readonly template?: (format: 'xlsx' | 'csv') => string;
  readonly upload: (
    file: File,
    on: { readonly progress: (sent: number, total: number) => void; readonly signal: AbortSignal },
  ) => Promise<ImportPreview>;
  readonly remap: (id: string, mapping: Mapping) => Promise<ImportPreview>;
  readonly run: (id: string, mapping: Mapping) => Promise<{ readonly job: string }>;
  readonly recent: (signal: AbortSignal) => Promise<readonly ImportState[]>;
  /** Takes back what an import wrote; absent where that cannot be. */
  readonly undo?: (id: string) => Promise<{ readonly job: string }>;
  /** Its own words where files are not written at once: of the button, and of rows with faults. */
  readonly says?: { readonly run: Text; readonly faults: Text };
  /** Page that shows what came of it, in place of the wizard's own result. */
  readonly resultPath?: (id: string) => string;
  /** Address of the file with the refused rows and their reasons. */
  readonly errorFile: (state: ImportState) => string | undefined;
}

/** The mapping of a preview, as it is sent back. */
export const mappingOf = (preview: Pick<ImportPreview, 'mapping'>): Mapping =>
  Object.fromEntries(preview.mapping.map(({ field, header }) => [field, header]));

/** The mapping after a column was given to a field; a column goes into one field only. */
export const assign = (mapping: Mapping, field: string, header: string | null): Mapping => ({
  ...Object.fromEntries(Object.entries(mapping).map(([name, has]) => [name, has === header ? null : has])),
  [field]: header,
});

/** Fields that must have a column and have none. */
export const unassigned = (fields: readonly ImportField[], mapping: Mapping): readonly ImportField[] =>
  fields.filter((field) => field.required && !mapping[field.name]);
