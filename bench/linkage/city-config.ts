import { parseLinkageConfig } from '#engines/linkage';

/** How the two registers of the invented city are compared, whatever is measured on them. */
export const cityConfig = parseLinkageConfig({
  id: 'id',
  unique: ['left', 'right'],
  bands: { overrule: 0.999999 },
  compare: [
    { column: 'name', as: 'chinese-name' },
    { column: 'sex', as: 'exact' },
    { column: 'number', as: 'citizen-id', birth: 'birth' },
    { column: 'birth', as: 'date' },
    { column: 'phone', as: 'phone', shared: true },
    { column: 'address', as: 'address', shared: true },
  ],
});
