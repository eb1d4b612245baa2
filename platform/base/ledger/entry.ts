import { z } from 'zod';
import type { Actor } from '#kernel/actor';
import type { Text } from '#kernel/texts';
import { actions, type Entry, type EntryAboutMe } from './contract.ts';
import type { EntryRow } from './store.ts';

const Body = z.object({
  at: z.string(),
  action: z.enum(actions),
  resource: z.string(),
  actor: z.object({ id: z.string(), kind: z.string(), organisation: z.string().optional() }),
  purpose: z.string().optional(),
  basis: z.string().optional(),
  request: z.string(),
  subjects: z.object({ count: z.number().int(), digest: z.string() }),
  detail: z.record(z.string(), z.unknown()).optional(),
});

export const readBody = (body: string): z.output<typeof Body> => Body.parse(JSON.parse(body));

type Names = ReadonlyMap<string, Text>;

export function toEntry({ sequence, body }: EntryRow, names: Names): Entry {
  const { at, action, resource, actor, purpose, basis, request, subjects, detail } = readBody(body);
  return {
    sequence,
    at,
    action,
    resource,
    actor: { ...actor, organisation: actor.organisation ?? null },
    organisationName: names.get(actor.organisation ?? '') ?? null,
    purpose: purpose ?? null,
    basis: basis ?? null,
    request,
    subjects: subjects.count,
    detail: detail ?? null,
    body,
  };
}

function withheldIn(detail: Readonly<Record<string, unknown>> | undefined): EntryAboutMe['withheld'] {
  const { withheldUntil: until, withheldBasis: basis } = detail ?? {};
  return typeof until === 'string' && typeof basis === 'string' ? { until, basis } : null;
}

/** `verify: at the window` in words: the title of a purpose that the city lists, and what was said besides. */
function whyOf(purpose: string | undefined, titles: Names): Text | null {
  if (purpose === undefined) return null;
  const [, code = '', words = ''] = /^([^:：]*)[:：]?(.*)$/su.exec(purpose) ?? [];
  const title = titles.get(code.trim());
  if (!title) return { zh: purpose, en: purpose };
  const said = words.trim();
  return said === '' ? title : { zh: `${title.zh}：${said}`, en: `${title.en}: ${said}` };
}

interface Told {
  readonly names: Names;
  /** Of the purposes that the city lists, by code. */
  readonly purposes: Names;
  readonly me: Actor;
}

export function aboutMe({ sequence, body }: EntryRow, { names, purposes, me }: Told): EntryAboutMe {
  const { at, action, resource, actor, purpose, basis, detail } = readBody(body);
  return {
    sequence,
    at,
    action,
    resource,
    who: {
      kind: actor.kind,
      organisation: names.get(actor.organisation ?? '') ?? null,
      me: actor.id === me.id,
    },
    purpose: purpose ?? null,
    why: whyOf(purpose, purposes),
    basis: basis ?? null,
    withheld: withheldIn(detail),
  };
}
