import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { storeProblem } from '../db/index.ts';
import { Problem, type FieldError, type ProblemBody } from '../problem.ts';
import type { Language } from '../texts.ts';
import { linger } from './linger.ts';
import type { RequestFault } from './validate.ts';

/** The language a request asks for: Chinese unless it says English first. */
export const languageOf = (request: FastifyRequest): Language =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';

/** Texts that no database can hold: a NUL character, half a surrogate pair (PostgreSQL 22021, 22P05). */
const unstorable = new Problem(400, 'request.unstorable-text', {
  zh: '内容里有无法保存的字符（如空字符），未作任何改动。请去掉后重试。',
  en: 'The text holds a character that cannot be kept (NUL, for one). Nothing was changed; take it out and try again.',
});
const unstorableCodes = new Set(['22021', '22P05']);

/** Days and instants that the contract lets through and no calendar has (PostgreSQL 22007, 22008): the year 0, say. */
const noSuchTime = new Problem(400, 'request.no-such-time', {
  zh: '日期或时间超出可以处理的范围，未作任何改动。',
  en: 'A date or time lies outside of what can be dealt with. Nothing was changed.',
});
const noSuchTimeCodes = new Set(['22007', '22008']);

/** Codes of what Fastify refuses by itself before a handler is reached. */
const refusals: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: new Problem(400, 'request.not-json', {
    zh: '请求内容不是有效的 JSON，未作任何改动。',
    en: 'The body is not valid JSON. Nothing was changed.',
  }),
  FST_ERR_CTP_EMPTY_JSON_BODY: new Problem(400, 'request.empty', {
    zh: '请求没有内容，未作任何改动。',
    en: 'The request has no body. Nothing was changed.',
  }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Problem(415, 'request.media-type', {
    zh: '不支持这种内容类型。请用 application/json；上传文件用 application/octet-stream。',
    en: 'This media type is not supported. Use application/json, or application/octet-stream for a file.',
  }),
  FST_ERR_CTP_BODY_TOO_LARGE: new Problem(413, 'request.too-large', {
    zh: '请求内容过大，未作任何改动。',
    en: 'The body is too large. Nothing was changed.',
  }),
};

const fieldErrors = (faults: readonly RequestFault[]): FieldError[] =>
  faults.map(({ instancePath, keyword, params }) => ({
    path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
    code: keyword,
    detail: params.words,
  }));

const failed = new Problem(500, 'server.failed', {
  zh: '平台出错，已记录。未完成的改动没有保存，请稍后再试；若再次出现，请把请求编号告诉管理员。',
  en: 'The platform failed and has logged it. Nothing half-done was kept. Try again; if it returns, tell an administrator the request id.',
});

/** What a store says, when it is not the fault of our words to it. */
function storeProblemOf(error: Error, code: string): Problem | undefined {
  if (unstorableCodes.has(code)) return unstorable;
  if (noSuchTimeCodes.has(code)) return noSuchTime;
  const known = storeProblem(error);
  return known && new Problem(known.status, known.code, known.message);
}

/** Turns whatever was thrown into a Problem; a bug becomes `server.failed`, without its inner words. */
export function asProblem(error: FastifyError | Error): Problem {
  if (error instanceof Problem) return error;
  const { validation, code, validationContext } = error as FastifyError;
  if (validation)
    return new Problem(
      400,
      'request.invalid',
      {
        zh: `请求的${validationContext === 'body' ? '内容' : '参数'}不符合约定，未作任何改动。`,
        en: `The ${validationContext ?? 'request'} does not fit the contract. Nothing was changed.`,
      },
      { errors: fieldErrors(validation as unknown as readonly RequestFault[]) },
    );
  const refused = refusals[code];
  if (refused) return refused;
  const ofStore = storeProblemOf(error, code);
  if (ofStore) return ofStore;
  const { statusCode } = error as FastifyError;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, 'request.refused', { zh: '请求未被接受。', en: error.message });
  return failed;
}

/** The body of a problem in the language asked for (RFC 9457 §3). */
export const problemBody = (problem: Problem, language: Language, instance: string): ProblemBody => ({
  type: `urn:yaojiang:problem:${problem.code}`,
  title: problem.detail[language],
  status: problem.status,
  code: problem.code,
  detail: problem.detail,
  instance,
  ...(problem.errors ? { errors: [...problem.errors] } : {}),
  ...(problem.extra ? { extra: { ...problem.extra } } : {}),
});

/** Says when to come again beside a refusal that knows it (`extra.retryAfter`, seconds; RFC 9110 §10.2.3). */
export function sayWhenAgain({ extra }: Problem, reply: FastifyReply): void {
  const seconds = extra?.['retryAfter'];
  if (typeof seconds === 'number') void reply.header('retry-after', seconds);
}

/** Sends a problem, logging what is ours to mend. */
export async function answerProblem(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const problem = asProblem(error);
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed');
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  if (!request.raw.complete) {
    void reply.removeHeader('connection');
    linger(request.raw);
  }
  sayWhenAgain(problem, reply);
  await reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, languageOf(request), request.id)));
}
