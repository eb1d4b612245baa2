/** Words of this module's pages. */
export const texts = {
  title: { zh: '门诊今日', en: 'Clinic today' },
  'family-doctor': { zh: '家庭医生', en: 'Family doctors' },
  outpatient: { zh: '专科门诊', en: 'Outpatient' },
  doctor: { zh: '医生', en: 'Doctor' },
  when: { zh: '时段', en: 'Half-days' },
  taken: { zh: '已约 / 容量', en: 'Taken / places' },
  state: { zh: '状态', en: 'State' },
  act: { zh: '操作', en: 'Do' },
  open: { zh: '出诊', en: 'open' },
  stopped: { zh: '停诊', en: 'stopped' },
  queue: { zh: '叫号', en: 'Queue' },
  stop: { zh: '停诊', en: 'Stop' },
  am: { zh: '上午', en: 'morning' },
  pm: { zh: '下午', en: 'afternoon' },
  evening: { zh: '晚上', en: 'evening' },
  nobody: { zh: '今天没有出诊', en: 'Nobody sees patients today' },
  nobodyHint: {
    zh: '在“班次”里排班，或在“例外日”里加班。',
    en: 'Enter weekly sessions, or an extra one under Exceptions.',
  },
};
