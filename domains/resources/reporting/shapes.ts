import { z } from 'zod';
import { Text } from '#kernel/texts';
import { asked, consentStates, natures, periods, types } from './names.ts';

export const ReturnCode = z.object({ code: z.string().max(60) });
export const EndsOn = z.object({ endsOn: z.iso.date() });

/** Who answers: a company, a person or a household. */
export const Who = z.object({ kind: z.enum(asked), name: Text });
export type Who = z.infer<typeof Who>;

/** Something that the city has, or that another return asks, and how near it is to a question. */
export const KnownItem = z.object({
  item: z.string().describe('to be named as the item of the question'),
  kind: z.enum(['register', 'catalogue', 'return']),
  likeness: z.enum(['bound', 'same', 'similar']),
  label: Text,
  of: Text.describe('the register, the resource or the return'),
  owner: z.string().nullable(),
  ownerName: Text.nullable(),
  share: z.enum(['unconditional', 'conditional', 'none']),
  period: z.enum(periods).nullable(),
  unit: z.string().nullable(),
  rows: z.number().int().nullable(),
  deliveredAt: z.string().nullable(),
  binds: z.boolean().describe('the question is not asked again without a why'),
});
export type KnownItem = z.infer<typeof KnownItem>;

export const Compared = z.object({
  code: z.string(),
  label: Text,
  item: z.string().nullable(),
  why: z.string().nullable(),
  open: z.boolean().describe('the return is not published before this one is bound or has a why'),
  known: z.array(KnownItem),
});
export type Compared = z.infer<typeof Compared>;

const Held = z.object({ code: z.string(), title: Text, provider: z.string(), providerName: Text });
export type Held = z.infer<typeof Held>;

/** One question of the sheet: whoever asks it, it is asked once. */
export const Cell = z.object({
  cell: z.string(),
  label: Text,
  type: z.enum(types),
  unit: z.string().nullable(),
  nature: z.enum(natures),
  period: z.string().nullable().describe('of what flows: the period that it is the sum of'),
  required: z.boolean(),
  askedBy: z.array(z.object({ return: z.string(), title: Text, owner: z.string(), ownerName: Text })),
  origin: z
    .object({ value: z.string(), source: Text })
    .nullable()
    .describe('what the city filled in, and from where'),
  dataset: Held.nullable().describe('whose dataset would answer it, if the consent names it'),
});
export type Cell = z.infer<typeof Cell>;

const DueReturn = z.object({
  code: z.string(),
  title: Text,
  owner: z.string(),
  ownerName: Text,
  period: z.string(),
  dueOn: z.string(),
  dueUncertain: z.boolean().describe('the holidays of that year are not published yet'),
  state: z.enum(['due', 'handed-in']),
  late: z.boolean(),
  voluntary: z.boolean(),
  realName: z.int().describe('real-name level that a person must have to answer'),
  reconstructed: z.boolean(),
});

export const SheetLine = z.object({
  endsOn: z.string(),
  state: z.enum(['untouched', 'draft', 'handed-in']),
  dueOn: z.string().describe('the earliest day on which one of its returns is due'),
  returns: z.array(DueReturn),
  questions: z.number().int().describe('asked by all returns together'),
  cells: z.number().int().describe('really on the sheet'),
  receipt: z.string().nullable(),
  handedInAt: z.string().nullable(),
  simulated: z.boolean(),
});
export type SheetLine = z.infer<typeof SheetLine>;

export const Answers = z.record(z.string().max(120), z.string().max(500));

export const Sheet = SheetLine.extend({
  who: Who,
  byThemselves: z.boolean().describe('the person answers, and nobody in their place'),
  revision: z.number().int().describe('rises with each save; a save names the one it saw'),
  consented: z.boolean(),
  list: z.array(Cell),
  answers: z.record(z.string(), z.string()),
  faults: z.array(z.object({ cell: z.string(), detail: Text })),
});
export type Sheet = z.infer<typeof Sheet>;

export const ProgressLine = z.object({
  code: z.string(),
  title: Text,
  owner: z.string(),
  period: z.string(),
  dueOn: z.string(),
  owed: z.number().int(),
  handedIn: z.number().int(),
  late: z.number().int().describe('of those handed in'),
  overdue: z.number().int().describe('not handed in, and the day is over'),
  simulated: z.boolean(),
});
export type ProgressLine = z.infer<typeof ProgressLine>;

export const PlaceLine = z.object({
  division: z.string().describe('village or community; empty where the registers have none'),
  name: Text,
  owed: z.number().int(),
  handedIn: z.number().int(),
  overdue: z.number().int(),
  simulated: z.boolean(),
});
export type PlaceLine = z.infer<typeof PlaceLine>;

/** A return that a person may answer without being asked. */
export const Offer = z.object({
  code: z.string(),
  title: Text,
  owner: z.string(),
  ownerName: Text,
  dueOn: z.string(),
  questions: z.number().int(),
  reconstructed: z.boolean(),
});
export type Offer = z.infer<typeof Offer>;

/** One act of consent to the filling in of a sheet. */
export const ConsentGiven = z.object({
  endsOn: z.string(),
  returns: z.array(Text),
  datasets: z.array(Text).describe('of departments, beside the registers and one’s own earlier sheets'),
  givenAt: z.string(),
  by: Text.describe('in what capacity: oneself, a guardian, a relative, an agent'),
  state: z.enum(consentStates),
  endedAt: z.string().nullable(),
  simulated: z.boolean(),
});
export type ConsentGiven = z.infer<typeof ConsentGiven>;

export const Done = z.object({ code: z.string(), state: z.string() });
export const Revised = z.object({ revision: z.number().int().min(0) });
/** What the page showed: nobody agrees to, or hands in to, what they did not see. */
export const Seen = Revised.extend({
  returns: z.array(z.string().max(60)).max(200).describe('codes of the returns that the sheet named'),
});
