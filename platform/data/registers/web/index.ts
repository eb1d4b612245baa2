import type { RecordOf } from '#kernel/record';
import { recordPages, type Page } from '#ui';
import {
  Company,
  GridHouse,
  Household,
  NaturalResource,
  Person,
  PersonDecision,
  ResourceOverlap,
} from '../records.ts';

const detailOf = (record: Pick<RecordOf, 'fields'>) => async () =>
  (await import('./entity-detail.tsx')).entityDetail(record);

export const pages: readonly Page[] = [
  ...recordPages(Person, {
    group: 'data',
    order: 30,
    detail: detailOf(Person),
    title: { zh: '人口', en: 'Persons' },
  }),
  ...recordPages(PersonDecision, {
    group: 'data',
    order: 33,
    title: { zh: '人员合并与拆分', en: 'Merging and parting persons' },
    detail: async () => (await import('./decision-detail.tsx')).decisionDetail,
  }),
  {
    path: '/registers/regroup/:key',
    title: { zh: '提出合并或拆分', en: 'Propose to merge or part' },
    permission: 'registers:regroup',
    group: 'data',
    hidden: true,
    load: async () => ({ default: (await import('./regroup-page.tsx')).RegroupPage }),
  },
  ...recordPages(GridHouse, {
    group: 'data',
    order: 35,
    title: { zh: '网格楼栋', en: 'Houses of grids' },
  }),
  ...recordPages(Household, {
    group: 'data',
    order: 32,
    detail: async () => (await import('./household-detail.tsx')).householdDetail,
    title: { zh: '户', en: 'Households' },
  }),
  {
    path: '/registers/population',
    title: { zh: '人口管理', en: 'Population' },
    permission: 'registers:population',
    group: 'data',
    order: 29,
    load: async () => ({ default: (await import('./population-page.tsx')).PopulationPage }),
  },
  ...recordPages(NaturalResource, {
    group: 'data',
    order: 34,
    title: { zh: '自然资源', en: 'Natural resources' },
    detail: async () => (await import('./resource-detail.tsx')).resourceDetail,
  }),
  ...recordPages(ResourceOverlap, {
    group: 'data',
    order: 36,
    title: { zh: '自然资源重叠', en: 'Overlaps' },
    detail: async () => (await import('./resource-detail.tsx')).overlapDetail,
  }),
  ...recordPages(Company, {
    group: 'data',
    order: 31,
    detail: detailOf(Company),
    title: { zh: '法人', en: 'Companies' },
  }),
];
