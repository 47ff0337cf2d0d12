import { cause } from '../cause.js';
import { han } from '../han.js';
import { says } from '../questions/said.js';

/** The job never ran, so no step of it could say so. */
export const billingBlocked = cause({
  id: 'billing-blocked',
  severity: 'error',
  sources: ['facts R5', 'GitHub docs: Unlocking a locked account'],
  says: [/job was not started because/i],
  seen: [
    'The job was not started because recent account payments have failed or your spending limit needs to be increased.',
  ],
  answers: [
    {
      step: 'start',
      status: 0,
      message:
        'The job was not started because recent account payments have failed or your spending limit needs to be increased.',
    },
  ],
  page: (f) => `${f.serverUrl}/settings/billing`,

  explains: (seen) =>
    says(seen, /job was not started because/i)
      ? { confidence: 'certain', facts: { said: '' }, url: 'https://github.com/settings/billing' }
      : undefined,

  text: {
    en: {
      title: 'GitHub did not start the job: payment or spending limit',
      message: () =>
        'The job was not started because a payment failed or the budget for GitHub Actions is used up. Nothing was pushed, and nothing in the workflow is wrong.',
      fix: () =>
        'Have an owner of the account look at Billing and licensing: pay, or raise the budget. Then run the job again.',
      tell: () => 'The job has no log and no steps, only this message on the page of the run.',
    },
    'zh-CN': {
      title: 'GitHub 没有启动作业：付款或支出限额问题',
      message: () =>
        '由于付款失败或 GitHub Actions 的预算已用完，作业没有启动。没有推送任何内容，工作流本身也没有错误。',
      fix: () => han`请由帐户的所有者查看 “Billing and licensing”：付款或提高预算，然后重新运行作业。`,
      tell: () => '该作业没有日志，也没有步骤，运行页面上只有这条消息。',
    },
  },
});
