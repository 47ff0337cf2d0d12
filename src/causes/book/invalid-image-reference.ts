import { isMisspelt } from '../../evidence/registry/misspelt.js';
import type { NameProblem } from '../../evidence/types.js';
import { caseFiltersIn } from '../../workflow/language/case-filters.js';
import { happens } from '../../workflow/language/chance.js';
import { holdsBranch } from '../../workflow/language/origins.js';
import {
  type EmptyBeginning,
  emptyBeginning,
  emptyExpression,
  placeOfName,
} from '../../workflow/reading/name-place.js';
import type { WorkflowDocument } from '../../workflow/text/document.js';
import { locate } from '../../workflow/text/places.js';
import type { Case, LintedPush } from '../case.js';
import { type Claim, causeWith, type LintClaim, type Mend } from '../cause.js';
import { missingName } from '../missing-names.js';
import { placeOfPart } from '../places.js';
import { emptyName, placeOfPush, pushedName, readNamesOf, shown } from '../pushed.js';
import {
  CAPITALS_UNPARSED,
  denied,
  NAME_INVALID,
  REPOSITORY_UNFIT,
  says,
  unfitName,
  wasAsked,
} from '../questions.js';
import { whole } from '../repair.js';
import { type Stray, straysOf } from '../strays.js';
import { han, isWorkflow } from '../wording.js';

