/** Twenty-five invented towers: some without owner or date, all kept by the same invented person. */
export const towers = Array.from({ length: 25 }, (_, index) => ({
  code: `T${String(1000 + index)}`,
  name: index === 24 ? '100%塔_甲' : `塔${index}`,
  owner: index % 2 ? 'telecom' : null,
  kind: index % 3 ? 'GG' : 'DG',
  keeper: '王小明',
  keeperPhone: '19900001234',
  builtOn: index % 5 === 0 ? null : `2020-01-${String(1 + (index % 7)).padStart(2, '0')}`,
  height: 10.5 + index,
  lit: index % 2 === 0,
  inspectedAt: `2026-02-${String(1 + index).padStart(2, '0')}T08:30:00.123Z`,
  tags: index % 2 ? ['a', 'b'] : ['c'],
  place: { type: 'Point', coordinates: [121.1 + index / 1000, 30.05] },
  notes: { index },
}));
