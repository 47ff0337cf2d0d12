import type { WrongForm } from '../../evidence/log/types.js';
import { chosenToken, isAllowedToChosen } from '../../evidence/types/evidence.js';
import type { TokenDefect } from '../../evidence/types/token.js';
import type { Language, Localized } from '../../types.js';
import { both, happens } from '../../workflow/language/chance.js';
import { causeWith, OPEN } from '../cause.js';
import { renewedSecret } from '../claims/claim-parts.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isCredentialRefused } from '../questions/refusal.js';
import { isUnsent, says, UNSENDABLE, wantsLogin } from '../questions/said.js';
import { isBeyondRepair } from '../questions/token.js';
import { wrappedLogin } from '../texts/tokens/wrapped-tokens.js';
import { en, zh } from '../wording.js';

/** Something stands around the token, or in it, that does not belong there. */
export const tokenMalformed = causeWith<Detail>()({
  id: 'token-malformed',
  severity: 'error',
  isOfToken: true,
  sources: ['facts L7, L10, L15'],
  // Where it is sent, the registry answers as to any other token that it does not know: `denied`.
  says: [...UNSENDABLE],
  seen: ['Error: Get "https://ghcr.io/v2/": net/http: invalid header field value for "Authorization"'],
  answers: [{ step: 'login', status: 403, message: 'DENIED: denied' }],
  example: { token: 'GHCR_TOKEN' },
  change: {
    language: 'sh',
    before: 'gh secret set GHCR_TOKEN < token.env # GHCR_TOKEN="ghp_…"',
    after: 'gh secret set GHCR_TOKEN # asks for it: paste ghp_… alone',
    inChinese: { 'asks for it: paste ghp_… alone': '按提示只粘贴 ghp_…' },
  },
  exampleDetail: { defects: [] },

  explains(seen) {
    const { token, step } = seen;
    if (isUnsent(seen)) return { confidence: 'certain', detail: { defects: ['newline'], isUnsent: true } };
    // Of a token that it does not know the registry says that it is denied.
    if (seen.sentWrongly && wantsLogin(seen))
      return { confidence: 'likely', odds: 3, detail: { defects: [], form: seen.sentWrongly } };
    if (!isCredentialRefused(seen)) return undefined;
    if (wasAsked(seen)) {
      if (!token?.defects.length) return undefined;
      // Neither a later login nor who sends a stored one takes anything off it.
      const isAsStored = seen.laterLogin?.isAsStored || token.source === 'auth-file';
      const confidence = isBeyondRepair(token) || isAsStored ? 'certain' : 'possible';
      return { confidence, ...renewedSecret(seen), detail: { defects: token.defects } };
    }
    const login = step === 'login' || step === null;
    const isDenied = login && isPush(seen) && says(seen, /\bdenied\b/i);
    return isDenied ? { confidence: 'possible', detail: { defects: [] } } : undefined;
  },

  notices(evidence) {
    const token = chosenToken(evidence);
    const works = evidence.images.some((image) => isAllowedToChosen(image, evidence.chosen));
    // A stored login was sent as it stands, and taken.
    if (!token?.defects.length || token.source === 'auth-file') return [];
    if (isBeyondRepair(token) || !works) return [];
    return [{ confidence: 'certain', severity: 'warning', detail: { defects: token.defects } }];
  },

  lints: {
    job: (job, { registry }) =>
      job.runs.flatMap((run) =>
        run.logins.flatMap((login) => {
          const claim = wrappedLogin(login, job, registry);
          const chance = both(run.runs, login.runs);
          if (claim === null || chance === 'no') return [];
          return happens(chance) ? claim : { ...claim, ...OPEN };
        }),
      ),
  },

  text: {
    en: {
      title: 'The token is not stored cleanly',
      titleOf({ around, defects, form }) {
        if (form) return 'The token is sent in a form that the registry does not take';
        if (defects.includes('turned-round')) return 'The token stands as the user name';
        return around === undefined ? undefined : 'Something stands around the token';
      },
      message(f, { defects, isUnsent, around, form }) {
        if (form) return `${en.refusal(f)} ${FORMS.en[form]}`;
        if (around !== undefined)
          return `The password of the login to ${f.registry} is the token with "${shownAround(around)}" around it, and is sent like that: the registry refuses the login.`;
        if (isUnsent)
          return `${en.Token(f)} has a line break in it. No client can send such a token, so nothing was asked of ${f.registry}.`;
        if (defects.includes('hash'))
          return `${en.refusal(f)} ${en.Token(f)} holds the hash of a password, as htpasswd writes it, and not the token itself: no registry can tell the token from it.`;
        if (defects.includes('too-long'))
          return `${en.refusal(f)} ${en.Token(f)} holds more than eight thousand characters, as a whole file does and no token: the registry takes no request that carries it.`;
        if (defects.includes('turned-round'))
          return `${en.refusal(f)} The token stands where the user name belongs, and what ${en.token(f)} has in its place is none.`;
        const what = `${en.Token(f)} holds more than the token: ${named(defects, 'en').join(', ') || 'white space, quotation marks or a byte order mark'}.`;
        return isRefused(f, defects)
          ? `${en.refusal(f)} ${what}`
          : `${what} This check sends the token without it; not every client does.`;
      },
      fix(f, { around, defects, form }) {
        if (form)
          return 'Send the token as the password of a user name (HTTP Basic). The name may be any, but not empty.';
        if (defects.includes('turned-round'))
          return 'Let user name and password change places: the token is the password.';
        return around === undefined
          ? `Store ${en.token(f)} again, with the token and nothing else.`
          : 'Keep the expression of the token, and nothing in front of it or behind it.';
      },
      tell: () =>
        'Compare the length: printf %s "$GHCR_TOKEN" | wc -c gives 40 for a classic token. In Windows PowerShell 5.1 a pipe changes the encoding, so log in with docker/login-action there.',
    },
    'zh-CN': {
      title: '令牌中混有多余内容',
      titleOf({ around, defects, form }) {
        if (form) return '令牌的发送形式不被注册表接受';
        if (defects.includes('turned-round')) return '令牌写在了用户名的位置';
        return around === undefined ? undefined : '令牌前后有多余内容';
      },
      message(f, { defects, isUnsent, around, form }) {
        if (form) return han`${zh.refusal(f)}${FORMS['zh-CN'][form]}`;
        if (around !== undefined)
          return han`登录 ${f.registry} 时，密码是令牌再加上前后的“${shownAround(around)}”，并且会原样发送，注册表会拒绝登录。`;
        if (isUnsent)
          return han`${zh.token(f)} 中有换行符。客户端无法发送这样的令牌，因此根本没有向 ${f.registry} 发出请求。`;
        if (defects.includes('hash'))
          return han`${zh.refusal(f)}${zh.token(f)} 中是密码的哈希值（${'htpasswd'} 的格式），而不是令牌本身：注册表无法由它得知令牌。`;
        if (defects.includes('too-long'))
          return han`${zh.refusal(f)}${zh.token(f)} 的内容超过八千个字符，像是整个文件而不是令牌：注册表不接受携带它的请求。`;
        if (defects.includes('turned-round'))
          return han`${zh.refusal(f)}令牌写在了用户名的位置，而 ${zh.token(f)} 中作为密码的内容并不是令牌。`;
        const what = han`${zh.token(f)} 中有不属于令牌的内容：${named(defects, 'zh-CN').join('、') || '空白字符、引号或字节顺序标记'}。`;
        return isRefused(f, defects)
          ? han`${zh.refusal(f)}${what}`
          : han`${what}本检查会去掉令牌前后的多余内容，而其他客户端可能会原样发送。`;
      },
      fix(f, { around, defects, form }) {
        if (form)
          return han`请把令牌作为密码，与用户名一起发送（HTTP Basic）。用户名可以任意填写，但不能为空。`;
        if (defects.includes('turned-round')) return '请交换用户名和密码：令牌应当作为密码。';
        return around === undefined
          ? han`请重新保存 ${zh.token(f)}，只保留令牌本身。`
          : '请只保留令牌的表达式，前后不要有其他内容。';
      },
      tell: () =>
        han`比较长度：对于经典令牌，printf %s "$GHCR_TOKEN" | wc -c 的结果是 40。Windows PowerShell 5.1 的管道会改变编码，请在那里使用 docker/login-action 登录。`,
    },
  },
});

