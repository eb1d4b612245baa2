import { pinyin } from 'pinyin-pro';
import type { LinkageSession } from './session.ts';

/** Characters that are taken for one another by the eye, on paper and in recognition; a group each. */
const looks =
  '己已巳 末未 戊戌戍 日曰 土士 干千于 人入 天夭 王玉 大太犬 田由甲申 候侯 茜西酉 晴睛 玲铃 琪淇棋祺 杨扬 晓哓 佳住往 宇字 ' +
  '伟纬 娟捐 颖颍 洁诘 竞竟 建健 辰晨 彬杉 拆折 免兔 明朋 泽译 涛祷 凤风 丹舟 玮炜 瑶遥 莹萤 燕蒸 芳芬 倩情清 敏繁 亮亭 ' +
  '冯马 刘对 沈沉 陈阵 邱丘 祁邢 薛辥 姜美 任仁 余佘 戴载 汪注 毕华 管菅 蓝篮 裘袭 宣宜 杜社 柏拍 荣荥 岑芩 章童 妹姝 芸云';

const alike = new Map(
  looks.split(' ').flatMap((group) => {
    const [first = '', ...rest] = group;
    return rest.map((each): [string, string] => [each, first]);
  }),
);

const soundOf = (character: string): string => pinyin(character, { toneType: 'none', type: 'string' });

/** Of a character of the basic plane its code; else 0. */
const codeOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xffff ? code : 0;
};

/** Names up to this length are spelled by joins, which is quicker than taking them apart and together again. */
const shortName = 4;

/**
 * The table `link_sound<at>`: for each distinct value of a column of Chinese names its sound (pinyin without tones,
 * a bar between) and its shape (each look-alike as the first of its group), hashed, for they are asked only whether they
 * are equal. Of a short name also `p`, its characters as one number, sixteen bits each from the first up; null where one has more.
 * Characters are looked up once each.
 */
export async function writeSounds(session: LinkageSession, at: number): Promise<void> {
  const places = Array.from({ length: shortName }, (_, place) => place + 1);
  const characterAt = (place: number) => `substr(v, ${place}, 1)`;
  const found = await session.rows<{ character: string }>(
    `select distinct character from (
      ${places.map((place) => `select distinct ${characterAt(place)} as character from link_v${at}`).join(' union all ')}
      union all select unnest(string_split(substr(v, ${shortName + 1}), '')) as character from link_v${at} where length(v) > ${shortName})
    where character <> '' order by character`,
  );
  const characters = found.map(({ character }) => character);
  await session.run(
    `create or replace table link_character as
      select unnest($1::varchar[]) as character, unnest($2::varchar[]) as sound, unnest($3::varchar[]) as shape, unnest($4::ubigint[]) as code`,
    [
      characters,
      characters.map(soundOf),
      characters.map((each) => alike.get(each) ?? each),
      characters.map(codeOf),
    ],
  );
  await session.run(
    `create or replace table link_sound${at} as
      select v, hash(concat_ws('|', ${places.map((place) => `k${place}.sound`).join(', ')})) as s, hash(concat(${places.map((place) => `k${place}.shape`).join(', ')})) as h,
        case when not (${places.map((place) => `coalesce(k${place}.code = 0, false)`).join(' or ')})
          then ${places.map((place) => `(coalesce(k${place}.code, 0) << ${16 * (place - 1)})`).join(' | ')} end as p
      from link_v${at} ${places.map((place) => `left join link_character k${place} on k${place}.character = ${characterAt(place)}`).join(' ')}
      where length(v) <= ${shortName}
      union all
      select v, hash(string_agg(sound, '|' order by place)) as s, hash(string_agg(shape, '' order by place)) as h, null::ubigint as p
      from (select v, unnest(string_split(v, '')) as character, generate_subscripts(string_split(v, ''), 1) as place from link_v${at} where length(v) > ${shortName})
        join link_character using (character) group by v`,
  );
}
