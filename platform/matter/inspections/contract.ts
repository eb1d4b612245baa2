import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Checklist, Pools } from './shapes.ts';

export { canonical, edit, merge, newReplica, receive, requestOf } from './sync.ts';
export type { Edit, FieldState, Replica, SyncAnswer } from './sync.ts';
export { Checklist, Finding, ItemValue, marks, PhotoValue, type ChecklistItem } from './shapes.ts';
export { draw, poolsDigest, reckon, seedOf } from './rules.ts';

const words = z.string().trim().min(1).max(500);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Whatever JSON can say: it came as JSON. */
const Value: z.ZodType<import('./sync.ts').Json> = z.any();
export const EditBody = z.strictObject({
  id: z.string().min(8).max(64),
  device: z.string().min(1).max(64),
  clock: z.int().min(1).max(1_000_000),
  field: z.string().regex(/^(note|done|item\.[a-z0-9-]{1,40}|photo\.[0-9a-f]{64})$/),
  value: Value,
  over: z.array(z.string().max(64)).max(100),
});

export const visitStates = ['assigned', 'recorded', 'mending', 'closed'] as const;
export const FieldVisit = z.object({
  id: z.string(),
  plan: z.string(),
  planTitle: z.string(),
  object: z.string(),
  objectName: z.string(),
  state: z.enum(visitStates),
  checklist: Checklist,
  simulated: z.boolean(),
});
export type FieldVisit = z.infer<typeof FieldVisit>;

export const Sheet = z.object({
  checklist: Checklist,
  edits: z.array(EditBody),
  photos: z.array(z.object({ sha256: z.string(), item: z.string(), arrived: z.boolean() })),
});

export const Draw = z.object({
  plan: z.string(),
  title: z.string(),
  sealedAt: z.string(),
  commitment: z.string().describe('SHA-256 of the secret, published before the draw'),
  digest: z.string().describe('SHA-256 of the pools'),
  pools: Pools,
  drawnAt: z.string().nullable(),
  secret: z.string().nullable().describe('opened by the draw'),
  word: z.string().nullable().describe("the witness's word, said after the pools were sealed"),
  result: z.array(
    z.object({
      object: z.string(),
      inspectors: z.array(z.string()),
      replaced: z
        .array(z.object({ at: z.string(), gone: z.array(z.string()), came: z.array(z.string()) }))
        .optional()
        .describe('who came later for whoever was gone, by the same seed'),
    }),
  ),
  simulated: z.boolean(),
});
export type Draw = z.infer<typeof Draw>;

/** A pool is all objects of a kind: who repeats a draw asks for it. */
const DrawLine = Draw.omit({ pools: true });

const ByPlan = z.object({ code: z.string().max(64) });
const ById = z.object({ id: z.string().max(64) });
const done = z.object({ done: z.literal(true) });

export const operations = {
  draws: operation({
    method: 'GET',
    path: '/draws',
    summary: { zh: '双随机抽取公示', en: 'Draws, for anyone to repeat' },
    permission: 'public',
    result: z.object({ items: z.array(DrawLine) }),
  }),
  oneDraw: operation({
    method: 'GET',
    path: '/draws/:code',
    summary: { zh: '一次抽取及其抽取池', en: 'A draw with its pools, for anyone to repeat' },
    permission: 'public',
    params: ByPlan,
    result: Draw,
  }),
  seal: operation({
    method: 'POST',
    path: '/plans/:code/seal',
    summary: { zh: '封存抽取池', en: 'Seal the pools and commit to a secret' },
    permission: 'inspections:plan',
    params: ByPlan,
    result: z.object({ commitment: z.string(), digest: z.string() }),
  }),
  draw: operation({
    method: 'POST',
    path: '/plans/:code/draw',
    summary: { zh: '双随机抽取', en: "Draw by the secret and the witness's word" },
    permission: 'inspections:witness',
    params: ByPlan,
    body: z.strictObject({
      word: z.string().trim().min(4).max(100).describe('nothing that whoever sealed could have known'),
    }),
    result: Draw,
  }),
  redraw: operation({
    method: 'POST',
    path: '/visits/:id/redraw',
    summary: { zh: '补抽离岗的检查人员', en: 'Draw others for those of a team who are gone' },
    permission: 'inspections:plan',
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(2).max(300) }),
    result: z.object({ team: z.array(z.string()) }),
  }),
  mine: operation({
    method: 'GET',
    path: '/my/visits',
    summary: { zh: '我的检查', en: 'Visits one was drawn for, with their checklists' },
    permission: 'inspections:visit',
    result: z.object({ items: z.array(FieldVisit) }),
  }),
  sync: operation({
    method: 'POST',
    path: '/visits/:id/sync',
    summary: { zh: '同步现场记录', en: 'Send edits of a visit and get the others; said twice, done once' },
    permission: 'inspections:visit',
    params: ById,
    body: z.strictObject({ after: z.int().min(0), edits: z.array(EditBody).max(200) }),
    result: z.object({
      from: z.int(),
      upTo: z.int(),
      edits: z.array(EditBody),
      taken: z.array(z.string()),
      refused: z.array(z.object({ id: z.string(), code: z.string() })),
    }),
  }),
  photo: operation({
    method: 'POST',
    path: '/visits/:id/photos',
    summary: { zh: '上传现场照片', en: 'Send a photo; named by its content, sent twice it is one' },
    permission: 'inspections:visit',
    params: ById,
    query: z.object({ filename: z.string().min(1).max(200), sha256: Sha256 }),
    result: done,
    upload: { maxBytes: 10 * 1024 ** 2 },
  }),
  photoFile: operation({
    method: 'GET',
    path: '/visits/:id/photos/:sha256',
    summary: { zh: '现场照片', en: 'A photo of a visit' },
    permission: 'inspections:read',
    params: ById.extend({ sha256: Sha256 }),
    result: z.unknown(),
    download: true,
  }),
  sheet: operation({
    method: 'GET',
    path: '/visits/:id/sheet',
    summary: { zh: '现场记录', en: 'The record of a visit' },
    permission: 'inspections:read',
    params: ById,
    result: Sheet,
  }),
  conclude: operation({
    method: 'POST',
    path: '/visits/:id/conclude',
    summary: { zh: '作出检查结论', en: 'Conclude: score, grade, findings, order to mend' },
    permission: 'inspections:visit',
    params: ById,
    result: z.object({ score: z.int(), grade: z.string(), findings: z.int() }),
  }),
  recheck: operation({
    method: 'POST',
    path: '/visits/:id/recheck',
    summary: { zh: '整改复查', en: 'Say which findings are mended' },
    permission: 'inspections:visit',
    params: ById,
    body: z.strictObject({
      items: z
        .array(z.strictObject({ item: z.string().max(40), mended: z.boolean(), note: words.optional() }))
        .max(200),
    }),
    result: z.object({ state: z.enum(visitStates) }),
  }),
} as const;
