import { z } from 'zod';
import { actorKinds, scopes, type Actor } from '../actor.ts';

const ActorForm = z.object({
  id: z.string(),
  kind: z.enum(actorKinds),
  name: z.string(),
  organisation: z.string().optional(),
  division: z.string().optional(),
  onBehalfOf: z.string().optional(),
  through: z.string().optional(),
  realName: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  grants: z.array(z.tuple([z.string(), z.enum(scopes)])),
});

/** An actor as it is written down with a job: with the rights it held when it started it. */
export const writeActor = (actor: Actor): string => JSON.stringify({ ...actor, grants: [...actor.grants] });

export function readActor(form: unknown): Actor {
  const { grants, ...rest } = ActorForm.parse(form);
  return { ...rest, grants: new Map(grants) };
}
