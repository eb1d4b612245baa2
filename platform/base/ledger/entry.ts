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

export function aboutMe({ sequence, body }: EntryRow, names: Names, me: Actor): EntryAboutMe {
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
    basis: basis ?? null,
    withheld: withheldIn(detail),
  };
}
