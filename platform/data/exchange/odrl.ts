import { createHash } from 'node:crypto';
import { z } from 'zod';
import { maskStyles } from '#kernel/record';
import { ways, type Way } from './names.ts';
import type { Item, RowFilter } from './shapes.ts';

export interface AgreedItem extends Pick<Item, 'field' | 'decision' | 'mask'> {
  /** It was unconditional then, and passed with nobody deciding: it leaves while that holds. */
  readonly passed?: true;
}

/** What an agreement says, as the gateway keeps to it. */
export interface Terms {
  readonly id: string;
  readonly version: number;
  readonly dataset: string;
  readonly provider: string;
  readonly consumer: string;
  /** Id of the one client that may read; any client or person of the consumer's with the right when null. */
  readonly system: string | null;
  readonly purpose: string;
  readonly way: Way;
  /** First and last day, of the city's calendar. */
  readonly from: string;
  readonly until: string;
  readonly items: readonly AgreedItem[];
  readonly filter: RowFilter;
  readonly callsPerMinute: number;
  readonly rowsPerDay: number;
}

const context = ['http://www.w3.org/ns/odrl.jsonld', { yj: 'urn:yaojiang:exchange:' }] as const;
const profile = 'urn:yaojiang:exchange:profile:1';
const organisation = (code: string): string => `urn:yaojiang:organisation:${code}`;
const dataset = (code: string): string => `urn:yaojiang:dataset:${code}`;
const client = (id: string): string => `urn:yaojiang:client:${id}`;
const after = (prefix: string) => (said: string) => said.slice(prefix.length);

const Named = (prefix: string) => z.string().startsWith(prefix).transform(after(prefix));

const Constraint = z.object({
  leftOperand: z.string(),
  operator: z.enum(['eq', 'gteq', 'lteq', 'isAnyOf', 'isPartOf']),
  rightOperand: z.unknown(),
  unit: z.string().optional(),
});
type Constraint = z.infer<typeof Constraint>;

const Permission = z.object({
  target: z.object({
    source: Named(dataset('')),
    'yj:item': Named(''),
    refinement: z.array(Constraint).optional(),
  }),
  'yj:treatment': z.enum(['grant', 'mask', 'pseudonym']),
  'yj:mask': z.enum(maskStyles).optional(),
  'yj:passed': z.literal(true).optional(),
  constraint: z.array(Constraint),
});

const Document = z.object({
  // Agreements that were made before there was a choice are read by interface.
  'yj:way': z.enum(ways).default('api'),
  uid: z.string().regex(/^urn:yaojiang:agreement:[^:]+:\d+$/),
  assigner: z.object({ uid: Named(organisation('')) }),
  assignee: z.object({ uid: Named(organisation('')) }),
  permission: z.array(Permission).min(1),
});

const day = (date: string) => ({ '@value': date, '@type': 'http://www.w3.org/2001/XMLSchema#date' });

const constraintsOf = (terms: Terms): Constraint[] => [
  { leftOperand: 'purpose', operator: 'eq', rightOperand: `urn:yaojiang:purpose:${terms.purpose}` },
  { leftOperand: 'dateTime', operator: 'gteq', rightOperand: day(terms.from) },
  { leftOperand: 'dateTime', operator: 'lteq', rightOperand: day(terms.until) },
  { leftOperand: 'yj:callsPerMinute', operator: 'lteq', rightOperand: terms.callsPerMinute },
  { leftOperand: 'yj:rowsPerDay', operator: 'lteq', rightOperand: terms.rowsPerDay },
  ...(terms.system === null
    ? []
    : [{ leftOperand: 'systemDevice', operator: 'eq' as const, rightOperand: client(terms.system) }]),
];

const refinementOf = (filter: RowFilter): Constraint[] =>
  filter.map((each) =>
    'division' in each
      ? {
          leftOperand: 'spatial',
          operator: 'isPartOf',
          rightOperand: `urn:yaojiang:division:${each.division}`,
          unit: `yj:field:${each.field}`,
        }
      : {
          leftOperand: 'yj:value',
          operator: 'isAnyOf',
          rightOperand: each.values,
          unit: `yj:field:${each.field}`,
        },
  );

