import { z } from 'zod';
import { code, defineRecord, field, reference, related, type FieldOptions } from '#kernel/record';
import { Origins } from './contract.ts';
import { householdStates } from './households/names.ts';

const optionalText = (most: number) => z.string().max(most).nullable().optional();

/** Where the sources place it; a code that no division has stays as they wrote it. */
const village = field(
  reference('organisations.division').nullable().optional(),
  { zh: '村（社区）', en: 'Village' },
  { sensitivity: 'public', unchecked: true },
);

/** The place that the register of addresses knows behind the words; found after each joining, never handed in. */
const addressCode = (options: FieldOptions) =>
  field(
    reference('addresses.address').nullable().optional(),
    { zh: '地址编码', en: 'Address code' },
    { ...options, unchecked: true, computed: true, detailOnly: true },
  );

/** One person, one row: the golden record, each value with its source. */
export const Person = defineRecord({
  module: 'registers',
  name: 'person',
  plural: 'persons',
  table: 'registers.person',
  key: 'id',
  label: 'name',
  versions: 'valid-time',
  title: { zh: '人口', en: 'Person' },
  description: {
    zh: '人口基础库：各部门记录汇成的一人一档，每一项都标明出处。',
    en: 'The population base: what departments know of a person joined into one, each value with its source.',
  },
  fields: {
    id: field(z.string().max(20), { zh: '人员标识', en: 'Person id' }),
    name: field(z.string().max(60), { zh: '姓名', en: 'Name' }, { sensitivity: 'personal', mask: 'name' }),
    citizenId: field(
      z.string().length(18).nullable().optional(),
      { zh: '公民身份号码', en: 'Citizen identity number' },
      { sensitivity: 'sensitive', mask: 'citizen-id' },
    ),
    sex: field(
      code('sex').nullable().optional(),
      { zh: '性别', en: 'Sex' },
      { sensitivity: 'personal', mask: 'hidden' },
    ),
    birthDate: field(
      z.iso.date().nullable().optional(),
      { zh: '出生日期', en: 'Date of birth' },
      { sensitivity: 'personal', mask: 'date' },
    ),
    ethnicity: field(
      code('ethnicity').nullable().optional(),
      { zh: '民族', en: 'Ethnic group' },
      { sensitivity: 'sensitive', mask: 'hidden', detailOnly: true },
    ),
    householdNumber: field(
      optionalText(20),
      { zh: '户号', en: 'Household number' },
      { sensitivity: 'personal', mask: 'account', detailOnly: true },
    ),
    householdRelation: field(
      code('household-relation').nullable().optional(),
      { zh: '与户主关系', en: 'Relation to the head' },
      { sensitivity: 'personal', mask: 'hidden', detailOnly: true },
    ),
    division: village,
    address: field(
      optionalText(200),
      { zh: '住址', en: 'Address' },
      { sensitivity: 'personal', mask: 'address' },
    ),
    addressCode: addressCode({ sensitivity: 'personal', mask: 'hidden' }),
    mobile: field(
      optionalText(20),
      { zh: '手机号码', en: 'Mobile number' },
      { sensitivity: 'personal', mask: 'mobile' },
    ),
    sources: field(z.number().int(), { zh: '来源数', en: 'Sources' }, { computed: true }),
    provisional: field(
      z.boolean(),
      { zh: '暂无号码', en: 'Without a number yet' },
      { sensitivity: 'public', computed: true },
    ),
    mergedInto: field(
      reference('registers.person').nullable().optional(),
      { zh: '已合并到', en: 'Merged into' },
      { sensitivity: 'public', computed: true, unchecked: true, detailOnly: true },
    ),
    otherIds: field(
      z.array(z.string()).nullable().optional(),
      { zh: '曾用标识', en: 'Other ids' },
      { sensitivity: 'public', computed: true, detailOnly: true },
    ),
    origins: field(Origins, { zh: '出处', en: 'Origins' }, { computed: true, detailOnly: true }),
  },
  list: {
    filters: ['division', 'sources', 'provisional', 'citizenId', 'birthDate'],
    orders: ['id'],
    search: ['name', 'citizenId', 'mobile'],
    columns: ['id', 'name', 'citizenId', 'sex', 'birthDate', 'division', 'mobile', 'sources'],
  },
  rights: {
    read: 'registers:read',
    reveal: 'registers:reveal',
    scope: { division: 'division' },
    relations: [related('relations.data-consent', { opens: ['personal'] })],
  },
  import: false,
});

