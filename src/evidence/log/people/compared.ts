/** Somebody compares: what another registry takes or gives is none of the refusal. */
import { OUR_HOST, speaksOfAnother, speaksOfCloud, speaksOfOurs } from '../words/registry-names.js';

/** A clause, and what stands in front of it. */
const CLAUSE =
  /(?:^|[,;:，；。]|\.(?=\s)|\s(?:but|while|whereas|yet)(?=\s)|但是?|而)(?:[^,;:，；。.]|\.(?=\S))*?(?=$|[,;:，；。]|\.(?:\s|$)|\s(?:but|while|whereas|yet)\s|但|而)/giu;
const IS_FINE =
  /\b(?:works?|worked|working|is (?:fine|ok(?:ay)?)|are (?:fine|ok(?:ay)?)|fine|succeeds?|no (?:problems?|issues?))\b|正常|没问题|可以|成功/iu;
const NOT_FINE = /\b(?:not|never|no longer|neither)\b|n['’]t\b|不|没(?!问题)/iu;

const LOGIN = /\blog(?:in|ged|ging)\b|\blogs? in\b|登录/i;

const HOST = new RegExp(OUR_HOST, 'i');

/** In front of what another registry's refusal is only compared with, or was before. */
const LEFT_BEHIND =
  /\b(?:mov|migrat|switch|chang|transfer|replac)(?:e[sd]?|ing|ed)?\b|\b(?:from|instead of|rather than|unlike|since|after|like|as (?:on|with|for))\b|迁移|切换|换到/i;

const REFUSED = /(?<!#)\b40[13]\b|\b(?:denied|refused|rejected|forbidden|unauthorized)\b|被拒|拒绝/i;

/** Between clauses; what stands behind "and" may go with both. */
const SENTENCE_PARTS = /[,;，；。]|\.(?=\s|$)|\s(?:but|while|whereas|yet)\s|但是?|而/u;

/** Between clauses: a name has dots in it. */
const PARTS = /[,;，；。]|\.(?=\s|$)|\s(?:but|while|whereas|yet|and)\s|但是?|而/u;

/** Without a name behind them. */
const ANOTHERS =
  /\b(?:docker\.io|docker\.com|quay\.io|gcr\.io|pkg\.dev|mcr\.microsoft\.com|azurecr\.io|amazonaws\.com|registry\.gitlab\.com|aliyuncs\.com)\b/i;

/** Other places that something is published to, and what else refuses. */
const SERVICES =
  /\b(?:GitHub Pages|gh-pages|GitHub Releases?|npm(?:js)?|PyPI|RubyGems|crates\.io|NuGet|Maven Central|S3|Cloudflare|Netlify|Vercel|Heroku|Homebrew|Codecov|Slack|Discord|webhooks?|git (?:push|clone|fetch|pull))\b/i;

/** What is done at a registry of images, whatever service is named beside it. */
const OF_IMAGES = /\b(?:docker|podman|buildx?|images?|containers?|helm)\b|镜像/i;
const TRANSFERS = /\b(?<!git )(?:push|pull)(?:es|ed|s|ing)?\b|推送|拉取/i;

/** Of a push or a pull of which no service is told. */
const isImageWork = (clause: string) =>
  OF_IMAGES.test(clause) || (TRANSFERS.test(clause) && !SERVICES.test(clause));

const isOfService = (clause: string) => SERVICES.test(clause) && !OF_IMAGES.test(clause);

/** Lines that are longer were written by a program. */
const LONGEST = 400;

/** Where somebody came from who pushes to another registry now: words of moving, and of where from. */
const MOVED =
  /\b(?:(?:mov|migrat|switch|transition|com|chang|port)(?:e[sd]?|ing|ed)?|(?:migration|move|switch|transition)) (?:[\w'’.-]+ ){0,4}?(?:away )?(?:from|off) [^,;.]{0,12}?|从 ?/giu;
const MOVES_ZH = /^ ?(?:迁移?|切换?|换|搬|转)/u;

/** The name of another registry, right behind words of moving from it. */
const NAME_LEFT =
  /^(?:the )?(?:docker[ _-]?hub|docker\.io|quay(?:\.io)?|ECR|ACR|GCR|gcr\.io|GAR|GitLab(?: Container Registry)?|harbor|artifactory|nexus)(?![\w.])/iu;

/** The text without the registry that somebody says he has left for GitHub's. */
function withoutLeft(text: string): string {
  let rest = text;
  for (const { index, 0: words } of [...text.matchAll(MOVED)].reverse()) {
    const from = index + words.length;
    const [name] = NAME_LEFT.exec(text.slice(from)) ?? [];
    if (name === undefined) continue;
    const after = text.slice(from + name.length);
    if (words.startsWith('从') && !MOVES_ZH.test(after)) continue;
    rest = `${rest.slice(0, from)}${rest.slice(from + name.length)}`;
  }
  return rest;
}

/**
 * What somebody says of GitHub's registry, without another one that he has left for it, and without the clauses that tell
 * of another one that it works there.
 */
export function withoutCompared(given: string): string {
  if (!speaksOfAnother(given)) return given;
  const moved = withoutLeft(given);
  const text = isOfOurs(moved) ? moved : given;
  const rest = text.replace(CLAUSE, (clause) =>
    speaksOfAnother(clause) && !isOfOurs(clause) && IS_FINE.test(clause) && !NOT_FINE.test(clause)
      ? ''
      : clause,
  );
  return isOfOurs(rest) ? rest.replace(/^[\s,;:.，；。]+/, '') : text;
}

/** Whether it says that GitHub's registry works, and names another one: what failed, failed there. */
export function isOursFine(text: string): boolean {
  if (text.length > LONGEST || !IS_FINE.test(text) || !isOfOurs(text)) return false;
  const clauses = text.split(PARTS);
  const fine = clauses.filter((clause) => isOfOurs(clause) && IS_FINE.test(clause) && !NOT_FINE.test(clause));
  // Where both are fine, something failed at GitHub's after all; a login is not yet what was to be done.
  const isWorkRefused = clauses.some((clause) => REFUSED.test(clause) && isImageWork(clause));
  const isAnothers = (clause: string) =>
    !isOfOurs(clause) &&
    (speaksOfAnother(clause) || ANOTHERS.test(clause) || (isOfService(clause) && !isWorkRefused)) &&
    (!IS_FINE.test(clause) || NOT_FINE.test(clause) || LOGIN.test(clause));
  return (
    fine.length > 0 &&
    clauses.some(isAnothers) &&
    !clauses.some((clause) => isOfOurs(clause) && !fine.includes(clause))
  );
}

/** That login is made for pulls, or for its limits, beside the one that pushes. */
const FOR_PULLS = /\blimits?\b|\b(?:base|pull(?:s|ing)?|mirror|cache)\b|拉取|限/i;

/**
 * The text without the clauses of a login at another registry, where that is the only login that it tells of and what was refused
 * is told of GitHub's registry; the text itself, where it is otherwise.
 */
export function withoutLoginElsewhere(text: string): string {
  if (text.length > LONGEST || !LOGIN.test(text)) return text;
  const clauses = text.split(SENTENCE_PARTS);
  const logins = clauses.filter((clause) => LOGIN.test(clause));
  const areElsewhere = logins.every(
    (clause) =>
      !isOfOurs(clause) &&
      (speaksOfAnother(clause) || ANOTHERS.test(clause)) &&
      !NOT_FINE.test(clause) &&
      !FOR_PULLS.test(clause) &&
      !REFUSED.test(clause),
  );
  if (logins.length === 0 || !areElsewhere) return text;
  const rest = logins.reduce((left, clause) => left.replace(clause, ''), text).replace(/^[\s,;.，；。]+/, '');
  return isRefusedAtOurs(rest) ? rest : text;
}

/** Whether each refusal in it is told of another one by its name, and none of GitHub's registry, which it names as well. */
export function isRefusedElsewhere(text: string): boolean {
  if (text.length > LONGEST || /:\/\//.test(text) || !REFUSED.test(text) || !isOfOurs(text)) return false;
  const refused = text.split(SENTENCE_PARTS).filter((clause) => REFUSED.test(clause));
  return refused.every(
    (clause) =>
      !isOfOurs(clause) &&
      (speaksOfAnother(clause) || ANOTHERS.test(clause) || isOfService(clause)) &&
      !LEFT_BEHIND.test(clause),
  );
}

/** Whether each refusal in it is told of GitHub's registry by its name, and none of another one, which it names as well. */
export function isRefusedAtOurs(text: string): boolean {
  const refused = text.split(SENTENCE_PARTS).filter((clause) => REFUSED.test(clause));
  return refused.length > 0 && refused.every((clause) => isOfOurs(clause) && !speaksOfAnother(clause));
}

/** Whether what it tells is told of another registry, or of something that is no registry, and not of GitHub's as well. */
export function isOfSomethingElse(text: string): boolean {
  if (isOfOurs(text)) return false;
  return speaksOfAnother(text) || speaksOfCloud(text) || ANOTHERS.test(text) || isOfService(text);
}

const isOfOurs = (text: string) => speaksOfOurs(text) || HOST.test(text);
