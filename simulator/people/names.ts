import type { Random } from '../random.ts';
import type { Sex } from './person.ts';

interface Generation {
  /** Last year of birth. */
  readonly until: number;
  /** Share of given names with two characters. */
  readonly two: number;
  readonly male: string;
  readonly female: string;
}

/** Characters that given names of a time were made of. */
const generations: readonly Generation[] = [
  {
    until: 1949,
    two: 0.8,
    male: '根宝水金福财祥德仁义忠孝文书荣贵寿昌阿祖泉林生土火木康泰明正国才友法',
    female: '秀英兰芳珍珠桂香凤彩月娥阿素玉翠菊花莲姣娟琴美仙云妹杏梅银招爱',
  },
  {
    until: 1969,
    two: 0.8,
    male: '建国华军民志明强新平东海伟红卫忠德荣永庆利根林生文武勇光辉宏祥良兴跃进',
    female: '秀英玉兰桂芬亚芳珍丽华红梅爱琴月娥凤美菊香萍霞惠娟素云彩仙雅君小',
  },
  {
    until: 1989,
    two: 0.55,
    male: '伟强军波涛磊勇杰斌鹏辉明亮刚超建峰海洋东旭宁立志国文科晓俊凯林飞雷浩',
    female: '芳敏静丽娜燕霞娟艳红梅玲萍莉洁琼晓亚慧君波蓉婷雪琳倩颖佳维园春',
  },
  {
    until: 2004,
    two: 0.7,
    male: '杰豪浩宇鑫涛凯佳俊文博超鹏晨阳家天成嘉伟泽航磊一鸣翔志恒斌哲楠',
    female: '婷佳怡雨欣雪梦晨静瑶颖思琪嘉文倩莹慧玲丹露诗琳璐依蕾燕晓洁雯媛',
  },
  {
    until: 2100,
    two: 0.92,
    male: '浩宇轩子梓睿泽辰逸俊铭宸昊然皓奕亦煜博霖沐阳嘉懿墨川诺安希承佑',
    female: '梓涵欣怡雨桐子萱诗语一诺可馨梦琪佳妍若曦思依沐玥芷瑶悦苒宁安夕',
  },
];

/** A given name as it was given in the year of birth. */
export function givenName(random: Random, sex: Sex, year: number): string {
  const generation = generations.find(({ until }) => year <= until) ?? generations[0];
  const characters = (sex === '1' ? generation?.male : generation?.female) ?? '';
  const first = random.pick(characters);
  return random.chance(generation?.two ?? 0) ? first + random.pick(characters) : first;
}
