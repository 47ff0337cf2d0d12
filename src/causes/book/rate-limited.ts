import type { Case } from '../case.js';
import { causeWith } from '../cause.js';
import { en, han, isWorkflow, zh } from '../wording.js';

/** Too many requests: nothing is wrong with the job. */
export const rateLimited = causeWith<Case['seenIn']>()({
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
  },
  exampleDetail: 'answer',

  explains: ({ kind, seenIn }) =>
    kind === 'limited' ? { confidence: 'certain', detail: seenIn } : undefined,

  text: {
    en: {
      title: 'The registry asks to slow down',
      message: (f, detail) =>
        detail === 'log'
          ? `${f.registry} limits how often it may be asked, and refused ${en.image(f)} for that reason${f.said ? ` ("${f.said}")` : ''}. Your rights are not the problem.`
          : `${f.registry} limits how often it may be asked, so there is no verdict on ${en.image(f)}${f.said ? ` (${f.said})` : ''}. Your rights are not the problem.`,
      fix: (f) =>
        `${en.Again(f)} in a few minutes, with fewer ${isWorkflow(f) ? 'jobs' : 'requests'} at the same time.`,
      tell: () => 'The message names a number per minute, and the same push works a little later.',
    },
    'zh-CN': {
      title: '注册表要求降低请求频率',
      message: (f, detail) =>
        detail === 'log'
          ? han`${f.registry} 限制了请求频率，因此拒绝了 ${zh.image(f)}${f.said ? `（“${f.said}”）` : ''}。这与权限无关。`
          : han`${f.registry} 限制了请求频率，因此无法判断 ${zh.image(f)} 是否会被接受${f.said ? `（${f.said}）` : ''}。这与权限无关。`,
      fix: (f) => `请等待几分钟后${zh.again(f)}，并减少同时${isWorkflow(f) ? '运行的作业' : '发出的请求'}。`,
      tell: () => '消息中写明了每分钟的次数，而且稍后同样的推送会成功。',
    },
  },
});
