import { createTransport, type Transporter } from 'nodemailer';
import type { Config } from '#kernel/config';
import type { Context } from '#kernel/context';
import type { Message, NoticeChannel, Sent } from './channel.ts';

const waitMs = 20_000;
const longestSubject = 78;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** One connection to the server of the installation, kept while messages follow each other. */
const transports = new Map<string, Transporter>();

function transportTo(address: string): Transporter {
  const known = transports.get(address);
  if (known) return known;
  const { protocol, hostname, port, username, password } = new URL(address);
  const made = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
    secure: protocol === 'smtps:',
    // What is said to people does not cross a network in the clear.
    requireTLS: protocol === 'smtp:' && !loopback.has(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transports.set(address, made);
  return made;
}

const isReady = ({ MAIL_SMTP, MAIL_FROM }: Config): boolean =>
  MAIL_SMTP !== undefined && MAIL_FROM !== undefined;

/** The first sentence says what it is about, as far as a line of a header goes. */
const subjectOf = (words: string): string => (words.split(/[。.\n]/, 1)[0] ?? words).slice(0, longestSubject);

/** Replies from 500 on are for good (RFC 5321 §4.2.1) where they are about this message, not about who sends it or how. */
const isForGood = (error: unknown): boolean =>
  error instanceof Error &&
  'responseCode' in error &&
  typeof error.responseCode === 'number' &&
  error.responseCode >= 500 &&
  'code' in error &&
  (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');

async function send({ config }: Context, { id, address, words }: Message): Promise<Sent> {
  const { MAIL_SMTP: server = '', MAIL_FROM: from = '' } = config;
  try {
    const { messageId } = await transportTo(server).sendMail({
      from,
      to: { name: '', address },
      subject: subjectOf(words),
      text: words,
      // The same at every try: whoever gets it twice is shown it once (RFC 5322 §3.6.4).
      messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>`,
      headers: { 'auto-submitted': 'auto-generated' },
    });
    return { reference: messageId };
  } catch (error) {
    if (!isForGood(error)) throw error;
    return { refused: error instanceof Error ? error.message.slice(0, 200) : 'refused' };
  }
}

/** E-mail by the installation's own server (RFC 5321), once MAIL_SMTP and MAIL_FROM name it. */
export const mailChannel: NoticeChannel = { channel: 'email', ready: ({ config }) => isReady(config), send };
