import { z } from 'zod';
import { defineCityFile, type CityFile } from '#kernel/city';
import { Text } from '#kernel/texts';

/** A day, month or year, as exactly as it is known; the later of two is the later string. */
export const KnownDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

/** The first day of a known date: `2019` gives `2019-01-01`. Periods run from this day up to, not including, the end's. */
export const firstDayOf = (known: string): string => `${known}-01-01`.slice(0, 10);

export const DivisionLevel = z.enum(['city', 'town', 'village']);
export type DivisionLevel = z.infer<typeof DivisionLevel>;
export const DivisionKind = z.enum([
  'county-level-city',
  'subdistrict',
  'town',
  'township',
  'community',
  'village',
  'special-area',
]);
export type DivisionKind = z.infer<typeof DivisionKind>;

/** A division of the city, coded as in GB/T 2260 (6 digits) and GB/T 10114 and the statistical code below it (9, 12). */
export const CityDivision = z.object({
  code: z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/),
  name: z.string(),
  name_en: z.string().optional(),
  parent: z.string().optional(),
  level: DivisionLevel,
  kind: DivisionKind,
  /** Absent: older than the source's vintage, day not known. */
  valid_from: KnownDate.optional(),
  valid_to: KnownDate.optional(),
  source: z.string(),
  vintage: z.iso.date(),
});
export type CityDivision = z.infer<typeof CityDivision>;

export const divisionsFile = defineCityFile({
  path: 'divisions.csv',
  format: 'csv',
  title: { zh: '行政区划', en: 'Divisions' },
  schema: CityDivision,
});

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const Ring = z
  .array(Position)
  .min(4)
  .refine((ring) => ring.at(0)?.join() === ring.at(-1)?.join(), {
    error: 'the ring is not closed: first and last point differ',
    params: { zh: '环没有闭合：首尾两点不同' },
  });
const Outline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
]);

/** Outlines of divisions in CGCS2000 (EPSG:4490), longitude first. */
export const CityBoundary = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({
          code: z.string(),
          name: z.string(),
          source: z.string(),
          licence: z.string(),
          vintage: z.string(),
          crs: z.literal('EPSG:4490'),
          method: z.string(),
          resolution_m: z.number().positive(),
          area_km2: z.number().positive(),
        }),
        geometry: Outline,
      }),
    )
    .min(1),
});
export type CityBoundary = z.infer<typeof CityBoundary>;

export const boundaryFile = defineCityFile({
  path: 'boundary.geojson',
  format: 'geojson',
  title: { zh: '市域边界', en: 'Boundary' },
  schema: CityBoundary,
});

export const OrganisationKind = z.enum([
  'government',
  'party-committee',
  'department',
  'directly-managed',
  'public-institution',
  'mass-organisation',
  'management-committee',
  'town-government',
  'upper-level',
  'health',
  'school',
  'culture',
  'enterprise',
  'market',
  'park',
]);
export type OrganisationKind = z.infer<typeof OrganisationKind>;

/** An institution, with where its name comes from and what followed it. */
export const CityOrganisation = z.strictObject({
  code: z.string().regex(/^\d{6}-[a-z]+$/),
  name: Text,
  kind: OrganisationKind,
  division: z.string().optional(),
  parent: z.string().optional(),
  /** Absent: older than the plan. */
  valid_from: KnownDate.optional(),
  /** First day, month or year in which it is no more. */
  valid_to: KnownDate.optional(),
  successor: z.string().optional(),
  /** One of the departments whose data is collected (二（二）3): named there, or put there by reconstruction. */
  collected: z.enum(['printed', 'reconstructed']).optional(),
  reconstructed: z.boolean().default(false),
  named_in_plan: z.array(z.strictObject({ clause: z.string(), as: z.string() })).default([]),
  names_checked: z.enum(['plan', 'general-knowledge']),
});
export type CityOrganisation = z.infer<typeof CityOrganisation>;

export const organisationsFile = defineCityFile({
  path: 'organisations.yaml',
  format: 'yaml',
  title: { zh: '机构', en: 'Organisations' },
  schema: z.strictObject({ source: Text, vintage: z.string(), organisations: z.array(CityOrganisation) }),
});

export const organisationCityFiles: readonly CityFile<unknown>[] = [
  divisionsFile,
  boundaryFile,
  organisationsFile,
];
