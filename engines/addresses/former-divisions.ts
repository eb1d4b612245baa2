import type { Division } from './gazetteer.ts';

/**
 * Counties and districts that are no more, with the codes of what their land belongs to now. Zhejiang and its neighbours
 * first; public changes of 2010 to 2021, from general knowledge, none compared with its notice.
 */
const former = `
330204 江东区 330212
330283 奉化市 330213
330103 下城区 330105
330104 江干区 330102,330114
330183 富阳市 330111
330185 临安市 330112
330621 绍兴县 330603
330682 上虞市 330604
330322 洞头县 330305
331021 玉环县 331083
320503 沧浪区 320508
320502 平江区 320508
320507 金阊区 320508
320584 吴江市 320509
320204 北塘区 320213
320202 崇安区 320213
320203 南长区 320213
320103 白下区 320104
320107 下关区 320106
320124 溧水县 320117
320125 高淳县 320118
310103 卢湾区 310101
310108 闸北区 310106
310230 崇明县 310151
371081 文登市 371003
370181 章丘市 370114
370205 四方区 370203
370282 即墨市 370215
`;

export function* formerDivisions(): Generator<Division> {
  for (const line of former.trim().split('\n')) {
    const [code = '', name = '', became = ''] = line.split(' ');
    yield { code, name, level: 'county', became: became.split(',') };
  }
}
