/** Characters that are typed for one another because they sound alike in pinyin. */
const sounds =
  '伟玮 丽莉 静婧 芳方 明铭 强蔷 军君 霞侠 玲铃 华桦 英瑛 建健 志智 文雯 辉晖 宇雨 轩萱 梓紫 涵晗 佳嘉 浩皓 婷庭 张章 陈程 余俞 徐许 王汪 李黎 吴武 周邹 刘柳 杨阳 黄皇 赵兆 朱诸 胡湖 林琳 何和 高皋 罗骆 郑正 梁良 谢谐 秀绣 珍真 月悦 凤奉 娟鹃 红虹 波博 涛滔 鹏朋 小晓 欣心 怡仪 思司 琪琦 颖影 洁捷 敏闵 海亥 永勇 根跟 祥翔 荣容 兴星 生声 金今';

/** Characters that are read for one another because they look alike. */
const shapes =
  '李季 王玉 陈阵 杨扬 刘浏 余佘 徐除 吴昊 周用 沈沉 陆陈 汪注 林杯 洁浩 娟捐 泽译 晨辰 根银 祥详 彬杉 桂挂 玲怜 梅海 秀季 芬芳 婷停 博搏 子孑 明朋 佳住 兰三 英莫 文交 华毕 军车 国囯 建健 志态 强弥 平乎 永水 生主 金全 美关 爱受 月用 云去 阳阴 宇字 涵涌 怡治 思恩 颖颍 敏毓 丽两 红江 波披 涛铸 杰木 刚则 勇涌 辉挥 磊垒 斌彬 超起 伟纬 东车 张涨 黄寅 赵起 朱末 马乌 胡湖 何河 高亮 罗岁 郑邓 谢射 宋宗 方万 土士 大太 天夫';

function table(pairs: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [one = '', other = ''] of pairs.split(' ').map((pair) => [...pair])) {
    if (!found.has(one)) found.set(one, other);
    if (!found.has(other)) found.set(other, one);
  }
  return found;
}

const bySound = table(sounds);
const byShape = table(shapes);

function exchange(name: string, similar: ReadonlyMap<string, string>): string | undefined {
  const characters = [...name];
  const at = characters.findLastIndex((character) => similar.has(character));
  if (at < 0) return undefined;
  characters[at] = similar.get(characters[at] ?? '') ?? '';
  return characters.join('');
}

/** The name with its last character that has one of the same sound exchanged; undefined when none has. */
export const likeSounding = (name: string): string | undefined => exchange(name, bySound);

/** The same for characters that look alike. */
export const likeLooking = (name: string): string | undefined => exchange(name, byShape);
