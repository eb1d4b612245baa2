import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';

const internal = { sensitivity: 'internal' } as const;
const permissions = z
  .string()
  .max(500)
  .regex(/^([a-z][a-z-]*:[a-z][a-z-]*([\s,，]+|$))*$/);

/** A machine in a public place; its key lies in a table of its own and is in no row of this record. */
export const Kiosk = defineRecord({
  name: 'kiosk',
  module: 'identity',
  plural: 'kiosks',
  table: 'identity.kiosk',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  title: { zh: '自助终端', en: 'Kiosk' },
  description: {
    zh: '放在公共场所的机器：绑定地点、网络和客户端证书，只开放列出的权限；无人操作 60 秒即退出。',
    en: 'A machine in a public place: bound to its place, network and client certificate, with the permissions listed only; after 60 idle seconds whoever stood there is signed out.',
  },
  versions: 'valid-time',
  fields: {
    code: field(z.string().regex(/^[a-z][a-z0-9-]{1,38}$/), { zh: '编码', en: 'Code' }, internal),
    titleZh: field(
      z.string().min(1).max(60),
      { zh: '名称', en: 'Title in Chinese' },
      { ...internal, language: 'zh' },
    ),
    titleEn: field(
      z.string().min(1).max(60),
      { zh: '英文名称', en: 'Title' },
      { ...internal, language: 'en' },
    ),
    organisation: field(
      reference('organisations.organisation'),
      { zh: '单位', en: 'Organisation' },
      internal,
    ),
    place: field(z.string().min(1).max(120), { zh: '地点', en: 'Place' }, internal),
    network: field(
      z.string().max(60).nullable().optional(),
      { zh: '所在网络（如 10.1.2.0/24）', en: 'Network (10.1.2.0/24)' },
      internal,
    ),
    certificate: field(
      z
        .string()
        .regex(/^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$/)
        .nullable()
        .optional(),
      { zh: '客户端证书指纹（SHA-256）', en: 'Fingerprint of its client certificate (SHA-256)' },
      { ...internal, detailOnly: true },
    ),
    alone: field(
      permissions,
      { zh: '无人登录时的权限', en: 'Permissions by itself' },
      { ...internal, detailOnly: true },
    ),
    withPerson: field(
      permissions,
      { zh: '有人登录时最多的权限', en: 'Most permissions of whoever signs in' },
      { ...internal, detailOnly: true },
    ),
  },
  list: { filters: ['organisation'], orders: ['code'], search: ['code', 'titleZh', 'titleEn', 'place'] },
  rights: { read: 'identity:manage', write: 'identity:manage', scope: undivided },
});