/** A character that the grammar of image references does not have. */
export const invalidImageReference = causeWith<Detail>()({
  id: 'invalid-image-reference',
  severity: 'error',
  mends: 'name',
  sources: ['facts N2, P8', 'OCI distribution spec: Pulling manifests'],
  says: [/invalid reference format(?!: repository name)/i, NAME_INVALID, /could not parse reference: /],
  seen: ['ERROR: failed to build: invalid tag "ghcr.io/octo/app:feature/x": invalid reference format'],
  example: {
    given: 'ghcr.io/OWNER/NAME:feature/x',
  },
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OWNER/NAME:${{ github.head_ref }} # feature/x',
    after: 'tags: ${{ steps.meta.outputs.tags }} # docker/metadata-action',
  },
  exampleDetail: { corrected: 'ghcr.io/OWNER/NAME:feature-x', fault: { place: 27, character: '/' } },

  explains(seen) {
    const problem = seen.image?.problem ?? null;
    if (wasAsked(seen)) {
      const isSent = seen.kind !== 'name' && seen.code === 'NAME_INVALID' && denied(seen);
      if (isSent)
        return {
          confidence: 'likely',
          ...placeOfPart(seen, 'name'),
          detail: { ...faultOf(problem), fault: null },
        };
      if (seen.kind !== 'name' || (problem?.kind !== 'invalid' && problem?.kind !== 'misspelt-host'))
        return undefined;
      return { confidence: 'certain', ...placeOfPart(seen, partOf(problem, seen)), detail: faultOf(problem) };
    }
    // The whole name reached Docker Hub as a repository of its own (facts P8).
    if (/"Name":\s*"ghcr\.io\//.test(seen.text)) return { confidence: 'certain', detail: faultOf(null) };
    if (seen.kind !== 'name' || says(seen, /must be lowercase/i, CAPITALS_UNPARSED)) return undefined;
    if (isMisspelt(seen.registry)) return misspelt(seen);
    // The registry's own answer: what does not fit in the name, it leaves open (facts N3).
    if (says(seen, NAME_INVALID)) {
      if (seen.image && !seen.image.name.includes('/')) return undefined;
      return {
        confidence: seen.image ? 'likely' : 'possible',
        facts: { given: seen.image?.address ?? '' },
        detail: faultOf(null),
      };
    }
    if (says(seen, REPOSITORY_UNFIT)) {
      const given = unfitName(seen);
      if (/[A-Z]/.test(given)) return undefined;
      return { confidence: given ? 'certain' : 'likely', facts: { given }, detail: faultOf(null) };
    }
    const given = /"([^"]+)"|could not parse reference: (\S+)/.exec(seen.text);
    return { confidence: 'certain', facts: { given: given?.[1] ?? given?.[2] ?? '' }, detail: faultOf(null) };
  },

  lints: {
    // One is enough: GitHub refuses the file for the first of them.
    file: (document, { registry }) =>
      caseFiltersIn(document, registry)
        .slice(0, 1)
        .map(({ expression, span }) => ({
          confidence: 'certain',
          location: locate(document, span),
          facts: { given: expression },
          detail: { corrected: '', fault: null, stray: 'no-expression' },
        })),

    job: (job, all) => [
      ...straysOf(job, all).map((stray) => ({
        confidence: 'certain' as const,
        location: stray.location,
        job: job.job.id,
        facts: { given: stray.given },
        mend: () => whole(stray.edits?.() ?? []),
        detail: {
          corrected: stray.meant,
          fault: null,
          stray: stray.why,
          ...(stray.lacks ? { lacks: stray.lacks } : {}),
        },
      })),
      ...readNamesOf(job, all).flatMap((pull) => wrongName(pull) ?? []),
      // A build stops at such a name, too.
      ...job.runs.flatMap((run) =>
        run.builds.flatMap((push) => {
          const build = { ...all, job, run, push, isLoggedInElsewhere: false };
          const claim = happens(run.runs) ? wrongName(build) : undefined;
          return claim
            ? [{ ...claim, facts: { ...claim.facts, given: shown(push.act.found.reference) } }]
            : [];
        }),
      ),
    ],
    push: (push) => wrongName(push) ?? branchAsTag(push),
  },

  text: {
    en: {
      title: 'This is not a valid image reference',
      message({ given, registry, event }, { fault, stray, empty, isBranch, lacks, nothing }) {
        if (isBranch)
          return `The tag in ${given} has the name of a branch in it as it is (${event}). A tag takes no slash: for a branch such as feature/x, or any of Dependabot, this is not a valid image reference.`;
        if (empty)
          return `${given} is not a valid image reference: in this run (${event}) ${empty} is empty, and no tag may begin with ${visible(fault?.character ?? '-')}.`;
        if (stray === 'no-expression')
          return `${given} is no expression: those of GitHub have no filters, no methods and no function that changes the case of a text, so GitHub refuses the whole file and no job of it runs.`;
        if (stray === 'misspelt-host')
          return `${given} names another registry than ${registry}: the host is misspelt, and whoever owns it gets the credentials that are sent there.`;
        if (stray === 'no-host')
          return `${given} has no registry in front, so docker sends it to Docker Hub, and the only login is one to ${registry}.`;
        if (stray === 'empty-host')
          return `${given} is no image reference: what stands before its ${given.startsWith(':') ? 'tag' : 'first slash'} is empty, for ${missingName.en(lacks ?? '')}.`;
        if (stray === 'tag-alone')
          return `${given} stands alone, where each item is a whole reference: it names an image of Docker Hub, docker.io/library/${given}, which only Docker may push.`;
        if (stray === 'not-filled-in')
          return `${given} is no image reference: no shell reads the inputs of an action, so the variable in it stays as it stands.`;
        const twice = doubledHost(given);
        if (twice) return `${given} is not a valid image reference: the host ${twice} stands in it twice.`;
        const what = given ? `${given} is not a valid image reference` : 'The image reference is not valid';
        if (lacks) return `${what}: a part of it is empty, for ${missingName.en(lacks)}.`;
        if (nothing) return `${what}: ${nothing} is empty in this run${event && ` (${event})`}.`;
        if (isBareHost(given, registry)) return `${what}: it names the registry, and no image.`;
        if (!fault && given.includes('@'))
          return `${what}: what follows the @ is not a whole digest, which is sha256: and 64 hexadecimal digits.`;
        return fault
          ? `${what}: character ${fault.place} (${visible(fault.character)}) is not allowed there.`
          : `${what}: a part of it is empty, too long or not allowed.`;
      },
      fix: (f, detail) =>
        detail.isBranch
          ? 'Let docker/metadata-action make the tag (type=ref), which replaces what a tag does not take, or replace the slashes before: ${NAME//\\//-}.'
          : detail.empty
            ? `Make this tag only where ${detail.empty} has a value, with enable=…, or write another prefix.`
            : detail.stray === 'no-expression'
              ? `Let docker/metadata-action make the name, which writes it in lower case, or a step before: ${LOWERED}.`
              : detail.stray === 'not-filled-in'
                ? `It was meant as ${detail.corrected}: write an expression, such as \${{ env.NAME }}, or let docker/metadata-action make the tags.`
                : detail.stray
                  ? `Write ${detail.corrected}.`
                  : detail.corrected
                    ? `Write ${detail.corrected}${isWorkflow(f) ? ', or let docker/metadata-action make the tags' : ''}.`
                    : 'Write OWNER/NAME:TAG, and check that no variable in it is empty.',
      tell: () =>
        'The client stops before it asks the registry: there is no status in the message. Print the reference as the shell sees it, in quotes, to find an empty variable or a line break.',
    },
    'zh-CN': {
      title: '镜像引用无效',
      message({ given, registry, event }, { fault, stray, empty, isBranch, lacks, nothing }) {
        if (isBranch)
          return han`${given} 的标签原样包含分支名（${event}）。标签中不能有斜杠：对于 feature/x 这样的分支，以及 Dependabot 的所有分支，该镜像引用无效。`;
        if (empty)
          return han`镜像引用 ${given} 无效：在此次运行（${event}）中 ${empty} 为空，而标签不能以 ${visible(fault?.character ?? '-')} 开头。`;
        if (stray === 'no-expression')
          return han`${given} 不是有效的表达式：GitHub 的表达式没有过滤器和方法，也没有改变大小写的函数，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`;
        if (stray === 'misspelt-host')
          return han`${given} 指向的不是 ${registry}，而是另一个注册表：主机名拼写有误，发送到那里的凭据会落入其所有者手中。`;
        if (stray === 'no-host')
          return han`${given} 前面没有注册表，docker 会把它推送到 Docker Hub，而作业只登录了 ${registry}。`;
        if (stray === 'empty-host')
          return han`${given} 不是镜像引用：${given.startsWith(':') ? '标签' : '第一个斜杠'}前的内容为空，因为${missingName['zh-CN'](lacks ?? '')}。`;
        if (stray === 'tag-alone')
          return han`列表中的每一项都必须是完整的引用，而 ${given} 单独出现，指的是 Docker Hub 的镜像 docker.io/library/${given}，只有 Docker 官方才能推送。`;
        if (stray === 'not-filled-in')
          return han`${given} 不是镜像引用：action 的输入不会经过 shell，其中的变量不会被替换。`;
        const twice = doubledHost(given);
        if (twice) return han`镜像引用 ${given} 无效：主机名 ${twice} 写了两次。`;
        if (lacks) return han`镜像引用 ${given} 无效：其中有一部分为空，因为${missingName['zh-CN'](lacks)}。`;
        if (nothing)
          return han`镜像引用 ${given} 无效：${nothing} 在此次运行${event && `（${event}）`}中为空。`;
        if (isBareHost(given, registry)) return han`镜像引用 ${given} 无效：只写了注册表，没有镜像名称。`;
        if (!fault && given.includes('@'))
          return han`镜像引用 ${given} 无效：@ 之后不是完整的摘要，即 sha256: 加 64 位十六进制数字。`;
        return fault
          ? han`镜像引用 ${given} 无效：第 ${String(fault.place)} 个字符（${visible(fault.character)}）不允许出现在此处。`
          : han`镜像引用 ${given} 无效：其中有一部分为空、过长或不允许使用。`;
      },
      fix: (f, detail) =>
        detail.isBranch
          ? han`请用 docker/metadata-action 生成标签（type=ref），它会替换标签中不允许的字符；或者事先替换斜杠：${'${NAME//\\//-}'}。`
          : detail.empty
            ? han`请用 enable=… 使此标签只在 ${detail.empty} 有值时生成，或者改用别的前缀。`
            : detail.stray === 'no-expression'
              ? han`请用 docker/metadata-action 生成名称（它会转换为小写），或者在前面的步骤中生成：${LOWERED}。`
              : detail.stray === 'not-filled-in'
                ? han`本意应为 ${detail.corrected}：请改用表达式，例如 ${'${{ env.NAME }}'}，或者用 docker/metadata-action 生成标签。`
                : detail.stray
                  ? han`请改为 ${detail.corrected}。`
                  : detail.corrected
                    ? han`请改为 ${detail.corrected}${isWorkflow(f) ? '，或者用 docker/metadata-action 生成标签' : ''}。`
                    : han`请写成 OWNER/NAME:TAG 的形式，并确认其中引用的变量都不为空。`,
      tell: () =>
        '客户端在询问注册表之前就停止了，消息中没有状态码。把 shell 实际得到的引用加上引号打印出来，即可发现空变量或换行符。',
    },
  },
});

