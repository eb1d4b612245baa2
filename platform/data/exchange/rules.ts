import type { Decision, Standing, State } from './names.ts';
import type { Item, ItemDecision, RowFilter } from './shapes.ts';

/** What the catalogue says of a field, as far as sharing asks. */
export interface SharedField {
  readonly name: string;
  readonly type: string;
  readonly sensitivity: string;
  readonly share?: 'unconditional' | 'conditional' | 'none' | undefined;
}

type Share = 'unconditional' | 'conditional' | 'none';
const strictness: Readonly<Record<Share, number>> = { unconditional: 0, conditional: 1, none: 2 };

/**
 * How an item may be had: the stricter of what the resource and the item say. Personal items are never unconditional:
 * a person decides for which duty they leave (《个人信息保护法》第三十四条).
 */
export function standingOf(field: SharedField, resource: Share): Share {
  const personal = field.sensitivity === 'personal' || field.sensitivity === 'sensitive';
  const said: Share[] = [
    resource,
    field.share ?? 'unconditional',
    personal ? 'conditional' : 'unconditional',
  ];
  return said.reduce((most, each) => (strictness[each] > strictness[most] ? each : most));
}

/** Items as they stand when they are asked for: unconditional ones have passed. */
export const askedItems = (
  fields: readonly { readonly name: string; readonly standing: Standing }[],
): Item[] =>
  fields.map(({ name, standing }) => ({
    field: name,
    standing,
    decision: standing === 'unconditional' ? 'grant' : 'waiting',
  }));

export type Objection =
  | 'item-twice'
  | 'item-not-asked'
  | 'item-undecided'
  | 'reason-missing'
  | 'passed-refused';

/** What is wrong with a decision over items; undefined when each that waits is decided once. */
export function decisionObjection(
  items: readonly Item[],
  decided: readonly ItemDecision[],
  again = false,
): { readonly objection: Objection; readonly field: string } | undefined {
  const open = items.filter(({ standing }) => standing === 'conditional');
  const seen = new Set<string>();
  for (const { field, decision, reason } of decided) {
    if (seen.has(field)) return { objection: 'item-twice', field };
    seen.add(field);
    const item = items.find((each) => each.field === field);
    if (!item) return { objection: 'item-not-asked', field };
    if (item.standing === 'unconditional') return { objection: 'passed-refused', field };
    if (decision === 'refuse' && reason === undefined) return { objection: 'reason-missing', field };
  }
  const left = open.find(({ field, decision }) => !seen.has(field) && (again || decision === 'waiting'));
  return left && { objection: 'item-undecided', field: left.field };
}

/** The items with what was decided laid over them. */
export const decidedItems = (
  items: readonly Item[],
  decided: readonly ItemDecision[],
  maskOf: (field: string) => Item['mask'],
): Item[] =>
  items.map((item) => {
    const said = decided.find(({ field }) => field === item.field);
    if (!said) return item;
    const { decision, mask = maskOf(item.field) ?? 'hidden', reason } = said;
    return {
      field: item.field,
      standing: item.standing,
      decision,
      ...(decision === 'mask' ? { mask } : {}),
      ...(reason === undefined ? {} : { reason }),
    };
  });

const isGiven = (decision: Decision): boolean => decision !== 'refuse' && decision !== 'waiting';

export const givenItems = (items: readonly Item[]): Item[] =>
  items.filter(({ decision }) => isGiven(decision));

/** How a request stands once nothing of it waits. */
export function outcomeOf(items: readonly Item[]): Extract<State, 'granted' | 'partly' | 'refused'> {
  const given = givenItems(items).length;
  if (given === 0) return 'refused';
  return given === items.length ? 'granted' : 'partly';
}

/** A division's code without the zeros that fill it up (GB/T 2260, GB/T 10114): what all codes below it begin with. */
export function divisionStem(code: string): string {
  const ends = [2, 4, 6, 9, 12];
  const end = ends.find((length) => length >= code.length || /^0+$/.test(code.slice(length)));
  return code.slice(0, end);
}

/** The field of a filter that the resource does not have. */
export const unknownFilterField = (
  filter: RowFilter,
  fields: readonly { readonly name: string }[],
): string | undefined => filter.find(({ field }) => !fields.some(({ name }) => name === field))?.field;

/** The code that a stated purpose begins with: `verify`, `verify: 申请人核对`. */
export const purposeCode = (stated: string): string => stated.split(/[:：]/, 1)[0]?.trim() ?? '';
