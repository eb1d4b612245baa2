import type { zh } from './texts.zh.ts';

export const en = {
  passwordShort: 'The password needs at least 10 characters.',
  passwordLong: 'The password may have at most 128 characters.',
  passwordPlain: 'The password needs three of: small letters, capitals, digits, signs.',
  passwordNames: 'The password may not contain the account.',
  passwordUnfit: 'The password does not meet the rules. Nothing was changed.',
  wrongCredentials: 'Account or password is wrong. Five failures in a row lock it for 15 minutes.',
  locked: 'Too many failures: the account is locked until {time}. Try again after that.',
  suspended: 'This account is suspended. Ask the administrator of your organisation.',
  noPost: 'This account has no post to act in. Ask the administrator of your organisation.',
  unknownPost: 'You do not hold this post; you are still in the one before.',
  sessionEnded: 'Your session has ended. Sign in again. What was not sent was not saved.',
  clientRevoked: 'The credentials of this client were revoked.',
  clientExpired: 'The credentials of this client have expired.',
  credentialsUnreadable: 'The credentials cannot be read: send client id and secret by Basic authentication.',
  cannotSignIn: 'Clients and devices have no session.',
  unknownRole: 'There is no such role: {role}',
  unknownAccount: 'There is no such account: {account}',
  dutiesClash: 'One person may not unite system, security and audit administration. Nothing was changed.',
  badGrant: 'A grant is written permission@scope: {grant}',
  ownPost: 'Nobody changes their own posts: another administrator does it.',
  nobodySignedIn: 'Nobody is signed in.',
  dutiesInRole: 'role {role} unites system or security administration with audit',
  roleTwice: 'role {role} stands twice',
  demonstration: 'demonstration',
  factorThere: 'A second factor is in force. To have a new one, remove it first.',
  wrongCode: 'The code is wrong or was used before. Wait for the next one and try again.',
  codeNeeded:
    'This account has a second factor: enter the six digits of the authenticator, or a recovery code.',
  ownFactor:
    'Nobody takes their own second factor away: remove it with a code, or ask another administrator.',
  contractorSupervised:
    'A contractor needs an official who supervises (an account in use) and a last day within a year.',
  badRedirect:
    'This address to return to will not do: {uri}. Web applications need https (http://127.0.0.1 while developing), and no address may hold a wildcard or a #.',
  tokenInvalid: 'The access token is invalid or has expired. The application must get a new one.',
  interactionGone: 'This request to sign in has lapsed. Go back to the application and start again.',
  answerUnreadable: 'The answer must be allow or refuse.',
  wrongAudience: 'This application is not for accounts of your kind.',
} satisfies typeof zh;