/** Another host answered, or none: not even the name was read there. */
function misspelt({ registry: host, text, command }: Case): Claim<Detail> {
  const [, name = ''] =
    new RegExp(`${host.replaceAll('.', '\\.')}(?:/v2(?=/))?(/[\\w./-]+\\w(?::[\\w.-]+)?)`, 'i').exec(
      `${text} ${command}`,
    ) ?? [];
  const path = /^\/(?:v2|token)\/?$/.test(name) ? '' : name.replace(/\/(?:manifests|blobs)\/.*$/, '');
  return {
    confidence: 'certain',
    facts: { given: host + path, registry: 'ghcr.io' },
    detail: { corrected: `ghcr.io${path}`, fault: null, stray: 'misspelt-host' },
  };
}

function wrongName(push: LintedPush): LintClaim<Detail> | undefined {
  const name = pushedName(push);
  if (name?.problem?.kind !== 'invalid') return undefined;
  const { act } = push.push;
  const isTag = name.problem.index > act.found.reference.lastIndexOf('/');
  const begins = isTag && /^[-.]$/.test(name.problem.character) ? emptyBeginning(act, push.job.job) : null;
  if (begins) {
    const { event } = push.run.trigger;
    return {
      confidence: 'certain',
      location: locate(act.document, begins.line),
      job: push.job.job.id,
      facts: { event: event ?? '' },
      detail: { ...faultOf(name.problem), empty: begins.expression },
      mend: () => onlyWithBranch(act.document, begins, event),
    };
  }
  const place = placeOfName(act, push.job.job, isTag ? 'tag' : 'name');
  return {
    confidence: 'certain',
    ...placeOfPush(push),
    ...(place ? { location: place } : {}),
    facts: { event: push.run.trigger.event ?? '' },
    detail: { ...faultOf(name.problem), ...(isEmptyThere(name.problem) ? emptyPart(push) : {}) },
  };
}

