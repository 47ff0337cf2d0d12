/** Lines about a login itself: what was sent is what was just given, and no image was asked for. */
import { OUR_HOST } from './registry-names.js';

/** podman's and docker's words for a login, helm's, those of oras and nerdctl. */
const ASKS_TO_LOG_IN =
  /authenticating creds for|Login did not succeed|login attempt|\bauthenticating to "|validate the credentials? for|tryLoginWith/;

/** The command of each client that keeps logins. */
const COMMAND = String.raw`\b(?:docker|podman|nerdctl|buildah|skopeo|oras|helm registry|crane auth) login`;

/** What came before is over, and is not what failed. */
const NOT_OVER = String.raw`(?<!\b(?:[Aa]fter|[Bb]efore|[Dd]espite|[Ss]ince) (?:a |the |my |our |successful(?:ly)? ){0,2})`;

/** Not where docker asks for one in the course of things, or shows how one is made. */
const SPOKEN = new RegExp(
  `${COMMAND}(?!'| <)|${NOT_OVER}[Ll]ogging in|authenticating creds|Login did not succeed|login attempt|${NOT_OVER}login (?:to|for)|\\blogs in to |${OUR_HOST} login`,
);

/** As people tell of one that did not go through. */
const NOT_LET_IN =
  /\b(?:can(?:not|['’]?t)|could(?:n['’]t| not)|unable to|fail(?:s|ed|ing)? to|not able to) log ?in\b|(?:登录|登陆)(?:失败|不上|不了|不进去|被拒|报错|时?报)/i;

/** Up to the next command, or to what is to be done with the login. */
const FAILED = new RegExp(
  `${COMMAND} \\S{0,40}${OUR_HOST}(?:(?!&&|[;|]|\\bpush|\\bpull)[^\\n]){0,80}?\\b(?:failed|exit(?:ed)?)\\b`,
  'i',
);

/** What people say of a command that did not go through. */
const REFUSAL = /\b(?:denied|unauthorized|forbidden|refused|fail(?:s|ed|ing|ure)?|40[13])\b/i;

/** Each login of a line; groups 1 and 2: or the push or pull. */
const COMMANDS = new RegExp(
  `${COMMAND}(?!'| <)|\\b((?:docker(?: image| compose| manifest)?|podman|nerdctl|buildah|oras|helm|crane) (?:push|pull))\\b|(推送|拉取)`,
  'g',
);

const COMMAND_LINE = new RegExp(`^[$#>%❯ +]{0,4}(?:sudo )?${COMMAND}\\b`);

/** It went through: what is refused in that line came after it. */
const WENT_THROUGH = new RegExp(
  `${COMMAND}(?: \\S{0,40}${OUR_HOST}\\S*)?(?:(?!\\b(?:never|no longer|not|hardly)\\b|n['’]t\\b)[^,;.，。；]){0,12}?(?:\\b(?:works|worked|succeeds|succeeded|is (?:fine|ok)|(?:goes|went) through|was successful)\\b|(?<![不没未])成功|没有?问题|正常)`,
  'i',
);

/** It did so elsewhere, or once: of a push or a pull nothing is said. */
const ELSEWHERE =
  /\b(?:locally|on my (?:\w+ )?(?:machine|laptop|mac|pc|computer)|at home|elsewhere|until|till|yesterday|before|earlier|previously|last (?:week|month|night|year)|for (?:months|weeks|years)|used to)\b|本地|本机|之前|以前|昨天|原来|一直/i;
const A_TRANSFER = /\b(?:push|pull|publish|upload|download)\w*|推送|拉取|上传|下载|发布/i;

