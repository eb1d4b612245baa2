/** Words of the page on the phone. */
export const fieldTexts = {
  title: { zh: '现场检查', en: 'On site' },
  lead: { zh: '正在把本页存到手机……', en: 'Keeping this page on the phone …' },
  kept: {
    zh: '没有网络也能打开和填写；有网络时自动传送。',
    en: 'Opens and takes answers without network; they are sent by themselves once there is one.',
  },
  sent: { zh: '都已传到', en: 'All sent' },
  waiting: { zh: '{count} 处改动待传送', en: '{count} changes wait to be sent' },
  offline: { zh: '现在连不上平台', en: 'the platform cannot be reached now' },
  failed: {
    zh: '手机没能存下刚才的填写（可能没有空间），请再试一次。',
    en: 'The phone could not keep what you just entered (it may be full). Try again.',
  },
  nothing: { zh: '没有抽中您的检查', en: 'You were not drawn for a visit' },
  nothingHint: {
    zh: '抽取后会出现在这里；出发前先在有网络的地方打开本页。',
    en: 'They appear here once drawn. Open this page where there is network before you set out.',
  },
  notAsked: { zh: '这部手机上没有存下检查', en: 'No visits are kept on this phone' },
  notAskedHint: {
    zh: '现在连不上平台，不知道是否抽中了您。请在有网络的地方再打开一次。',
    en: 'The platform cannot be reached, so whether you were drawn is not known. Open this page again where there is network.',
  },
  answered: { zh: '已填 {answered} / {all} 项', en: '{answered} of {all} answered' },
  refused: {
    zh: '{count} 处改动平台没有收下：检查结论可能已经作出。',
    en: '{count} changes were not taken: the visit may be concluded already.',
  },
  photosWaiting: { zh: '{count} 张照片待传送', en: '{count} photos wait to be sent' },
  photosRefused: {
    zh: '平台没有收下 {count} 张照片，检查暂时不能作结论',
    en: '{count} photos were not taken; the visit cannot be concluded yet',
  },
  photoRefused: { zh: '“{item}”的照片 {name}：', en: 'Photo {name} of "{item}": ' },
  photoRefusedHint: {
    zh: '请重新拍一张，再把这张从记录里去掉。',
    en: 'Take another one, then take this one out of the record.',
  },
  takeOut: { zh: '从记录里去掉', en: 'Take it out of the record' },
  choose: { zh: '以此为准：{value}', en: 'Take this: {value}' },
  photo: { zh: '拍照（已有 {count} 张）', en: 'Take a photo ({count} so far)' },
  done: { zh: '现场检查完成', en: 'Finished on site' },
};
