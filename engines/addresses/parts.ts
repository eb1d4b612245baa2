/**
 * The kinds of part an address is made of, from the widest to the narrowest: 国家、省、市、区县、开发区、乡镇街道、村社区、
 * 道路、次级道路（弄、交叉路）、门牌号、次级门牌号、兴趣点、次级兴趣点、楼栋、单元、楼层、户室. What stands outside of that order:
 * a person's name, a hint (方位、距离、交叉口), what is said twice or says nothing, and what is not understood.
 * A villagers' group (6组) stands in the place of a road.
 */
export const partKinds = [
  'country',
  'province',
  'city',
  'county',
  'zone',
  'town',
  'community',
  'road',
  'subRoad',
  'roadNumber',
  'subRoadNumber',
  'poi',
  'subPoi',
  'building',
  'unit',
  'floor',
  'room',
  'person',
  'hint',
  'redundant',
  'other',
] as const;
export type PartKind = (typeof partKinds)[number];

/** One part of an address; `text` is the very text between `start` and `end` (UTF-16 units, end not included). */
export interface AddressPart {
  readonly kind: PartKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What the grammar tells apart: parts, and among the points of interest an `estate` (a housing estate or a village of
 * one's own), whose numbers are houses.
 */
export type GrammarKind = PartKind | 'estate';

export const partOf = (kind: GrammarKind): PartKind => (kind === 'estate' ? 'poi' : kind);
