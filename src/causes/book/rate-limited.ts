import type { Case } from '../case.js';
import { causeWith } from '../cause.js';
import { han } from '../han.js';
import { en, isWorkflow, zh } from '../wording.js';

/** Seconds that a reader takes for a few minutes. */
const A_FEW_MINUTES = 300;
/** Seconds; for longer no registry means it, and a number of twenty digits is none to wait for. */
const A_DAY = 86_400;

/** Too many requests: nothing is wrong with the job. */
export const rateLimited = causeWith<Detail>()({
  id: 'rate-limited',
  severity: 'warning',
  sources: ['facts R1, R2, R3', 'chainguard-images/images#173', 'dependabot/cli#380'],
  says: [/toomanyrequests/i, /secondary rate limit/i, /API rate limit/i],
  seen: [
    'toomanyrequests: retry-after: 880.092µs, allowed: 44000/minute',
    'You have exceeded a secondary rate limit',
  ],
  answers: [
    {
      step: 'upload',
      status: 429,
      message: 'TOOMANYREQUESTS: retry-after: 10.305464ms, allowed: 2000/minute',
    },
    {
      step: 'manifest-pull',
      status: 429,
      message: 'TOOMANYREQUESTS: retry-after: 880.092µs, allowed: 44000/minute',
    },
    { step: 'upload', status: 403, message: 'You have exceeded a secondary rate limit' },
  ],
  change: {
    language: 'yaml',
    before: 'strategy:\n  matrix:\n    image: [a, b, c] # and forty more',
    after: 'strategy:\n  max-parallel: 4\n  matrix:\n    image: [a, b, c] # and forty more',
    inChinese: { 'and forty more': '以及另外四十个' },
  },
  exampleDetail: { by: 'answer', minutes: null },

  // The limit of an hour is the API's alone.
  explains: ({ kind, seenIn, text, wait = 0 }) =>
    kind === 'limited'
      ? {
          confidence: 'certain',
          detail: {
            by: /\bAPI rate limit\b/i.test(text) ? 'api' : seenIn,
            minutes: wait > A_FEW_MINUTES && wait <= A_DAY ? Math.ceil(wait / 60) : null,
          },
        }
      : undefined,

  text: {
    en: {
      title: 'The registry asks to slow down',
      titleOf: ({ by }) => (by === 'api' ? "GitHub's API asks to slow down" : undefined),
      message: (f, { by }) =>
        by === 'api'
          ? `GitHub's API limits how often a token may ask in an hour, and answered no more${f.said ? ` ("${f.said}")` : ''}. The registry refused nothing, and your rights are not the problem.`
          : by === 'log'
            ? `${f.registry} limits how often it may be asked, and refused ${en.image(f)} for that reason${f.said ? ` ("${f.said}")` : ''}. Your rights are not the problem.`
            : `${f.registry} limits how often it may be asked, so there is no verdict on ${en.image(f)}${f.said ? ` (${f.said})` : ''}. Your rights are not the problem.`,
      fix: (f, { by, minutes }) =>
        by === 'api'
          ? 'Wait until the hour is over, or ask with a token of your own: what several jobs ask with one token counts together.'
          : `${en.Again(f)} ${minutes === null ? 'in a few minutes' : `after ${minutes} minutes, as it asks`}, with fewer ${isWorkflow(f) ? 'jobs' : 'requests'} at the same time.`,
      tell: () =>
        'If the message names a number per minute, and the same request works a little later, it was this.',
    },
    'zh-CN': {
      title: '注册表要求降低请求频率',
      titleOf: ({ by }) => (by === 'api' ? 'GitHub API 要求降低请求频率' : undefined),
      message: (f, { by }) =>
        by === 'api'
          ? han`GitHub API 限制了一个令牌每小时的请求次数，已达到上限${f.said ? `（“${f.said}”）` : ''}。注册表没有拒绝任何请求，这也与权限无关。`
          : by === 'log'
            ? han`${f.registry} 限制了请求频率，因此拒绝了对 ${zh.image(f)} 的请求${f.said ? `（“${f.said}”）` : ''}。这与权限无关。`
            : han`${f.registry} 限制了请求频率，因此无法判断 ${zh.image(f)} 是否会被接受${f.said ? `（${f.said}）` : ''}。这与权限无关。`,
      fix: (f, { by, minutes }) =>
        by === 'api'
          ? '请等到这一小时结束，或改用自己的令牌：多个作业使用同一令牌的请求会合并计数。'
          : `请${minutes === null ? '等待几分钟后' : `按它的要求等待 ${minutes} 分钟后`}${zh.again(f)}，并减少同时${isWorkflow(f) ? '运行的作业' : '发出的请求'}。`,
      tell: () => '如果消息中写明了每分钟的次数，而且稍后同样的请求可以成功，就是这个原因。',
    },
  },
});

interface Detail {
  by: Case['seenIn'] | 'api';
  /** So long the registry wants to be left alone, where that is longer than a few. */
  minutes: number | null;
}
