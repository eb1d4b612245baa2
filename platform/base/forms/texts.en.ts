import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Forms',
  fill: 'Fill in forms and see what one filled in',
  design: 'Design and publish forms of the department',
  seeAnswers: 'See the answers to forms of the department',
  file: 'File of a form',
  form: 'form',
  answer: 'answer',
  moved: 'This draft was handed in a moment ago. Open the form again.',
  retired: 'This form is not used any more and takes nothing; what you filled in was not handed in.',
  handedIn: 'This answer is handed in and cannot be changed. Take it back and fill the form in again.',
  notHandedIn: 'This answer is not handed in, or was taken back.',
  savedElsewhere:
    'Another device saved this draft since; nothing was overwritten. Open it again and go on from the newest.',
  invalid: 'Some answers need putting right. Nothing was handed in; what you entered is still here.',
  noOrganisation: 'The post you act in belongs to no organisation, so you cannot design forms.',
  notOwner: "This form is another organisation's.",
  cityForm: "This form comes from the city's file forms.yaml: change it there, or save under another code.",
  noDraft: 'This form has no draft.',
  cursor: 'The cursor is not valid; begin at the first page.',
  receipt: 'Receipt',
  state: 'State',
  submittedAt: 'Handed in',
  forAnother: 'This form was filled in for somebody else; choose to act for them first. Nothing was changed.',
  tieDrafts: 'Tie what drafts hold to them',
  draftsTied: '{count} drafts gone through',
} satisfies typeof zh;