interface Detail {
  defects: readonly TokenDefect[];
  /** The client could not send it. */
  isUnsent?: true;
  /** What the text of a workflow puts in front of the token and behind it. */
  around?: string;
  /** The request, as somebody shows it, sends it so. */
  form?: WrongForm;
}

const FORMS: Localized<Record<WrongForm, string>> = {
  en: {
    bearer:
      'The address for tokens takes a user name and a token, and this request sends the token alone, as Bearer.',
    nameless: 'This request sends the token with an empty user name, which counts as no login.',
  },
  'zh-CN': {
    bearer: '获取令牌的地址需要用户名和令牌，而该请求以 Bearer 的形式只发送了令牌。',
    nameless: '该请求发送令牌时用户名为空，这等于没有登录。',
  },
};

/** A quoted text would be cut where it has line ends, and nobody reads a long one. */
function shownAround(around: string): string {
  return around.replace(/\s+/g, ' ').trim().slice(0, 20);
}

const DEFECTS: Localized<Record<TokenDefect, string>> = {
  en: {
    newline: 'a line break',
    'white-space': 'white space around it',
    quotes: 'quotation marks',
    bom: 'a byte order mark',
    'utf-16': 'UTF-16 encoding',
    'control-character': 'a control character',
    'inner-white-space': 'white space in the middle',
    'name-in-front': 'a name in front of it',
    address: 'a whole address around it',
    base64: 'base64 encoding',
    json: 'a JSON text around it',
    hash: 'the hash of a password',
    'too-long': 'a whole file',
    'turned-round': 'the user name in its place',
  },
  'zh-CN': {
    newline: '换行符',
    'white-space': '首尾空白字符',
    quotes: '引号',
    bom: '字节顺序标记',
    'utf-16': 'UTF-16 编码',
    'control-character': '控制字符',
    'inner-white-space': '夹在中间的空白字符',
    'name-in-front': '写在前面的名称',
    address: '把令牌包在其中的地址',
    base64: 'base64 编码',
    json: '把令牌包在其中的 JSON 文本',
    hash: '密码的哈希值',
    'too-long': '整个文件',
    'turned-round': '用户名',
  },
};

/** Refused with it, as against mended and used. */
function isRefused({ said }: Facts, defects: readonly TokenDefect[]): boolean {
  return said !== '' || isBeyondRepair({ defects });
}

function named(defects: readonly TokenDefect[], language: Language): string[] {
  return defects.map((defect) => DEFECTS[language][defect]);
}
