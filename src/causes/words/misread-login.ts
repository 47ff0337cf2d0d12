/** What is said of a login command that its client does not understand. */
import type { Misread } from '../../evidence/types/login.js';
import type { Localized } from '../../types.js';
import { han } from '../han.js';
import type { MissingLogin } from '../texts/logins/missing-logins.js';

type MisreadLogin = Extract<MissingLogin, { reason: 'misread' }>;

/** @param push which it is in front of, as a sentence begins with it */
export const misreadLogin: Localized<(push: string, detail: MisreadLogin) => string> = {
  en: (push, { command, misread, isEnd }) =>
    isEnd
      ? `${push} is never reached: ${clientOf(command)} does not understand this login, and the job ends here. ${MISREAD.en[misread]}`
      : `${push} finds no credential: ${clientOf(command)} does not understand the login before it. ${MISREAD.en[misread]}`,
  'zh-CN': (push, { command, misread, isEnd }) =>
    isEnd
      ? han`不会执行${push}：这条登录命令有误，${clientOf(command)} 无法识别，作业会在此失败。${MISREAD['zh-CN'][misread]}`
      : han`${push}找不到凭据：之前的登录命令有误，${clientOf(command)} 无法识别。${MISREAD['zh-CN'][misread]}`,
};

/** `docker` of `docker login`. */
const clientOf = (command: string) => command.replace(/ .*/, '');

/** What of a login its client does not understand. */
const MISREAD: Localized<Record<Misread, string>> = {
  en: {
    address:
      'It refuses what stands about the host in the address: https:// in front of it, a path, a / at the end, or capitals in a path.',
    option:
      'A value stands right behind the name of an option, without a space or =, which makes it an option that does not exist.',
    operands:
      'It takes one registry, and is given more words than that: a value has come apart from its option, the option takes none, as --password-stdin does, or several lines are folded to one, as run: > does.',
  },
  'zh-CN': {
    address: '它不接受地址中主机以外的内容：前面的 https://、路径、末尾的 /，或者路径中的大写字母。',
    option: '某个选项的名称与值连在了一起，中间缺少空格或 =，因此成了不存在的选项。',
    operands:
      '登录命令只接受一个注册表，这里却多出了其他单词：可能是某个值脱离了它的选项，可能该选项本不带值（例如 --password-stdin），也可能多行被折叠成了一行（例如 run: >）。',
  },
};
