// The peer: exceljs' streaming reader, every cell looked at, nothing written.
import ExcelJS from 'exceljs';
import { answer, usage } from '../machinery/answer.ts';

await answer(async ({ path }: { readonly path: string }) => {
  const before = usage().cpuSeconds;
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    sharedStrings: 'cache',
    worksheets: 'emit',
    hyperlinks: 'ignore',
    styles: 'ignore',
    entries: 'emit',
  });
  let rows = -1;
  let characters = 0;
  for await (const sheet of reader)
    for await (const row of sheet) {
      rows += 1;
      row.eachCell((cell) => (characters += cell.text.length));
    }
  return { rows, characters, cpuSeconds: usage().cpuSeconds - before };
});
