import { Problem } from './problem.ts';

/**
 * How far a permission reaches: one's own rows, one's department, one's division (and those below it), the city.
 * A scope is compiled into SQL by the record mechanism and by stores; pages never decide it.
 */
export const scopes = ['own', 'department', 'division', 'city'] as const;
export type Scope = (typeof scopes)[number];

export const actorKinds = [
  'official',
  'citizen',
  'agent',
  /** 外包: works for an organisation without being of it. Never sees personal data unmasked, whatever is granted. */
  'contractor',
  'client',
  'device',
  'kiosk',
  'system',
  'anonymous',
] as const;
export type ActorKind = (typeof actorKinds)[number];

/** Who acts. Permissions come with the scope in which each is held. */
export interface Actor {
  readonly id: string;
  readonly kind: ActorKind;
  readonly name: string;
  /** Code of the organisation the actor acts for. */
  readonly organisation?: string | undefined;
  /** Code of the division the actor's post covers. */
  readonly division?: string | undefined;
  readonly grants: ReadonlyMap<string, Scope>;
  /** For whom the actor acts, when not for themselves: a colleague away, a child, a company. Each ledger entry says it. */
  readonly onBehalfOf?: string | undefined;
  /** Id of the application through which the actor came, when not through the platform's own pages. */
  readonly through?: string | undefined;
  /** 实名等级 of a citizen: 1 said by themselves, 2 number and name agree with the register, 3 seen in person. */
  readonly realName?: 1 | 2 | 3 | undefined;
  /** When a second factor was last proved in this session, in milliseconds; for what asks for it (`operation.secondFactor`). */
  readonly secondFactorAt?: number | undefined;
}

export const anonymous: Actor = { id: 'anonymous', kind: 'anonymous', name: '访客', grants: new Map() };

/** The platform itself, acting in jobs and subscriptions. It holds every permission, in the whole city. */
export const system: Actor = {
  id: 'system',
  kind: 'system',
  name: '系统',
  grants: new Map([['*', 'city']]),
};

/** The scope in which the actor holds the permission, or undefined when it does not hold it at all. */
export const scopeOf = (actor: Actor, permission: string): Scope | undefined =>
  actor.grants.get(permission) ?? actor.grants.get('*');

export const may = (actor: Actor, permission: string): boolean =>
  permission === 'public' || scopeOf(actor, permission) !== undefined;

/** Whether somebody may see personal values unmasked by this permission: never a contractor, whatever else they hold. */
export const mayReveal = (actor: Actor, permission: string): boolean =>
  actor.kind !== 'contractor' && may(actor, permission);

/**
 * Refuses a citizen of whom the city is not sure enough.
 * @throws Problem 403 `identity.real-name-needed` with the level that is needed and the one that is held
 */
export function requireRealName({ kind, realName = 1 }: Actor, needed: 2 | 3): void {
  if (kind !== 'citizen' || realName >= needed) return;
  throw new Problem(
    403,
    'identity.real-name-needed',
    {
      zh: `此项须实名等级 ${needed}，您现在是 ${realName} 级。请在“实名等级”页提升后再来。`,
      en: `This needs real-name level ${needed}; yours is ${realName}. Raise it on the page "Real name" and come back.`,
    },
    { needed, held: realName },
  );
}