/** One company, one row. */
export const Company = defineRecord({
  module: 'registers',
  name: 'company',
  plural: 'companies',
  table: 'registers.company',
  key: 'id',
  label: 'name',
  versions: 'valid-time',
  title: { zh: '法人', en: 'Company' },
  description: {
    zh: '法人基础库：企业和个体工商户一企一档，每一项都标明出处。',
    en: 'The base of legal persons: each company and sole trader once, each value with its source.',
  },
  fields: {
    id: field(z.string().max(20), { zh: '法人标识', en: 'Company id' }),
    name: field(z.string().max(120), { zh: '名称', en: 'Name' }, { sensitivity: 'public' }),
    creditCode: field(
      z.string().length(18),
      { zh: '统一社会信用代码', en: 'Unified social credit code' },
      { sensitivity: 'public' },
    ),
    industry: field(
      code('industry-section').nullable().optional(),
      { zh: '行业门类', en: 'Industry section' },
      { sensitivity: 'public' },
    ),
    state: field(
      code('company-state').nullable().optional(),
      { zh: '登记状态', en: 'State of registration' },
      { sensitivity: 'public' },
    ),
    establishedOn: field(
      z.iso.date().nullable().optional(),
      { zh: '成立日期', en: 'Established on' },
      { sensitivity: 'public' },
    ),
    division: village,
    address: field(optionalText(200), { zh: '住所', en: 'Domicile' }, { sensitivity: 'public' }),
    addressCode: addressCode({ sensitivity: 'public' }),
    representative: field(
      optionalText(60),
      { zh: '法定代表人（负责人）', en: 'Legal representative' },
      { sensitivity: 'personal', mask: 'name' },
    ),
    sources: field(z.number().int(), { zh: '来源数', en: 'Sources' }, { computed: true }),
    origins: field(Origins, { zh: '出处', en: 'Origins' }, { computed: true, detailOnly: true }),
  },
  list: {
    filters: ['division', 'industry', 'state', 'sources', 'creditCode', 'establishedOn'],
    orders: ['id', 'establishedOn'],
    search: ['name', 'creditCode'],
    columns: ['id', 'name', 'creditCode', 'industry', 'state', 'establishedOn', 'division', 'sources'],
  },
  rights: { read: 'registers:read', reveal: 'registers:reveal', scope: { division: 'division' } },
  import: false,
});

/** A household as the household register tells of it; made from its members, never handed in by itself. */
export const Household = defineRecord({
  module: 'registers',
  name: 'household',
  plural: 'households',
  table: 'registers.household',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '户', en: 'Household' },
  description: {
    zh: '户籍登记的户：户主、成员和地址，由成员的登记信息汇成。',
    en: 'Households of the household register - head, members, address - made from what is registered of their members.',
  },
  fields: {
    id: field(z.string().max(20), { zh: '户标识', en: 'Household id' }, { sensitivity: 'public' }),
    number: field(
      z.string().max(20),
      { zh: '户号', en: 'Household number' },
      { sensitivity: 'personal', mask: 'account' },
    ),
    head: field(
      reference('registers.person').nullable().optional(),
      { zh: '户主', en: 'Head' },
      { sensitivity: 'personal', mask: 'hidden', unchecked: true },
    ),
    members: field(z.number().int(), { zh: '现有成员', en: 'Members now' }, { sensitivity: 'public' }),
    division: field(
      reference('organisations.division').nullable().optional(),
      { zh: '村（社区）', en: 'Village' },
      { sensitivity: 'public', unchecked: true },
    ),
    address: field(
      z.string().max(200).nullable().optional(),
      { zh: '户籍地址', en: 'Registered address' },
      { sensitivity: 'personal', mask: 'address' },
    ),
    addressCode: field(
      reference('addresses.address').nullable().optional(),
      { zh: '地址编码', en: 'Address code' },
      { sensitivity: 'personal', mask: 'hidden', unchecked: true, detailOnly: true },
    ),
    state: field(
      z.enum(['standing', 'empty']),
      { zh: '状态', en: 'State' },
      { sensitivity: 'public', names: householdStates },
    ),
  },
  list: {
    filters: ['division', 'state', 'members', 'number'],
    orders: ['id'],
    search: ['number'],
    columns: ['id', 'number', 'head', 'members', 'division', 'address', 'state'],
  },
  rights: { read: 'registers:read', reveal: 'registers:reveal', scope: { division: 'division' } },
  import: false,
});

export { GridHouse } from './grids/records.ts';
export { NaturalResource } from './resources/records.ts';
export { ResourceOverlap } from './resources/overlap-record.ts';
export { PersonDecision } from './regroup/records.ts';
