export const zh = {
  module: '城市运营中心',
  scenesFile: '大屏场景',
  scene: '场景',
  sceneTwice: '场景 {code} 已经有了',
  panelTwice: '这个场景里已经有 {code}',
  figureUnknown: '没有指标 {code}',
  listUnknown: '没有列表 {code}',
  layerUnknown: '没有图层 {code}',
  notYet: '这个时刻还没有到，只能查看过去的时刻。',
  tooMany: '实时连接已满，请稍后再试；页面会改为定时刷新。',
};
