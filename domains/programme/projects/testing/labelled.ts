/** An invented proposal and what, of what the city has, a person would want looked at before money is given for it. */
export interface Labelled {
  readonly title: string;
  readonly aim: string;
  readonly gathers?: readonly string[];
  readonly unit?: string;
  /** Any of these is the answer; empty: nothing of the kind is there. */
  readonly there: readonly string[];
}

/** Made by hand over the catalogue, systems and key projects of the city's files. The odd ones fix the limit, the even ones measure it. */
export const labelled: readonly Labelled[] = [
  {
    title: '药品流通网上监管平台',
    aim: '对药品批发零售企业的药品流通进行实时监管',
    there: ['yaopin'],
  },
  {
    title: '食用农产品追溯系统',
    aim: '肉类蔬菜从批发到零售各节点的流通追溯',
    there: ['roucai', 'scjg-trace'],
  },
  {
    title: '城区免费无线网络工程',
    aim: '在公共场所布设无线接入点，为市民提供免费无线网络',
    there: ['free-wifi'],
  },
  {
    title: '公交到站手机查询',
    aim: '市民用手机查询公交车到站时间',
    there: ['gongjiao'],
  },
  {
    title: '河湖长制信息系统',
    aim: '登记全市河道与河长，巡河上报',
    gathers: ['河道名称', '河长'],
    there: ['slj-rivers'],
  },
  {
    title: '学生学籍采集系统',
    aim: '向学校采集中小学生学籍信息',
    there: ['jyj-pupils'],
  },
  {
    title: '大货车定位监控平台',
    aim: '危险品运输车辆和旅游包车的卫星定位监管',
    there: ['yunguan'],
  },
  {
    title: '困难家庭收入核对平台',
    aim: '核对申请社会救助家庭的收入和经济状况',
    there: ['hedui'],
  },
  {
    title: '城市管理数字指挥系统',
    aim: '市容环境、公共设施、园林绿化问题的巡查上报与处置',
    there: ['chengguan', 'zfj-city-cases'],
  },
  {
    title: '养老机构信息登记',
    aim: '登记全市养老机构及床位',
    there: ['mzj-nursing-homes'],
  },
  {
    title: '道路视频巡查系统',
    aim: '对主要道路路面状况进行全天监控',
    there: ['lumian'],
  },
  {
    title: '社区卫生服务网上预约平台',
    aim: '乡镇卫生院和社区医生的网上预约挂号',
    there: ['yuyue'],
  },
  {
    title: '电子健康档案共享平台',
    aim: '建设居民电子健康档案和电子病历的共享交换',
    there: ['jiankang', 'health-records', 'wjkj-health-record'],
  },
  {
    title: '企业信用信息数据库',
    aim: '汇集各部门企业登记、年报、税务信息，建设企业基础数据库',
    there: ['enterprise-base', 'scjg-company'],
  },
  {
    title: '智能交通信号与诱导系统',
    aim: '城区交通信息检测、诱导信息发布、指挥调度',
    there: ['intelligent-transport'],
  },
  {
    title: '水库水位雨量监测网',
    aim: '新建水位站、雨量站，采集水位雨量',
    gathers: ['水位', '雨量'],
    there: ['slj-levels', 'slj-reservoirs'],
  },
  {
    title: '电商大数据平台',
    aim: '建设城市电子商务大数据的采集、分析与决策支持平台',
    there: ['city-data-platform'],
  },
  {
    title: '残疾人证件管理系统',
    aim: '残疾人证的申领、登记与换证管理',
    there: ['cl-certificates'],
  },
  {
    title: '重点企业能耗监管平台',
    aim: '重点用能单位能耗在线采集与监管',
    there: ['energy-supervision', 'jxj-energy-use'],
  },
  {
    title: '居民就诊一卡通',
    aim: '发放居民健康卡，实名挂号，替代各医院就诊卡',
    there: ['health-card'],
  },
  { title: '无人机起降场建设', aim: '建设三处无人机起降场及充换电设施', there: [] },
  { title: '视障人士智能导盲杖配发', aim: '采购导盲杖并开展使用培训', there: [] },
  { title: '机关食堂刷脸就餐', aim: '机关食堂安装人脸识别闸机与结算终端', there: [] },
  { title: '婚俗文化展陈数字互动装置', aim: '展厅沉浸投影与互动装置', there: [] },
  { title: '会议室无纸化改造', aim: '会议室安装升降屏与电子桌牌', there: [] },
  { title: '古桥三维激光扫描与打印', aim: '为展示制作实体模型', there: [] },
  { title: '办公电话语音机器人', aim: '总机来话自动转接到分机', there: [] },
  { title: '杨梅采摘机械臂研制', aim: '研制杨梅自动采摘机械臂样机', there: [] },
  { title: '地下管廊巡检机器狗', aim: '采购四足机器人在管廊内自动巡检', there: [] },
  { title: '图书漂流柜', aim: '在社区安放自助图书交换柜', there: [] },
];
