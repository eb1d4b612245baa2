/** Ends of names by which a reader knows what is named. */
export const roadEnding = /(?:路|街|道|大道|大街|公路|巷|胡同|里弄|弄堂|线|环路|高速|国道|省道|组)$/;

/** A place where people live: its numbers are houses. */
export const estateEnding =
  /(?:小区|花园|公寓|新村|家园|花苑|新苑|苑|嘉苑|佳苑|华府|华庭|豪庭|名邸|新园|锦园|景园|人家|小筑|别墅|山庄|名苑|府邸|雅居|御府|名城|新城|宿舍|住宅区|生活区|丽都|嘉园|佳园|雅苑|雅园|庭|湾|府)$/;

export const poiEnding =
  /(?:大厦|公司|工业区|广场|园区|中心|市场|工业园|国际|酒店|商城|贸城|大楼|医院|集团|科技园|创意园|产业园|学院|大学|校区|超市|银行|中学|小学|学校|快递|商务楼|营业厅|商厦|仓库|加油站|科技城|基地|鞋城|企业|电城|车城|宝城|幼儿园|厂|部|店|馆|所|局|院|站|会所|俱乐部|宾馆|饭店|网吧|餐厅|酒楼|影城|书店|药店|诊所|政府|委员会|村委会|居委会|管委会|法院|检察院|派出所|商务馆|商务园|软件园|物流园|创业园|城|园|社|行|(?<![\d一二三四五六七八九十层])楼|吧|港|汇|坊|轩|阁|天下|码头|车站|机场|景区|公园|项目部|工地|门市部|专柜|厂房|宿舍楼|食堂|大棚|养殖场|农场|林场|场|服饰|电器|家具|鞋业|制衣|电子|五金|机械|科技|实业|物流|针织|袜业|纺织|印刷|塑料|包装)$/;

/** What divides an estate or a building: 二区, 一期, B区, 北门, 南楼, 三号门. */
export const subPoiPattern =
  /^(?:[东南西北中前后左右]?[东南西北中a-zA-Z\d一二三四五六七八九十]{1,3}(?:区|期|园|门|号门|组团|分部)|[东南西北][楼门区]|店面|前台|大厅|大门|传达室|门卫|门卫室|保安室|仓库|超市|小邮局|营业厅|食堂|服务台|收发室|物业|办公室)/;

/** Directions, distances and crossings: they help to find, and name nothing. Longer ones first. */
export const hintPattern =
  /^(?:[往向朝]?[东南西北前后左右]{1,2}(?:方向|面|边|侧|首|角|端|头|走)?约?\d*(?:\.\d+)?(?:米|公里|千米|里)|往[东南西北前后左右里]{1,2}\d*米?|约?\d+米(?:处|左右)?|(?:正|斜)?对面|(?:十字|丁字|三叉|三岔)路口|交叉(?:路)?口|交汇(?:处|口)?|交界处?|交接处|交口|相交处?|路口|拐角处?|转角处?|大?门口|正门|附近|旁边|边上|隔壁|斜对过|对过|后面|前面|里面|外面|楼下|楼上|左侧|右侧|院内|园内|内侧|外侧|[东南西北]{1,2}(?:侧|边|面|首|角|头|端)|入口处?|出口处?|进门|路边|沿街|朝[东南西北]|靠[东南西北]|往里走)/;
export const shortHint = /^[与和旁内东西南北后前里边处]/;

/** Said for the bearer of a letter, or by a machine that had nothing to say. */
export const emptyWords = /^(?:请?(?:先)?电联系?|到了?电话|收件人|市辖区|其它区|其他区|null|undefined|无|的)/;

/** A remark behind an address, to its closing bracket or to the end. */
export const remark = /^\((?:备注|注|说明)[^)]*\)?/;

/** A name that somebody made unreadable on purpose. */
export const maskedName = /^某{2,12}/;

export const zoneEnding =
  /(?:经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|高新技术产业园区|开发区|高新区|保税区|集聚区|旅游度假区|度假区|新区)$/;

export const townEnding = /(?:街道办事处|街道|镇|乡)$/;
export const communityEnding = /(?:社区居委会|社区|居委会|村委会|(?<![新一二三四五六七八九十])村)$/;

/** A housing estate, though it is called a village. */
export const estateVillage = /[新一二三四五六七八九十]村$/;

/** Behind one of these another name begins, as a rule. */
export const innerEnding =
  /(?:[^公铁马道]路|街道|大道|[^城市乡]镇|[\d一二三四五六七八九十]号|弄|幢|栋|单元|社区|小区|开发区|工业区|园区|花园|花苑|公寓|新村|家园|大厦|广场|市场|大学|学院|中学|小学|医院|公司|酒店|嘉园|佳园|景园|锦园|名苑|[^俯]苑|华庭|豪庭|华府|商城|国际|中心|集团|工业园|产业园|科技园|创意园|基地|宾馆|交叉口|[\d一二三四五六七八九十]楼|[^农乡新]村)$/;

/** Words that never lie inside of a name. */
export const strongHint =
  /^(?:附近|旁边|对面|交叉口|交汇处|交界处|交叉路口|路口|电联|隔壁|斜对面|门口|后面|院内)/;

/** What a list of towns counts among them though it is none. */
export const zoneLike = /(?:区|园|管委会|管理处)$/;

export const zoneName = /开发区|高新|新区|保税/;

/** 二区 in 稠山二区, an estate that is known by its two characters. */
export const smallDivision = /^[\da-zA-Z一二三四五六七八九十东南西北]区$/;

/** No name begins with what ends the one before. */
export const badStart = /^(?:[道镇号区县市路楼室幢栋层座部弄乡社段]|村(?!民|委))/;

/** 东段 of a road. */
export const roadStretch = /^[东南西北中]段/;

/** A Chinese numeral that counts floors, houses or units. */
export const numberedFloor = /^(?:负|地下)?[一二三四五六七八九十]{1,3}(?:楼|层|单元|栋|幢|座)/;

/** Is this character the "and" between two roads that cross? */
export const isRoadAhead = (text: string, at: number): boolean =>
  /[与和]/.test(text.charAt(at)) &&
  /[路街道线号口]/.test(text.charAt(at - 1)) &&
  /^.{2,6}[路街道线]/.test(text.slice(at + 1, at + 9));

const breaks = /[\s\-_,.、，。；;:：()（）[\]【】{}#?？!！/\\+*'"“”<>《》~·]/;
export const isBreak = (character: string): boolean => character !== '' && breaks.test(character);
