import { expect, test } from 'vitest';
import { previewCsv } from './preview-csv.ts';
import { scanCsv } from './scan-csv.ts';
import { gbk } from './test-gbk.ts';
import { testFolder } from './test-folder.ts';

const folder = testFolder();

test('the header under a title is found, rows carry their lines, what is wrong is shown beside them', async () => {
  const content = '余姚市某某统计表,,\n\n姓名,证件号,数\n张三,000000,"1\n2"\n李四,0\n王五,"x,3\n赵六,1,2\n';
  const preview = await previewCsv({
    from: folder.put('a.csv', gbk(content)),
    encoding: 'gb18030',
    delimiter: ',',
  });
  expect(preview).toMatchObject({
    headerLine: 3,
    isWhole: true,
    header: { columns: ['姓名', '证件号', '数'] },
  });
  expect(preview.rows).toEqual([
    { line: 4, cells: ['张三', '000000', '1\n2'] },
    { line: 8, cells: ['赵六', '1', '2'] },
  ]);
  expect(preview.faults).toEqual([
    { code: 'too-few-fields', line: 6, field: 2 },
    { code: 'unclosed-quote', line: 7, field: 2 },
  ]);
});

test('only as many rows as asked, from the beginning of a long file', async () => {
  const from = folder.put('b.csv', `a,b\n${'1,2\n'.repeat(400_000)}`);
  const preview = await previewCsv({ from, encoding: 'utf-8', delimiter: ',', rows: 3 });
  expect(preview.rows.map(({ line }) => line)).toEqual([2, 3, 4]);
  expect(preview).toMatchObject({ isWhole: false, faults: [] });
});

test('an empty file and a table too wide are refused', async () => {
  const from = folder.put('c.csv', ' \n');
  await expect(previewCsv({ from, encoding: 'utf-8', delimiter: ',' })).rejects.toMatchObject({
    code: 'tabular.empty',
  });
  const wide = previewCsv({
    from: folder.put('d.csv', 'a,b,c\n'),
    encoding: 'utf-8',
    delimiter: ',',
    maxColumns: 2,
  });
  await expect(wide).rejects.toMatchObject({ code: 'tabular.too-many-columns', line: 1, column: 3 });
});

test('a look through the whole file counts what is wrong', async () => {
  const from = folder.put('e.csv', `a,b\n1,2\n${'1\n'.repeat(1500)}3,4\n`);
  const scanned = await scanCsv({ from, delimiter: ',' });
  expect(scanned).toMatchObject({ rows: 3, fields: 2, lines: 1503, faults: { count: 1500 } });
  expect(scanned.faults.first).toHaveLength(1000);
  expect(scanned.faults.first[0]).toEqual({ code: 'too-few-fields', line: 3, field: 1 });
});
