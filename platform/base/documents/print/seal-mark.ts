import type { Printed } from './blocks.ts';
import type { Sheet } from './sheet.ts';

const red = '#c8161d';

function star(sheet: Sheet, centre: { readonly x: number; readonly y: number }, radius: number): void {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    const far = index % 2 === 0 ? radius : radius * 0.382;
    return [centre.x + far * Math.cos(angle), centre.y + far * Math.sin(angle)] as [number, number];
  });
  sheet.pdf.polygon(...points).fill(red);
}

/** The picture of the seal over signature and date: a ring of 42 mm with the issuer's name around a star. */
export function drawSeal(
  sheet: Sheet,
  printed: Printed,
  centre: { readonly x: number; readonly y: number },
): void {
  if (printed.seal === 'none') return;
  const radius = (42 * 72) / 25.4 / 2;
  const { pdf } = sheet;
  pdf.save().opacity(0.78);
  pdf
    .lineWidth(3)
    .strokeColor(red)
    .circle(centre.x, centre.y, radius - 1.5)
    .stroke();
  star(sheet, centre, radius * 0.3);
  const name = [...sheet.printable(printed.layout.issuerName)];
  const type = Math.min(15, 190 / name.length);
  const reach = Math.min(250, name.length * 26);
  for (const [index, character] of name.entries()) {
    const turn = name.length === 1 ? 0 : -reach / 2 + (index * reach) / (name.length - 1);
    pdf.save().rotate(turn, { origin: [centre.x, centre.y] });
    const line = { size: type, face: 'bold' as const, colour: red };
    const width = sheet.widthOf(character, line);
    sheet.at(character, centre.y - radius + 5, { ...line, x: centre.x - width / 2 });
    pdf.restore();
  }
  if (printed.seal === 'simulated')
    sheet.at('模拟印章 SIMULATED', centre.y + radius * 0.42, {
      size: 8,
      face: 'bold',
      colour: red,
      x: centre.x - radius,
      width: 2 * radius,
      align: 'centre',
    });
  pdf.restore();
  sheet.use({});
}
