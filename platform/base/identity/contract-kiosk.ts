import { z } from 'zod';
import { operation } from '#kernel/operation';
import { ById, ClientSecret, Done } from './contract-parts.ts';

export const kioskOperations = {
  newKioskKey: operation({
    method: 'POST',
    path: '/kiosks/:id/key',
    summary: { zh: '为自助终端换钥匙', en: 'Give a kiosk a new key' },
    permission: 'identity:manage',
    secondFactor: true,
    params: ById,
    result: ClientSecret,
  }),
  enrolKiosk: operation({
    method: 'POST',
    path: '/kiosk',
    summary: { zh: '把这台机器设为自助终端', en: 'Make this machine a kiosk' },
    permission: 'public',
    body: z.object({ code: z.string().trim().min(1).max(40), key: z.string().trim().min(20).max(100) }),
    result: Done,
    download: true,
  }),
  leaveKiosk: operation({
    method: 'DELETE',
    path: '/kiosk',
    summary: { zh: '这台机器不再是自助终端', en: 'This machine is no kiosk any more' },
    permission: 'public',
    result: Done,
    download: true,
  }),
} as const;
