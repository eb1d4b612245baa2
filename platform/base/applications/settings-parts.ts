import type { FieldPart } from '#kernel/record';

const their = (zh: string, en: string, more: Partial<FieldPart> = {}): FieldPart => ({
  label: { zh: `“${zh}”在该系统中的字段`, en: `Its name for the ${en}` },
  ...more,
});
const optional = { optional: true } as const;

/** The settings of an adapter, part by part, as the form of a feed asks for them. */
export const settingsParts: Readonly<Record<string, FieldPart>> = {
  items: {
    label: { zh: '条目所在位置', en: 'Where the items are' },
    hint: {
      zh: 'JSON 填列表的路径，如 data.rows；XML 填一个条目的元素名',
      en: 'JSON: path to the list, such as data.rows; XML: name of the element of one item',
    },
  },
  'fields.id': their('编号', 'number'),
  'fields.title': their('标题', 'title'),
  'fields.account': their('账户', 'account', {
    hint: { zh: '该系统中经办人的账户名', en: 'The name of the holder’s account there' },
  }),
  'fields.changedAt': their('修改时间', 'time of change', {
    ...optional,
    hint: {
      zh: '同一编号以修改较晚的为准；不填则按取到的时间',
      en: 'Of two with one number the later one holds; the time of fetching when empty',
    },
  }),
  'fields.state': their('状态', 'state', optional),
  done: {
    label: { zh: '表示“已办”的状态值', en: 'States that mean done' },
    hint: { zh: '每行一个', en: 'One a line' },
    list: true,
    optional: true,
  },
  dropped: {
    label: { zh: '表示“已撤销”的状态值', en: 'States that mean dropped' },
    hint: { zh: '每行一个', en: 'One a line' },
    list: true,
    optional: true,
  },
  'fields.deadline': their('期限', 'deadline', optional),
  'fields.link': their('办理地址', 'link', {
    ...optional,
    hint: { zh: '系统地址之下的路径', en: "A path below the system's address" },
  }),
  'fields.words': their('正文', 'words', { ...optional, hint: { zh: '消息用', en: 'Of messages' } }),
  encoding: {
    label: { zh: '编码', en: 'Encoding' },
    optional: true,
    names: {
      'utf-8': { zh: 'UTF-8', en: 'UTF-8' },
      gbk: { zh: 'GBK', en: 'GBK' },
      gb18030: { zh: 'GB 18030', en: 'GB 18030' },
      big5: { zh: 'Big5', en: 'Big5' },
    },
  },
  zone: {
    label: { zh: '时区', en: 'Time zone' },
    hint: { zh: '时间未写时区时按此；不填为 +08:00', en: 'Of times written without one; +08:00 when empty' },
    optional: true,
  },
  cursor: {
    label: { zh: '增量参数', en: 'Parameter of where to go on' },
    hint: {
      zh: '从何处接着取的查询参数；不填则每次取全部，不再出现的视为已办结',
      en: 'The query parameter that says from where on; when empty the whole list is fetched, and what is gone from it is closed',
    },
    optional: true,
  },
  next: {
    label: { zh: '下次起点的位置', en: 'Where it says how to go on' },
    hint: {
      zh: 'JSON 路径；不填则取最近的修改时间',
      en: 'A JSON path; the newest time of change when empty',
    },
    optional: true,
  },
  key: {
    label: { zh: '发送密钥的请求头', en: 'Header of the key' },
    hint: { zh: '不填为 Authorization: Bearer', en: 'Authorization: Bearer when empty' },
    optional: true,
  },
};
