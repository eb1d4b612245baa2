import type { Context, Services } from '#kernel/context';
import { definePoint } from '#kernel/point';
import { Problem } from '#kernel/problem';
import type { Permission } from '#kernel/operation';
import type { PersonalClass } from '#kernel/record';
import { fill, type Text } from '#kernel/texts';
import type { Basis } from './contract.ts';
import { texts } from './texts.ts';

/** A kind of relation that a module brings into the city. */
export interface RelationKind {
  /** `module.name`: `health.family-doctor`. */
  readonly id: string;
  readonly title: Text;
  /** What it lets the holder do, in words for the subject. */
  readonly meaning: Text;
  /** What the subject is: `person`, `company`, `vehicle`. */
  readonly subject: string;
  /** Record whose keys the subjects are, `registers.person`: checked where it is mounted. */
  readonly subjectRecord?: string;
  readonly holder: 'actor' | 'organisation';
  /** Who may register it, or ask for it where it needs consent. */
  readonly make: Permission;
  /** It stands only after the subject has said yes. */
  readonly consent: boolean;
  /** The subject may give it unasked, on its own page. */
  readonly offered?: true;
  readonly bases: readonly Basis[];
  /** Without it a relation may be without end. */
  readonly longestDays?: number;
  readonly opens: {
    /** Classes of field that records may show unmasked by it. */
    readonly classes?: readonly PersonalClass[];
    /** A mandate: what the holder may do in the subject's place. */
    readonly permissions?: readonly Permission[];
  };
}

/** Modules contribute the kinds of relation that their records and operations ask for. */
export const relationKindPoint = definePoint<RelationKind>('relations.kind');

/**
 * What a mandate opens in a module above this one: the organ of grants lets an agent apply for a company, without the
 * kind of relation knowing grants.
 */
export interface MandateOpening {
  /** Id of the kind of relation. */
  readonly kind: string;
  readonly permissions: readonly Permission[];
}
export const mandateOpeningPoint = definePoint<MandateOpening>('relations.mandate-opening');

/** Every kind, with what modules open beside it. */
export function kindsOf(context: Pick<Services, 'contributions'>): readonly RelationKind[] {
  const openings = context.contributions(mandateOpeningPoint);
  return context.contributions(relationKindPoint).map((kind) => {
    const more = openings.filter((each) => each.kind === kind.id).flatMap(({ permissions }) => permissions);
    if (more.length === 0) return kind;
    const permissions = [...new Set([...(kind.opens.permissions ?? []), ...more])];
    return { ...kind, opens: { ...kind.opens, permissions } };
  });
}

/** @throws Problem 422 `relations.unknown-kind` */
export function getKind(context: Context, id: string): RelationKind {
  const found = kindsOf(context).find((kind) => kind.id === id);
  if (found) return found;
  throw new Problem(422, 'relations.unknown-kind', fill(texts.unknownKind, { kind: id }));
}

/** The relations and consents that any city has. */
export const ownKinds: readonly RelationKind[] = [
  {
    id: 'relations.guardian',
    title: { zh: '监护', en: 'Guardianship' },
    meaning: {
      zh: '监护人代被监护人查看数据、办理事项、答复授权请求。',
      en: 'The guardian sees data, acts and answers requests for consent in the place of the ward.',
    },
    subject: 'person',
    subjectRecord: 'registers.person',
    holder: 'actor',
    make: 'relations:make',
    consent: false,
    bases: ['law', 'court'],
    opens: {
      permissions: [
        'registers:self',
        'relations:self',
        'tasks:own',
        'scheduling:book',
        'forms:fill',
        'documents:attach',
        'payments:pay',
      ],
    },
  },
  {
    id: 'relations.family-proxy',
    title: { zh: '亲属代办', en: 'Family proxy' },
    meaning: {
      zh: '您信任的亲属可代您查看数据、办理事项，直到您撤回或到期。',
      en: 'A relative whom you trust sees your data and acts for you, until you withdraw it or it ends.',
    },
    subject: 'person',
    subjectRecord: 'registers.person',
    holder: 'actor',
    make: 'relations:make',
    consent: true,
    bases: ['consent'],
    longestDays: 365,
    opens: { permissions: ['registers:self', 'tasks:own', 'scheduling:book'] },
  },
  {
    id: 'relations.company-agent',
    title: { zh: '企业经办人', en: 'Agent of a company' },
    meaning: {
      zh: '经办人代企业查看其数据、办理事项。',
      en: 'The agent sees the data of the company and acts for it.',
    },
    subject: 'company',
    subjectRecord: 'registers.company',
    holder: 'actor',
    make: 'relations:make',
    consent: false,
    bases: ['contract'],
    longestDays: 1095,
    opens: { permissions: ['registers:self', 'tasks:own', 'forms:fill', 'documents:attach', 'payments:pay'] },
  },
  {
    id: 'relations.data-consent',
    title: { zh: '同意使用个人数据', en: 'Consent to use personal data' },
    meaning: {
      zh: '该单位的工作人员写明用途后，可以查看您在基础库中的个人信息原文，直到您撤回或到期。',
      en: 'Officials of the organisation may see your personal data in the registers unmasked, each time stating why, until you withdraw it or it ends.',
    },
    subject: 'person',
    subjectRecord: 'registers.person',
    holder: 'organisation',
    make: 'relations:make',
    consent: true,
    offered: true,
    bases: ['consent'],
    longestDays: 365,
    opens: { classes: ['personal'] },
  },
];

/**
 * Holds the relations that records name against the kinds that there are.
 * @throws Error naming the record when a kind is unknown or would open more than it says
 */
export async function checkKinds(services: Services): Promise<() => Promise<void>> {
  const kinds = new Map(kindsOf(services).map((kind) => [kind.id, kind]));
  for (const { record } of services.modules.flatMap(({ records }) => records ?? []))
    for (const { kind, opens = [] } of [...(record.rights.relations ?? []), ...(record.rights.needs ?? [])]) {
      const known = kinds.get(kind);
      if (!known)
        throw new Error(`record ${record.id} names the relation ${kind}, which no module contributes`);
      const more = opens.find((of) => !known.opens.classes?.includes(of));
      if (more) throw new Error(`record ${record.id}: the relation ${kind} does not open ${more} fields`);
    }
  return async () => undefined;
}
