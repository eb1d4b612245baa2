import { pinyin } from 'pinyin-pro';
import { normalisePersonName } from './name.ts';

/** Characters of names that stand for one another in registers: variant forms, and surnames in their short form. */
const variants =
  '峯峰 羣群 喆哲 昇升 陞升 淼渺 堃坤 珎珍 竒奇 甯宁 寜宁 寗宁 於于 锺钟 鐘钟 闫阎 肖萧 付傅 覃谭 戴代 兰蓝 邱丘 沈沉 凃涂 濶阔 媖英 ' +
  '陳陈 張张 劉刘 楊杨 黃黄 趙赵 吳吴 孫孙 馬马 羅罗 鄭郑 謝谢 許许 韓韩 馮冯 鄧邓 葉叶 蘇苏 盧卢 蔣蒋 賈贾 陸陆 錢钱 嚴严 龍龙 萬万 ' +
  '國国 華华 麗丽 強强 軍军 偉伟 靜静 傑杰 豔艳 艶艳 曉晓 東东 鳳凤 蘭兰 榮荣 慶庆 義义 興兴 寶宝 貴贵 衛卫';

const plain = new Map(
  variants
    .split(' ')
    .map((pair) => [...pair])
    .map(([variant = '', usual = '']) => [variant, usual]),
);

/** A name in its usual characters; for comparing, never for keeping. */
const usual = (name: string): string[] =>
  [...normalisePersonName(name).toUpperCase()].map((character) => plain.get(character) ?? character);

const sounds = (character: string): readonly string[] =>
  pinyin(character, { toneType: 'none', type: 'array', multiple: true });

const soundAlike = (one: string, other: string): boolean => {
  const heard = new Set(sounds(one));
  return sounds(other).some((sound) => heard.has(sound));
};

/** One character is another, and little enough of the name to be a slip of the hand. */
function isSlip(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length || left.length < 2) return false;
  const apart = left.flatMap((character, at) => (character === right[at] ? [] : [at]));
  const [at] = apart;
  if (at === undefined || apart.length > 1) return false;
  return left.length > 2 || soundAlike(left[at] ?? '', right[at] ?? '');
}

export type NameAgreement = 'same' | 'alike' | 'different';

/**
 * How two spellings of a person's name stand to each other, where another proof (an equal identity number) is at hand.
 * `same`: equal but for width, spaces, dots and variant characters. `alike`: one character is another, and it sounds
 * the same, or at least two others of the name agree: a slip of the hand. `different`: somebody else's name.
 */
export function comparePersonNames(one: string, other: string): NameAgreement {
  if (one === other) return 'same';
  const [left, right] = [usual(one), usual(other)];
  if (left.join('') === right.join('')) return 'same';
  return isSlip(left, right) ? 'alike' : 'different';
}
