import { companies, firstCompanies, type Company } from '../companies/companies.ts';
import { compactDay, isoDay } from '../days.ts';
import { rowNumber } from '../people/numbers.ts';
import type { Department, Row } from './department.ts';

const number = 4;

/** Sections of GB/T 4754 that simulated companies belong to, as the table has them and as they are said at a counter. */
const sections: readonly (readonly [code: string, name: string, short: string])[] = [
  ['A', '农、林、牧、渔业', '农业'],
  ['C', '制造业', '制造'],
  ['E', '建筑业', '建筑'],
  ['F', '批发和零售业', '批发零售'],
  ['G', '交通运输、仓储和邮政业', '运输'],
  ['H', '住宿和餐饮业', '餐饮'],
  ['I', '信息传输、软件和信息技术服务业', '软件'],
  ['K', '房地产业', '房产'],
  ['L', '租赁和商务服务业', '商务'],
  ['M', '科学研究和技术服务业', '技术服务'],
  ['O', '居民服务、修理和其他服务业', '居民服务'],
  ['P', '教育', '培训'],
  ['Q', '卫生和社会工作', '养老'],
  ['R', '文化、体育和娱乐业', '文娱'],
];

export const companyRow = (company: Company): Row => {
  const key = `Z${rowNumber(company.index, number)}`;
  return {
    key,
    about: company.index,
    values: {
      registrationNumber: key,
      name: company.name,
      creditCode: company.creditCode,
      industry: company.industry,
      state: company.state,
      establishedOn: compactDay(company.establishedOn),
      division: company.village.code,
      address: company.address,
      representative: company.representative.name,
    },
  };
};

/** Market regulation: UTF-8 with a byte order mark, as a spreadsheet saves it. */
export const company: Department = {
  dataset: 'scjg-company',
  number,
  columns: [
    { field: 'registrationNumber', header: '登记注册号' },
    { field: 'name', header: '企业名称' },
    { field: 'creditCode', header: '信用代码' },
    { field: 'industry', header: '行业代码' },
    { field: 'state', header: '经营状态' },
    { field: 'establishedOn', header: '开业日期', day: true },
    { field: 'division', header: '行政区划代码' },
    { field: 'address', header: '经营场所' },
    { field: 'representative', header: '法人代表' },
  ],
  format: { kind: 'csv', csv: { encoding: 'utf-8-bom', newline: '\r\n' } },
  day: isoDay,
  prone: {
    identifier: 'creditCode',
    name: 'representative',
    day: 'establishedOn',
    code: {
      field: 'industry',
      names: new Map(sections.map(([code, name]) => [code, name])),
      short: new Map(sections.map(([code, , short]) => [code, short])),
      unknown: 'Z',
    },
    needed: ['name', 'establishedOn', 'representative'],
    long: { field: 'address', most: 200 },
  },
  *rows(peopled) {
    const first = firstCompanies(peopled.extent.companies);
    for (const each of companies(peopled)) {
      if (each.index >= first) return;
      yield companyRow(each);
    }
  },
};
