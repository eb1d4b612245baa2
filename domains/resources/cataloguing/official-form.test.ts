import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportPreview } from '#kernel/record';
import { openTestCity, type Asker, type TestCity } from '#testing';
import module from './module.ts';

const bureau = '330281-rsj';

let city: TestCity;
let clerk: Asker;
beforeAll(async () => {
  city = await openTestCity({ modules: [module] });
  const grants = {
    'cataloguing:read': 'department',
    'cataloguing:describe': 'department',
    'organisations:read': 'city',
    'jobs:own': 'own',
  } as const;
  clerk = city.as({ id: 'clerk', organisation: bureau, grants });
});
afterAll(() => city.close());

test('the official form of descriptions is taken with all its elements, and the faults of each row', async () => {
  const header =
    '资源标识,信息资源分类,主题,信息资源名称,提供方代码,信息资源摘要,信息资源格式,共享类型,共享条件,不予共享依据,共享方式,是否向社会开放,开放条件,更新周期,关联资源代码,归入的基础库,主键信息项,关键字';
  const whole =
    'rsj-form,部门信息资源,社会保障,职称评审,330281-rsj,职称评审的人员和结果。,电子表格,有条件共享,为核对职称,,共享平台：文件下载,有条件开放,按申请提供,每年,rsj-training,不入基础库,number,职称、高级工程师';
  const faulty =
    'rsj-form2,部门信息资源,不存在的主题,名称,330281-rsj,一段摘要。,录像带,无条件共享,,,共享平台：接口,不予开放,,每年,,不入基础库,number,';
  const file = [header, whole, faulty].join('\n');
  const looked = await clerk.upload('/api/cataloguing/descriptions/import', 'form.csv', file);
  const preview = looked.json<ImportPreview>();
  expect(preview.mapping.filter(({ header: found }) => !found).map(({ field }) => field)).toEqual([
    'titleEn',
    'abstractEn',
    'simulated',
  ]);
  expect(preview.rows[0]?.faults).toEqual([]);
  expect(preview.rows[1]?.faults.map(({ field }) => field).toSorted()).toEqual(['format', 'theme']);
  const mapping = Object.fromEntries(preview.mapping.map(({ field, header: found }) => [field, found]));
  const ran = await clerk.post(`/api/cataloguing/descriptions/import/${preview.import}/run`, { mapping });
  await city.finished(ran.json<{ job: string }>().job);
  expect((await clerk.get('/api/cataloguing/descriptions/rsj-form')).json()).toMatchObject({
    category: 'department',
    theme: 'social-security',
    titleZh: '职称评审',
    provider: bureau,
    format: 'sheet',
    share: 'conditional',
    shareCondition: '为核对职称',
    shareWay: 'file',
    open: 'conditional',
    openCondition: '按申请提供',
    cycle: 'yearly',
    related: ['rsj-training'],
    subject: 'none',
    keyItem: 'number',
    words: ['职称', '高级工程师'],
    state: 'draft',
  });
});
