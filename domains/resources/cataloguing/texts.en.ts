import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Cataloguing',
  read: 'See descriptions of resources',
  describe: "Describe the department's own resources",
  review: 'Review registration and release',
  description: 'Description',
  descriptionIs:
    'What departments say of their information resources, from draft to registration and release. Once published, data is collected, checked and shared by it.',
  item: 'Item',
  itemIs: 'Items of a description, one a row; the code of an item is written "resource.column".',
  notNow: 'The description is not in a state in which this can be done. Load it again.',
  own: 'Somebody else reviews what you handed in.',
  locked:
    'The description is under review or published and cannot be changed. Revise it first, or wait until it comes back.',
  noDescription:
    'There is no description {code}, or it is not of your department. Make it first, then its items.',
  foreign: 'Only the resources of your own department.',
  lastItem: 'Items of a description that is under review or published cannot be taken away.',
  noItems: 'It has no items. Enter one at least.',
  noKey: 'The key item {item} is not among the items.',
  noCondition: 'Conditional sharing needs its condition.',
  noBasis: 'Not sharing needs its legal basis.',
  noOpenCondition: 'Conditional opening needs its condition.',
  personalOpen: 'Item {item} is personal: the resource cannot be open without condition.',
  noCodes: 'Item {item} is a code and needs its code table; there is no code table {codes}.',
  noMask: 'Item {item} is personal and needs the way in which it is masked.',
  alike: 'Item {item} differs from another in the case of its letters alone. Choose another column.',
  looser: 'Item {item} is shared more freely than its resource. Say the same or stricter.',
  noFeeds:
    'What a register takes of a resource is set by the data office. Say that it joins no register, or ask the office first.',
  changed: 'It is not what was handed in any more. Give it back, so that the department hands it in again.',
  twin: 'The code {code} is, or was, of another department or of a register. Choose another.',
  invalid: 'The description is not complete: {why}',
  reviewTask: 'Review for registration: {titleZh}',
  returnedTask: 'Mend the description: {titleZh}',
  releaseTask: 'Review for release: {titleZh}',
  summaryOwn: 'Hand in, revise, ask for release, withdraw',
  summaryAct: 'Review a description',
} satisfies typeof zh;
