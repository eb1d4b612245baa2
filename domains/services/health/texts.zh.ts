export const zh = {
  module: '卫生服务',
  clinic: '门诊今日',
  rebook: '医生停诊：请确认或放弃系统代留的改约号',
  rebooked: '改约已由本人处理',
  rebookingLapsed: '改约号已失效，医院会另行联系',
};