/** Does the fault stand where something is missing: at the end, or where the next part begins? */
function isEmptyThere({ character }: Extract<NameProblem, { kind: 'invalid' }>): boolean {
  return /^[/:@]?$/.test(character);
}

/** What of the name is empty, as the text calls it. */
function emptyPart({ push: { act }, job }: LintedPush): Pick<Detail, 'lacks' | 'nothing'> {
  const lacks = emptyName(act.found.reference);
  if (lacks !== null) return { lacks };
  const nothing = emptyExpression(act, job.job);
  return nothing === null ? {} : { nothing };
}

/** The tag is the name of a branch as it is, in a run that surely pushes: with a slash in it, it is none. */
function branchAsTag(push: LintedPush): LintClaim<Detail> | undefined {
  const { act } = push.push;
  const { reference } = act.found;
  const isSure = push.run.runs === 'yes' && act.runs === 'yes' && !act.found.mayFail;
  if (!isSure || !holdsBranch(reference.slice(reference.lastIndexOf(':') + 1))) return undefined;
  const { registry } = push;
  if (!reference.toLowerCase().startsWith(`${registry}/`) || !reference.includes(':')) return undefined;
  return {
    confidence: 'likely',
    severity: 'warning',
    ...placeOfPush(push),
    facts: { event: push.run.trigger.event ?? '' },
    detail: { corrected: '', fault: null, isBranch: true },
  };
}

/** Makes the tag only in runs in which its beginning is not empty: in the others it never was a tag. */
function onlyWithBranch(
  document: WorkflowDocument,
  { expression, line }: EmptyBeginning,
  event: string | null,
): Mend | null {
  const written = document.text.slice(line.start, line.end);
  if (!expression.includes('branch') || event === 'pull_request_target' || /enable=|#/.test(written))
    return null;
  const text = ",enable=${{ startsWith(github.ref, 'refs/heads/') }}";
  return { edits: [{ file: document.file, start: line.end, end: line.end, text }], safe: true };
}

interface Detail {
  corrected: string;
  /** 1-based place of the character that is not allowed; null: a part is empty or too long. */
  fault: { place: number; character: string } | null;
  /** The expression of docker/metadata-action that is empty at the beginning of the tag. */
  empty?: string;
  /** The name of what is always empty in it: a variable, an output, a key (missing-names.ts). */
  lacks?: string;
  /** The expression in it that comes to nothing in this run. */
  nothing?: string;
  /** The tag is the name of a branch, whichever that is. */
  isBranch?: true;
  /** It was meant for the registry and goes elsewhere; `no-expression`: what makes it is refused by GitHub. */
  stray?: Stray['why'] | 'no-expression';
}

const LOWERED = 'echo "IMAGE=${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"';

/** In which part of the name the fault is. */
function partOf(problem: NameProblem, { image }: Case): 'name' | 'tag' {
  const end = (image?.given ?? '').lastIndexOf('/');
  return problem.kind === 'invalid' && problem.index > end && image?.tag !== null ? 'tag' : 'name';
}

function faultOf(problem: NameProblem | null): Detail {
  const corrected = problem?.corrected ?? '';
  if (problem?.kind === 'misspelt-host') return { corrected, fault: null, stray: 'misspelt-host' };
  if (problem?.kind !== 'invalid' || !problem.character) return { corrected, fault: null };
  return { corrected, fault: { place: problem.index + 1, character: problem.character } };
}

/** `ghcr.io` of `ghcr.io/ghcr.io/octo/app`: one variable has brought it, and another one brought it along. */
function doubledHost(given: string): string | null {
  return /^([^/]*[.:][^/]*)\/\1\//i.exec(given)?.[1] ?? null;
}

/** `ghcr.io`, `ghcr.io/` or `ghcr.io:1`: what was to hold the name is empty. */
function isBareHost(given: string, registry: string): boolean {
  const rest = given.toLowerCase().startsWith(registry) ? given.slice(registry.length) : null;
  return rest !== null && /^\/?(?::[^/]*)?$/.test(rest);
}

/** The character, which is named where it can't be seen. */
function visible(character: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return /[\s\p{C}]/u.test(character) ? `U+${code}` : character;
}
