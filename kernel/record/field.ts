import { z } from 'zod';
import type { Language, Text } from '../texts.ts';

/**
 * How much harm a field can do in the wrong hands (GB/T 35273 in the platform's four classes).
 * `personal` and `sensitive` are masked for whoever lacks the record's right to see them.
 */
export const sensitivities = ['public', 'internal', 'personal', 'sensitive'] as const;
export type Sensitivity = (typeof sensitivities)[number];

/** How a masked value is shown; `hidden` shows nothing of it. */
export const maskStyles = [
  'name',
  'citizen-id',
  'credit-code',
  'mobile',
  'address',
  'account',
  'date',
  'hidden',
] as const;
export type MaskStyle = (typeof maskStyles)[number];

export const fieldKinds = [
  'text',
  'integer',
  'number',
  'money',
  'boolean',
  'date',
  'instant',
  'code',
  'reference',
  'point',
  'geometry',
  'list',
  'object',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

interface FieldMeta {
  readonly kind?: FieldKind;
  readonly codes?: string;
  readonly record?: string;
}

/** A value of a code table of the city, e.g. `code('sex')`; stored as the code. */
export const code = (table: string) =>
  z
    .string()
    .min(1)
    .max(64)
    .meta({ kind: 'code', codes: table } satisfies FieldMeta);

/** The key of a row of another record, e.g. `reference('organisations.organisation')`. */
export const reference = (record: string) =>
  z
    .string()
    .min(1)
    .max(64)
    .meta({ kind: 'reference', record } satisfies FieldMeta);

/**
 * An amount of money in whole fen (分); people read and write it in yuan, in pages and in files.
 * @param least fen; 1 where nothing is no amount
 */
export const money = (least: 0 | 1 = 0) =>
  z
    .int()
    .min(least)
    .max(1e13)
    .meta({ kind: 'money' } satisfies FieldMeta);

/** A GeoJSON point in CGCS2000 (EPSG:4490; here equal to WGS 84): longitude, latitude in degrees. */
export const point = () =>
  z
    .object({
      type: z.literal('Point'),
      coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
    })
    .meta({ kind: 'point' } satisfies FieldMeta);

/** Any GeoJSON geometry in CGCS2000 (EPSG:4490). */
export const geometry = () =>
  z
    .object({ type: z.string(), coordinates: z.array(z.unknown()) })
    .meta({ kind: 'geometry' } satisfies FieldMeta);

/** One part of an object, as a form asks for it and a page shows it. */
export interface FieldPart {
  readonly label: Text;
  readonly hint?: Text;
  /** It may stay empty; then it is not in the object. */
  readonly optional?: true;
  /** Several texts, one a line. */
  readonly list?: true;
  /** What people call its values; one of them is chosen. */
  readonly names?: Readonly<Record<string, Text>>;
}

export interface FieldOptions {
  readonly sensitivity?: Sensitivity;
  readonly mask?: MaskStyle;
  /** Other names under which departments hand the column in. */
  readonly aliases?: readonly string[];
  readonly hint?: Text;
  readonly unit?: Text;
  /** What people call the values of an enumeration. */
  readonly names?: Readonly<Record<string, Text>>;
  /** A value that is written in a short form, in words. */
  readonly words?: (value: unknown) => Text;
  /** Words of one language beside a field with the other's: a reader sees theirs. */
  readonly language?: Language;
  /** Shown as it is written, in one piece: a year, a clause, a unit. */
  readonly plain?: true;
  /** A reference that may point to nothing: what a source wrote, shown by name where there is such a row. */
  readonly unchecked?: true;
  /**
   * Of an object, or of the objects of a list: its parts by their path (`fields.title`), in the order of the form. Without
   * them, and for lists, a form asks for JSON.
   */
  readonly parts?: Readonly<Record<string, FieldPart>>;
  /** Column of the table, when it is not the snake_case of the field's name. */
  readonly column?: string;
  /** Set by the platform, never by a form or a file. */
  readonly computed?: true;
  /** The field that this one says aloud (its pinyin): what looks for words in any reading has it from there. */
  readonly readingOf?: string;
  /** Not among the list's columns at first. */
  readonly detailOnly?: true;
}

export interface Field<S extends z.ZodType = z.ZodType> extends FieldOptions {
  readonly schema: S;
  readonly label: Text;
  readonly kind: FieldKind;
  readonly sensitivity: Sensitivity;
  readonly optional: boolean;
  /** Code table of a `code`. */
  readonly codes?: string;
  /** Record that a `reference` points to, `module.name`. */
  readonly record?: string;
}

const kindsOfZod: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  enum: 'text',
  int: 'integer',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
  record: 'object',
};

function inner(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return inner(schema.unwrap() as z.ZodType);
  return schema;
}

function kindOf(schema: z.ZodType): FieldKind {
  const { type, format } = schema.def as { type: string; format?: string };
  if (format === 'date') return 'date';
  if (format === 'datetime') return 'instant';
  if (type === 'number' && schema instanceof z.ZodNumber && schema.format?.includes('int')) return 'integer';
  const kind = kindsOfZod[type];
  if (!kind) throw new Error(`a field cannot be of zod type ${type}`);
  return kind;
}

/**
 * One field of a record.
 * @param schema the value as it stands in the API; `.optional()` or `.nullable()` when it may be missing
 * @param label what people call it
 */
export function field<S extends z.ZodType>(schema: S, label: Text, options: FieldOptions = {}): Field<S> {
  const core = inner(schema);
  const meta = (core.meta() ?? {}) as FieldMeta;
  return Object.freeze({
    ...options,
    schema,
    label,
    kind: meta.kind ?? kindOf(core),
    sensitivity: options.sensitivity ?? 'internal',
    optional: schema.safeParse(undefined).success || schema.safeParse(null).success,
    ...(meta.codes === undefined ? {} : { codes: meta.codes }),
    ...(meta.record === undefined ? {} : { record: meta.record }),
  });
}
