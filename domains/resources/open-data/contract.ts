import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import {
  accesses,
  Chart,
  Column,
  ColumnChoice,
  columnTypes,
  cycles,
  formats,
  forms,
  generalisations,
  MilliEpsilon,
  PublicMeasure,
  ReleaseCode,
  Risk,
  VersionFile,
} from './shapes.ts';
import { requestOperations } from './requests/contract.ts';
import { voiceOperations } from './voice/voice-contract.ts';

export { accessNames, cycleNames, formNames, generalisationNames, partNames, typeNames } from './names.ts';
export { accesses, cycles, formats, forms, generalisations, parts } from './shapes.ts';
export type { Access, Chart, Column, ColumnChoice, Form, Format, Risk, TableMeasure } from './shapes.ts';
export type { MyRequest, OnRequest } from './requests/contract.ts';
export type { MyVoice } from './voice/voice-contract.ts';

const code = z.string().max(80);
const ByCode = z.object({ code });
const words = z.string().trim().min(2).max(1000);
const Both = z.strictObject({
  zh: z.string().trim().min(2).max(500),
  en: z.string().trim().min(2).max(1000),
});

export const OpenResource = z.object({
  code,
  title: Text,
  abstract: Text,
  provider: z.object({ code: z.string(), name: Text }),
  domain: z.object({ code: z.string(), title: Text }),
  licence: z.object({ code: z.string(), title: Text, url: z.string() }),
  cycle: z.string(),
  issuedAt: z.string(),
  updatedAt: z.string().describe('when its latest version was made'),
  dataAt: z.string().describe('when the newest data in it came'),
  version: z.int(),
  rows: z.int(),
  formats: z.array(z.enum(formats)),
  downloads: z.int(),
  grade: z.number().nullable().describe('mean of 1–5; null under five ratings'),
  ratings: z.int(),
  simulated: z.boolean(),
});
export type OpenResource = z.infer<typeof OpenResource>;

export const OpenVersion = z.object({
  number: z.int(),
  madeAt: z.string(),
  dataAt: z.string(),
  rows: z.int(),
  files: z.array(VersionFile),
});

export const OpenResourceDetail = OpenResource.extend({
  columns: z.array(Column),
  charts: z.array(Chart),
  versions: z.array(OpenVersion),
  privacy: z.object({
    k: z.int().nullable(),
    l: z.int().nullable(),
    heldBackAtMost: z
      .int()
      .nullable()
      .describe(
        'rows held back, rounded up to a multiple of k; null for tables, whose hidden counts it would add up',
      ),
    table: PublicMeasure.optional(),
    budget: z
      .object({ dataset: z.int(), spent: z.int() })
      .nullable()
      .describe('of a table with noise: what its dataset may tell in all, and has told; thousandths of ε'),
  }),
  corrections: z
    .array(z.object({ answeredAt: z.string(), answer: z.string() }))
    .describe('what readers reported and its provider says holds, the latest first'),
  preview: z.array(z.record(z.string(), z.any())),
  jsonld: z.record(z.string(), z.any()).describe('schema.org Dataset'),
});
export type OpenResourceDetail = z.infer<typeof OpenResourceDetail>;

/** As what it leaves; with noise, how much of the privacy budget each version spends. */
const asForm = { form: z.enum(forms).default('rows'), milliEpsilon: MilliEpsilon.optional() };

const Choices = z.object({ code: z.string(), title: Text, count: z.int() });
const Decided = z.object({ code: z.string(), state: z.string() });
const Named = z.object({ code: z.string(), title: Text });

export const OpenableSource = z.object({
  code: z.string(),
  title: Text,
  provider: z.string(),
  ofPeople: z.boolean(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: Text,
      type: z.enum(columnTypes),
      sensitivity: z.string(),
      may: z.array(z.enum(generalisations)).describe('how it may leave; empty: not at all'),
    }),
  ),
});
export type OpenableSource = z.infer<typeof OpenableSource>;

export const operations = {
  ...voiceOperations,
  ...requestOperations,
  sources: operation({
    method: 'GET',
    path: '/sources',
    summary: { zh: '可申报开放的资源', en: 'Resources that may be proposed to be opened' },
    permission: 'open-data:propose',
    result: z.object({ items: z.array(OpenableSource), domains: z.array(Named), licences: z.array(Named) }),
  }),
  measure: operation({
    method: 'POST',
    path: '/measure',
    summary: { zh: '测量再识别风险', en: 'Measure the risk of re-identification' },
    permission: 'open-data:propose',
    body: z.strictObject({ source: code, columns: z.array(ColumnChoice).min(1).max(100), ...asForm }),
    result: z.object({ risk: Risk, columns: z.array(Column) }),
  }),
  propose: operation({
    method: 'POST',
    path: '/proposals',
    summary: { zh: '申报开放', en: 'Propose to open a resource' },
    permission: 'open-data:propose',
    body: z.strictObject({
      code: ReleaseCode,
      source: code,
      title: Both,
      abstract: Both,
      domain: z.string().max(40),
      licence: z.string().max(40),
      cycle: z.enum(cycles),
      columns: z.array(ColumnChoice).min(1).max(100),
      access: z.enum(accesses).default('everyone'),
      ...asForm,
    }),
    result: Decided.extend({ risk: Risk }),
  }),
  approve: operation({
    method: 'POST',
    path: '/releases/:code/approve',
    summary: { zh: '同意开放', en: 'Open it' },
    permission: 'open-data:approve',
    params: ByCode,
    result: Decided,
  }),
  sendBack: operation({
    method: 'POST',
    path: '/releases/:code/return',
    summary: { zh: '退回申报', en: 'Send a proposal back' },
    permission: 'open-data:approve',
    params: ByCode,
    body: z.strictObject({ reason: words }),
    result: Decided,
  }),
  withdraw: operation({
    method: 'POST',
    path: '/releases/:code/close',
    summary: { zh: '撤回开放', en: 'Withdraw an open resource' },
    permission: 'open-data:approve',
    params: ByCode,
    body: z.strictObject({ reason: words }),
    result: Decided,
  }),
  resources: operation({
    method: 'GET',
    path: '/public/resources',
    summary: { zh: '开放的数据', en: 'Open data, by words, domain, provider and format' },
    permission: 'public',
    query: z.strictObject({
      q: z.string().trim().max(200).optional(),
      domain: z.string().max(40).optional(),
      provider: z.string().max(40).optional(),
      format: z.enum(formats).optional(),
    }),
    result: z.object({
      items: z.array(OpenResource),
      domains: z.array(Choices).describe('all domains of the plan, with what is open in each'),
      providers: z.array(Choices),
    }),
  }),
  resource: operation({
    method: 'GET',
    path: '/public/resources/:code',
    summary: { zh: '一项开放数据', en: 'One open resource' },
    permission: 'public',
    params: ByCode,
    result: OpenResourceDetail,
  }),
  rows: operation({
    method: 'GET',
    path: '/public/resources/:code/rows',
    summary: { zh: '开放数据的行', en: 'Rows of the latest version' },
    permission: 'public',
    params: ByCode,
    query: z.strictObject({
      version: z.coerce.number().int().min(1).max(1_000_000).optional(),
      offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    result: z.object({
      version: z.int(),
      total: z.int(),
      items: z.array(z.record(z.string(), z.any())),
      next: z.int().nullable().describe('`offset` of the next page; ask with the same `version`'),
    }),
  }),
} as const;
