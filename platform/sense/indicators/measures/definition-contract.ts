import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { grains, MeasureCode, MeasureDefinition } from './shapes.ts';

/** How measures are declared, changed and taken out of force. */

const Coded = z.object({ code: MeasureCode });

export const MeasureFault = z.object({ path: z.string(), code: z.string(), detail: Text });

const LineChange = z.object({
  key: z.string().describe('`numerator.where`: the part of the definition'),
  label: Text,
  before: Text.nullable(),
  after: Text.nullable(),
});

const Named = z.object({ code: z.string(), title: Text });

export const Preview = z.object({
  faults: z.array(MeasureFault).describe('empty: it can be saved'),
  points: z
    .array(
      z.object({
        period: z.string(),
        value: z.number().nullable(),
        rows: z.number().int(),
        now: z.number().nullable().describe('as it stands; null where nothing does, or it is hidden'),
      }),
    )
    .describe('the newest periods, as they would be'),
  changes: z.array(LineChange).describe('what it changes of the measure that stands, in words'),
  usedBy: z.array(Named).describe('measures that are made of it and change with it'),
  rebuilt: z
    .boolean()
    .describe('what is kept is reckoned from the first row on, and its releases begin anew'),
  releases: z.number().int().describe('releases of the measure that stands, which would end'),
});
export type Preview = z.infer<typeof Preview>;

const SourceField = z.object({
  name: z.string(),
  title: Text,
  kind: z.string(),
  coded: z.boolean().describe('can be a dimension'),
  divided: z.boolean().describe('says a division: can be told apart by town or village'),
  personal: z.boolean(),
  record: z.string().nullable().describe('of a reference: what it can be joined with'),
  values: z.array(z.object({ value: z.string(), title: Text })),
});

const Addable = Named.extend({
  unit: Text,
  grain: z.enum(grains),
  dimensions: MeasureDefinition.shape.dimensions.unwrap(),
  stock: z.boolean().describe('says what stands at the end of a period'),
});
export type Addable = z.infer<typeof Addable>;

export const MeasureSource = z.object({
  record: z.string().describe('its id, as a definition names it'),
  kind: z.enum(['record', 'view', 'dataset']),
  title: Text,
  key: z.string(),
  fields: z.array(SourceField),
});
export type MeasureSource = z.infer<typeof MeasureSource>;

/** A definition in words and in its own form, in force or not. */
export const MeasureDefined = z.object({
  definition: MeasureDefinition,
  lines: z.array(z.object({ key: z.string(), label: Text, value: Text })),
  stands: z.boolean().describe('in force'),
  fromFile: z.boolean().describe('from the city’s file, and changed there alone'),
  usedBy: z.array(Named).describe('measures that are made of it'),
  releases: z.number().int().describe('values of the whole city that were ever released'),
});
export type MeasureDefined = z.infer<typeof MeasureDefined>;

export const MeasureVersion = z.object({
  revision: z.number().int(),
  at: z.string(),
  source: z.string(),
  reason: z.string().nullable(),
  stands: z.boolean().describe('false: with this version it went out of force'),
  changes: z.array(LineChange).describe('against the version before; empty for the first'),
});
export type MeasureVersion = z.infer<typeof MeasureVersion>;

export const definitionOperations = {
  measureDefined: operation({
    method: 'GET',
    path: '/measures/:code/definition',
    summary: { zh: '指标口径的文字说明', en: 'The definition of a measure in words' },
    permission: 'indicators:read',
    params: Coded,
    result: MeasureDefined,
  }),
  measureVersions: operation({
    method: 'GET',
    path: '/measures/:code/versions',
    summary: { zh: '指标定义的沿革', en: 'How the definition of a measure changed' },
    permission: 'indicators:read',
    params: Coded,
    result: z.object({ items: z.array(MeasureVersion) }),
  }),
  measureSources: operation({
    method: 'GET',
    path: '/measure-sources',
    summary: { zh: '可供统计的登记册与字段', en: 'Records and fields that can be measured' },
    permission: 'indicators:define',
    result: z.object({
      items: z.array(MeasureSource),
      joined: z.array(MeasureSource).describe('records without a day: others can be joined with them'),
      measures: z.array(Addable).describe('measures that others can be made of'),
    }),
  }),
  previewMeasure: operation({
    method: 'POST',
    path: '/measures/preview',
    summary: { zh: '试算指标定义', en: 'Try a definition without saving it' },
    permission: 'indicators:define',
    body: MeasureDefinition,
    result: Preview,
  }),
  defineMeasure: operation({
    method: 'PUT',
    path: '/measures/:code',
    summary: { zh: '保存指标定义', en: 'Save the definition of a measure' },
    permission: 'indicators:define',
    params: Coded,
    body: MeasureDefinition,
    result: z.object({ code: z.string() }),
  }),
  retireMeasure: operation({
    method: 'POST',
    path: '/measures/:code/retire',
    summary: { zh: '停用指标', en: 'Take a measure out of force' },
    permission: 'indicators:define',
    params: Coded,
    body: z
      .strictObject({ reason: z.string().trim().min(2).max(500).optional().describe('why, for the history') })
      .nullish(),
    result: z.object({ code: z.string() }),
  }),
};
