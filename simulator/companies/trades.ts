/** What companies do: the word in their names, the section of GB/T 4754 it belongs to, and the form they usually have. */
export interface Trade {
  readonly word: string;
  readonly section: string;
  readonly form: 'company' | 'trader' | 'cooperative';
}

const of = (section: string, form: Trade['form'], words: string): Trade[] =>
  words.split(' ').map((word) => ({ word, section, form }));

/** Listed as often as they are met: manufacture, trade and services of an eastern county. */
export const trades: readonly Trade[] = [
  ...of(
    'C',
    'company',
    '塑料制品 模具 五金 电器 灯具 汽车配件 轴承 水暖器材 节能科技 机械 纺织 服饰 包装 新材料 仪表 金属制品',
  ),
  ...of('F', 'company', '贸易 商贸 进出口 建材 化工原料'),
  ...of('F', 'trader', '便利店 水果店 服装店 五金店 烟酒商行 建材经营部 农资店 文具店 母婴用品店'),
  ...of('H', 'trader', '餐馆 面馆 小吃店 民宿 早餐店'),
  ...of('O', 'trader', '理发店 汽车修理部 家政服务部 洗衣店'),
  ...of('G', 'company', '物流 运输'),
  ...of('E', 'company', '建筑 装饰工程'),
  ...of('I', 'company', '信息科技 软件'),
  ...of('L', 'company', '企业管理 广告'),
  ...of('M', 'company', '检测技术'),
  ...of('K', 'company', '房产经纪'),
  ...of('P', 'company', '教育培训'),
  ...of('R', 'company', '文化传播'),
  ...of('Q', 'company', '养老服务'),
  ...of('A', 'cooperative', '杨梅 茶叶 水产 蔬菜'),
];