/**
 * An agreement as others' tools read it: ODRL Information Model 2.2 in JSON-LD, one permission an item. What is not
 * permitted is not (`conflict: prohibit`), and handing on is said to be prohibited.
 * @returns the document, in a form that is the same each time
 */
export function documentOf(terms: Terms, made: { readonly at: string; readonly basis: string }): string {
  const constraint = constraintsOf(terms);
  const refinement = refinementOf(terms.filter);
  return JSON.stringify({
    '@context': context,
    '@type': 'Agreement',
    uid: `urn:yaojiang:agreement:${terms.id}:${terms.version}`,
    profile,
    conflict: 'prohibit',
    'http://purl.org/dc/terms/issued': made.at,
    'yj:legalBasis': made.basis,
    'yj:way': terms.way,
    assigner: { '@type': 'Party', uid: organisation(terms.provider) },
    assignee: { '@type': 'Party', uid: organisation(terms.consumer) },
    permission: terms.items.map(({ field, decision, mask, passed }) => ({
      target: {
        '@type': 'AssetCollection',
        source: dataset(terms.dataset),
        'yj:item': field,
        ...(refinement.length === 0 ? {} : { refinement }),
      },
      action: 'read',
      'yj:treatment': decision,
      ...(mask === undefined ? {} : { 'yj:mask': mask }),
      ...(passed && { 'yj:passed': true }),
      constraint,
      duty: [{ action: 'inform', 'yj:how': 'one entry of the ledger a read' }],
    })),
    prohibition: [{ target: dataset(terms.dataset), action: 'distribute' }],
  });
}

export const digestOf = (document: string): string =>
  createHash('sha256').update(document, 'utf8').digest('hex');

const operand = (constraints: readonly Constraint[], left: string, operator = 'eq'): unknown =>
  constraints.find((each) => each.leftOperand === left && each.operator === operator)?.rightOperand;

const DayValue = z.object({ '@value': z.iso.date() }).transform((said) => said['@value']);
const fieldOf = ({ unit = '' }: Constraint): string => after('yj:field:')(unit);

const filterOf = (constraints: readonly Constraint[]): RowFilter =>
  constraints.map((each) =>
    each.leftOperand === 'spatial'
      ? {
          field: fieldOf(each),
          division: Named('urn:yaojiang:division:').parse(each.rightOperand),
        }
      : { field: fieldOf(each), values: z.array(z.string()).parse(each.rightOperand) },
  );

/**
 * What a document says: the gateway reads this and nothing beside it.
 * @throws ZodError for what {@link documentOf} never writes
 */
export function termsOf(document: string): Terms {
  const { uid, assigner, assignee, permission, 'yj:way': way } = Document.parse(JSON.parse(document));
  const [first] = permission as [z.infer<typeof Permission>];
  const [, , , id = '', version] = uid.split(':');
  const { constraint } = first;
  const system = operand(constraint, 'systemDevice');
  return {
    id,
    version: Number(version),
    dataset: first.target.source,
    provider: assigner.uid,
    consumer: assignee.uid,
    system: system === undefined ? null : Named(client('')).parse(system),
    way,
    purpose: Named('urn:yaojiang:purpose:').parse(operand(constraint, 'purpose')),
    from: DayValue.parse(operand(constraint, 'dateTime', 'gteq')),
    until: DayValue.parse(operand(constraint, 'dateTime', 'lteq')),
    callsPerMinute: z.int().parse(operand(constraint, 'yj:callsPerMinute', 'lteq')),
    rowsPerDay: z.int().parse(operand(constraint, 'yj:rowsPerDay', 'lteq')),
    items: permission.map((each) => ({
      field: each.target['yj:item'],
      decision: each['yj:treatment'],
      ...(each['yj:mask'] === undefined ? {} : { mask: each['yj:mask'] }),
      ...(each['yj:passed'] && { passed: true }),
    })),
    filter: filterOf(first.target.refinement ?? []),
  };
}