/** It was left out, which nobody takes back, and nobody says that it need not be. */
const LEFT_OUT = new RegExp(
  `(?:\\b(?:no|without(?: (?:an?|any|the|running|doing))?|forgot(?:ten)?(?: (?:the|to do|to run|about the))?|never (?:ran|did|made|called|executed)(?: an?)?|(?:did(?: not|n['’]t)|have(?: not|n['’]t)|had(?: not|n['’]t)) (?:run|do|done|made?|called?|executed?)(?: an?)?|missing(?: the)?) |(?<![没不未])(?:没有?|没做|忘了|忘记了?|未|缺少)(?:先|做|执行|运行|进行|跑)?过? ?)[\`'"“]?${COMMAND}(?![\`'"”]? (?:is |was )?(?:needed|required|necessary|errors?|failures?|problems?|issues?|trouble))`,
  'i',
);

/** Whether somebody tells that the command was not run. */
export function isLoginLeftOut(text: string): boolean {
  return LEFT_OUT.test(text);
}

/** It was made, and its client keeps it to itself: another one does not read it (facts K10). */
const KEPT = new RegExp(`${COMMAND}(?!'| <)`);
const NOT_READ =
  /(?:\b(?:does|do|did|can|will|would|is|was|are)(?:n['’]t| not)|\bnever|\bcannot|\bwon['’]t|\bcan['’]t) (?:\w+ )?(?:reads?|sees?|uses?|looks?|finds?|knows?|populates?|writes?|fills?|shares?|reaches|covers?|authenticates?|set)\b|\b(?:only|its own|Helm['’]s own|podman['’]s own|docker['’]s own|another|a different|a separate)\b[^.;]{0,30}\b(?:credential store|credentials? file|config(?:uration)?|auth\.json|registry (?:config|auth))\b|(?:不会?|没有?)(?:读取?|使用|写入?|看|共享)|(?:只|仅)(?:写|存|保存)/i;
const CLIENT =
  /\b(?:cosign|oras|crane|docker|buildx|kaniko|ko|skopeo|podman|buildah|nerdctl|helm|regctl)\b/gi;

/** The only login is that of a client whose file docker does not read, and docker pushes or pulls. */
const NOT_DOCKERS = /\b(?:podman|helm registry|buildah|skopeo) login\b/gi;
const ALONE =
  /\b(?:only|just|nothing (?:but|else)|the (?:only|single) login)\b(?! (?:after|once|since|with a)\b)|只有?|仅/i;
const BY_DOCKER =
  /\b(?:docker|buildx)(?: \w+)? (?:push|pull)\b|\bdocker (?:push|pull)\w*\b|\bbuild-push-action\b|\bbuildx\b/i;
const OF_DOCKER = /\bdocker login\b|\blogin-action\b/i;

function isOfAnotherAlone(text: string): boolean {
  const logins = text.match(NOT_DOCKERS) ?? [];
  return logins.length > 0 && BY_DOCKER.test(text) && !OF_DOCKER.test(text) && ALONE.test(text);
}

/** Whether somebody tells that one client does not find the login of another. */
export function isLoginKeptElsewhere(text: string): boolean {
  if (!KEPT.test(text)) return false;
  if (isOfAnotherAlone(text)) return true;
  const named = new Set((text.match(CLIENT) ?? []).map((name) => name.toLowerCase()));
  return named.size > 1 && NOT_READ.test(text);
}

/** Whether somebody tells that it went through where something else was refused. */
function wentThrough(text: string): boolean {
  const found = WENT_THROUGH.exec(text);
  if (!found) return false;
  const rest = text.slice(found.index + found[0].length);
  const before = text.slice(Math.max(0, found.index - 12), found.index);
  return A_TRANSFER.test(rest) || !(ELSEWHERE.test(rest) || ELSEWHERE.test(before));
}

/** In the words of a client that logs in. */
export function isOfLogin(text: string): boolean {
  return ASKS_TO_LOG_IN.test(text);
}

/** A login's command, or as people and actions speak of one, where no other command beside it is what was refused. */
export function speaksOfLogin(text: string): boolean {
  const isSpokenOf = SPOKEN.test(text) || NOT_LET_IN.test(text);
  if (!isSpokenOf || isOfTransfer(text) || wentThrough(text)) return false;
  // A login that was not made, or is another client's, is none that was refused.
  return !isLoginLeftOut(text) && !isLoginKeptElsewhere(text);
}

/** Whether the command of a line that a refusal is told of, out of several, is a push or a pull: the last before its words, else the next. */
function isOfTransfer(text: string): boolean {
  const told = text.search(REFUSAL);
  const commands = [...text.matchAll(COMMANDS)];
  const before = told === -1 ? undefined : commands.findLast(({ index }) => index < told);
  const [, command, spoken] = before ?? commands[0] ?? [];
  return told !== -1 && (command ?? spoken) !== undefined;
}

/** The command that logs in to GitHub's registry is what failed, whatever was to come after it. */
export function isFailedLogin(text: string): boolean {
  return FAILED.test(text);
}

/** A login's command and nothing before it. */
export function isLoginCommand(line: string): boolean {
  return COMMAND_LINE.test(line);
}

/** An action's own line about the login that it makes. */
const LOGGING_IN = /^Logging in(?:to| to)? [^\s.]+\.\S+\.{3}$/i;

/** What hands the password to the login behind it. */
const FEEDS = /^[$#>%❯ +]{0,4}(?:echo|printf|cat|gh auth token)\b[^|&;]*\| */;

/** A refusal in the registry's words for a request that it knows nobody for, and nothing of what was asked. */
const BARE =
  /^(?:(?:error|FATA\[\d+\]|ERRO\[\d+\])[:,]? +)?(?:Error response from (?:daemon|registry): +)?(?:error from registry: +|unknown: +)*(?:denied(?:: denied)?|unauthorized(?:: (?:unauthenticated|authentication required)\b.*)?|40[13] (?:Forbidden|Unauthorized))[.!]?$/i;

/**
 * Whether a refusal that says nothing of what was asked is the answer to the login in the line above it. Whether that
 * login went through is not told here.
 *
 * @param before the last line of those that have to do with a registry
 */
export function answersLogin(text: string, before: string): boolean {
  if (!BARE.test(text)) return false;
  const command = before.replace(FEEDS, '');
  // What stands behind the login in the same line is what was refused, or may be.
  return (
    LOGGING_IN.test(before) || (isLoginCommand(command) && !/&&|[;|] *\w|\b(?:push|pull)\b/.test(command))
  );
}

/** A login action's, of its own inputs: what another step did before has no part in it. */
export const LACKS_INPUT =
  /\b(?:Username and password|Username|Password) required["'`]?\s*$|\b(?:Cannot use registry-auth with other inputs|No registry to login)\b/;

const LACKED = '\\b(?:Username and password|Username|Password) required';
const OF_LOGIN = '(?:\\b[Ll]og(?:ging)?[ -]?in\\b|登录|登陆|登入)';
const GOES_ON = `["'\`”’」]?(?: ?[，。；！？（\u4e00-\u9fff]|[.,;!?](?=\\s|$)| (?:in|on|from|when|while|during) )|["'\`”’」](?=\\s)`;

/** The same where somebody goes on behind it: in a line that tells of a login, or in Chinese right behind the error. */
export const TOLD_TO_LACK_INPUT = [
  new RegExp(`${OF_LOGIN}.*${LACKED}(?:${GOES_ON})`),
  new RegExp(`${LACKED}(?:${GOES_ON}).*${OF_LOGIN}`),
  new RegExp(`^(?:.{0,200}\\bError: )?${LACKED} ?[，。；！？（\u4e00-\u9fff]`),
];

/** The actions toolkit's, of an input that most actions call so: a login's only where one is under way. */
export const LACKS_TOKEN = /\bInput required and not supplied: token\b/i;

/** The end of a login names what was logged in to, and nothing that was done before. */
export const LOGOUT = /\blogout\b|^Removing login credentials/i;
