/** Why there was no answer to judge, in the language of the reader. */
import type { OwnWords } from '../../evidence/http/own-words.js';
import type { Trouble } from '../../evidence/types/answer.js';
import type { Localized } from '../../types.js';

const SAYINGS: { [What in OwnWords['what']]: (values: Extract<OwnWords, { what: What }>) => string } = {
  'html-page': ({ status }) => `HTTP ${status}，内容是 HTML 页面`,
  'long-body': ({ status, kib }) => `HTTP ${status}，响应体超过 ${kib} KiB`,
  redirect: ({ status, to }) => `HTTP ${status}：重定向${to && `到 ${to}`}，没有跟随`,
  'no-challenge': ({ status }) => `HTTP ${status}，没有说明如何登录的质询`,
  'no-token': ({ status }) => `HTTP ${status}，其中没有令牌`,
  'realm-elsewhere': ({ origin }) => `realm 位于另一个源 ${origin}：没有向其发送凭据`,
  'upload-elsewhere': ({ origin }) => `上传地址位于另一个源 ${origin}：没有向其发送任何内容`,
  'no-time': ({ seconds }) => `${seconds ? ` ${seconds} 秒的` : ''}时限已用完`.trim(),
  'no-answer': ({ host, proxy, ms }) =>
    `${host} 在 ${ms} 毫秒内没有响应${proxy ? `（经由代理 ${proxy}）` : ''}`,
  failed: ({ reason, host, proxy }) =>
    `${reason}${host && `（${host}${proxy ? `，经由代理 ${proxy}` : ''}）`}`,
  'another-protocol': ({ status, host }) => `HTTP ${status}，${host} 改用了没有请求过的协议`,
  'proxy-refused': ({ status, host }) => `代理对 CONNECT ${host} 的响应为 HTTP ${status}`,
  'proxy-no-url': () => 'HTTPS_PROXY 中的代理地址不是 URL',
  'proxy-scheme': ({ scheme }) => `HTTPS_PROXY 中的代理以 ${scheme}// 开头，而这里只支持 http:// 和 https://`,
  'proxy-percent': () => 'HTTPS_PROXY 中代理的用户名或密码含有不代表任何字符的 %：% 本身要写成 %25',
};

/** What others say stays as it is. */
export function troubleWords({ own, detail }: Trouble): Localized {
  const say = own && (SAYINGS[own.what] as (values: OwnWords) => string);
  return { en: detail, 'zh-CN': say ? say(own) : detail };
}
