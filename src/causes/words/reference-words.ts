/** What is said of a reference that is none: a sentence and a cure for each kind of fault, in each language. */

import type { Language, Localized, Location } from '../../types.js';
import { NO_TAG_BY } from '../../workflow/knowledge/metadata-tags.js';
import { isCondition } from '../../workflow/runs/misplaced-contexts.js';
import type { Facts } from '../facts.js';
import { missingName } from '../texts/missing-names.js';
import { han, isWorkflow } from '../wording.js';
import { expressionFix, expressionReason } from './expression-words.js';
import { asSeen, type ReferenceFault, type ShownFault, tagAt } from './reference-fault.js';

type Table<Words> = {
  [Kind in ShownFault['kind']]: (fault: ShownFault & { kind: Kind }, facts: Facts) => Words;
};

/** What is wrong. */
export function faultMessage(fault: ReferenceFault, facts: Facts, language: Language): string {
  const seen = asSeen(fault, facts);
  return (MESSAGES[language][seen.kind] as (fault: ShownFault, facts: Facts) => string)(seen, facts);
}

/**
 * What is to be written instead.
 * @param corrected the whole reference; empty: that can't be told
 */
export function faultFix(fault: ReferenceFault, corrected: string, facts: Facts, language: Language): string {
  const say = FIXES[language];
  const seen = asSeen(fault, facts);
  if (seen.kind === 'several') return say.apart;
  const page = repositoryAt(facts);
  if (corrected === '' && (page !== null || seen.kind === 'scheme'))
    return say.byName(`${facts.registry}/${page ?? 'OWNER/NAME'}:TAG`);
  if ('meant' in fault && fault.meant) return say.nearest(fault.meant);
  switch (fault.kind) {
    case 'branch':
      return facts.takesTags ? say.branch : say.slashes;
    case 'empty-beginning':
      return say.emptyBeginning(fault.expression);
    case 'lacks':
      if (fault.lacks === NO_TAG_BY) return say.tagForRun;
      return corrected === '' ? say.check : say.write(corrected, facts.takesTags);
    case 'no-tags':
      return say.check;
    case 'other-step':
      return handedOn(fault, language);
    case 'refused-expression':
      return expressionFix(fault.refusal, language);
    case 'no-context':
      return isCondition(fault.place) ? say.noContextInCondition : say.noContext;
    case 'undeclared-input':
      return say.declare(facts.given);
    case 'required-input':
      return say.pass(facts.given);
    case 'not-filled-in':
      return say.notFilledIn(corrected, facts.takesTags);
    case 'misspelt-host':
    case 'no-host':
    case 'empty-host':
    case 'tag-alone':
    case 'colon':
    case 'transport':
    case 'not-bare':
    case 'pushed-digest':
    case 'no-scheme':
      return say.write(corrected, false);
    case 'character':
      if (/[{<]/.test(fault.character) && isWorkflow(facts)) return say.placeholder(fault.character);
      if (CONTEXT.test(facts.given) && isWorkflow(facts))
        return say.twoBraces(CONTEXT.exec(facts.given)?.[1] ?? '');
      // A shell leaves what stands in single quotes as it is, and an action has none.
      if (fault.character === '$' && isWorkflow(facts)) return say.fillIn;
      return corrected === '' ? say.check : say.write(corrected, facts.takesTags);
    default:
      return corrected === '' ? say.check : say.write(corrected, facts.takesTags);
  }
}

const ADDRESS =
  /^(?:(?:https?|ssh|git):\/\/(?:[^@/\s]+@)?(?:www\.|ssh\.)?([^/:\s]+)(?::\d+)?\/|[\w.-]+@([\w.-]+):)([\w.-]+\/[\w.-]+)(?:\/[^\s]*)?$/i;

/** The name of an image after the repository whose address was given, as a browser or git has it; null: it is none. */
function repositoryAt({ given, serverUrl }: Facts): string | null {
  const [, byUrl, byPath, name = ''] = ADDRESS.exec(given) ?? [];
  const host = (byUrl ?? byPath ?? '').toLowerCase();
  return `https://${host}` === serverUrl ? name.replace(/\.git$/, '').toLowerCase() : null;
}

/** An expression of GitHub with one brace too few, or one that a shell was to fill in. */
const CONTEXT = /\$\{\s*((?:steps|needs|github|env|vars|inputs|matrix|secrets|runner|job)\.[\w.-]+)\s*\}/;

const isTagOnly = (given: string) => given.startsWith(':');
const invalid = (given: string) =>
  given ? `${given} is not a valid image reference` : 'The image reference is not valid';

/** Docs: Reuse workflows, Limitations. */
const CALLERS: Record<Language, string> = {
  en: ' The env of the workflow that calls this one does not reach it: hand the value over as an input.',
  'zh-CN': '调用方工作流的 env 不会传递到被调用的工作流，请改为通过输入传递。',
};

type OtherStep = Extract<ReferenceFault, { kind: 'other-step' }>;

/** Why the variable is empty. */
const NOT_HANDED_ON: Localized<Record<OtherStep['by'], (name: string, place: string) => string>> = {
  en: {
    script: (name, place) =>
      `Each step runs in a shell of its own: what the script at ${place} sets ${name} to is gone when its step ends.`,
    env: (_, place) => `The env at ${place} is that of its own step alone.`,
    output: (name, place) =>
      `The script at ${place} makes ${name} an output of its step, which is no variable.`,
    later: (name, place) =>
      `The script at ${place} hands ${name} to later steps, and does not have it itself.`,
    subshell: (name) =>
      `${name} is set in a subshell or in a process of its own, and is gone when that ends: (…), each part of a pipe, a script that is run and not sourced.`,
  },
  'zh-CN': {
    script: (name, place) =>
      han`每个步骤都在独立的 shell 中运行，${place} 处的脚本为 ${name} 设置的值在该步骤结束后就不存在了。`,
    env: (_, place) => han`${place} 处的 env 只属于它所在的步骤。`,
    output: (name, place) => han`${place} 处的脚本把 ${name} 写为步骤的输出，而输出不是变量。`,
    later: (name, place) => han`${place} 处的脚本把 ${name} 交给后面的步骤，它自己读不到这个变量。`,
    subshell: (name) =>
      han`${name} 是在子 shell 或独立的进程中设置的（${'(…)'}、管道的每一段、直接运行而不是 source 的脚本），它结束后变量就不存在了。`,
  },
};

function handedOn({ name, by, at, id }: OtherStep, language: Language): string {
  const say = FIXES[language];
  switch (by) {
    case 'env':
      return say.forJob(name);
    case 'script':
      return say.handOn(name, at);
    case 'output':
      return say.asOutput(`\${{ steps.${id ?? 'ID'}.outputs.${name} }}`, id !== null);
    case 'subshell':
      return say.outside(name);
    case 'later':
      return say.inScript(name);
  }
}

const MESSAGES: Record<Language, Table<string>> = {
  en: {
    branch: (_, { given, event }) =>
      `The tag in ${given} has the name of a branch in it as it is (${event}). A tag takes no slash: for a branch such as feature/x, or any of Dependabot, this is not a valid image reference.`,
    'empty-beginning': ({ expression, character }, { given, event }) =>
      `${given} is not a valid image reference: in this run (${event}) ${expression} is empty, and no tag may begin with ${visible(character)}.`,
    'refused-expression': ({ refusal }, { given }) =>
      `${given} is no expression: ${expressionReason(refusal, 'en')}. So GitHub refuses the whole file, and no job of it runs.`,
    'no-context': ({ place, context }, { given }) =>
      `${given} may not stand here: GitHub knows no ${context} context under ${place}, so it refuses the whole file and no job of it runs.`,
    'undeclared-input': (_, { given }) =>
      `GitHub does not start this run, so nothing is pushed: the called workflow has no input ${given}.`,
    'required-input': (_, { given }) =>
      `GitHub does not start this run, so nothing is pushed: the called workflow requires the input ${given}, and the call does not pass it.`,
    'misspelt-host': (_, { given, registry }) =>
      `${given} names another registry than ${registry}: the host is misspelt, and whoever owns it gets the credentials that are sent there.`,
    'no-host': (_, { given, registry }) =>
      `${given} has no registry in front, so docker sends it to Docker Hub, and the only login is one to ${registry}.`,
    'empty-host': ({ lacks, isCallers }, { given }) =>
      `${given} is no image reference: what stands before its ${isTagOnly(given) ? 'tag' : 'first slash'} is empty, for ${missingName.en(lacks ?? '')}.${isCallers ? CALLERS.en : ''}`,
    'no-tags': ({ lacks }) =>
      `The list of tags is empty, and BuildKit stops with "tag is needed when pushing to registry": ${missingName.en(lacks ?? '')}.`,
    'tag-alone': (_, { given }) =>
      `${given} stands alone, where each item is a whole reference: it names an image of Docker Hub, docker.io/library/${given}, which only Docker may push.`,
    colon: (_, { given, registry }) =>
      `${invalid(given)}: a slash belongs behind ${registry}. What follows a colon there is read as a port.`,
    transport: (_, { given }) =>
      `${invalid(given)}: only skopeo and the clients that are like it take a transport (${given.replace(/\/\/.*$/, '//')}) in front of the host.`,
    'not-bare': (_, { given }) =>
      `${given} is no name of an image: this version of the action takes the name alone, and ends with "Invalid image name" where a tag or a digest stands behind it.`,
    'other-step': ({ name, by, at }, { given }) =>
      `${invalid(given)}: ${name} is empty here. ${NOT_HANDED_ON.en[by](name, `${at.file}:${at.line}`)}`,
    'pushed-digest': (_, { given }) =>
      `docker pushes no digest: it ends with "cannot push a digest reference" at ${given}. What is pushed is a tag, and the digest comes of it.`,
    'no-scheme': (_, { given }) =>
      `helm pushes to an address with its scheme, oci://: at ${given} it ends with "scheme prefix missing from remote" before anything is sent.`,
    'not-filled-in': (_, { given }) =>
      `${given} is no image reference: no shell reads the inputs of an action, so the variable in it stays as it stands.`,
    'doubled-host': ({ host }, { given }) =>
      `${given} is not a valid image reference: the host ${host} stands in it twice.`,
    'bare-host': (_, { given }) => `${invalid(given)}: it names the registry, and no image.`,
    digest: (_, { given }) =>
      `${invalid(given)}: what follows the @ is not a whole digest, which is sha256: and 64 hexadecimal digits.`,
    several: (_, { given }) => `${invalid(given)}: several stand where one belongs.`,
    lacks: ({ lacks, isCallers }, { given, event }) =>
      `${invalid(given)}: a part of it is empty${lacks === NO_TAG_BY && event ? ` in this run (${event})` : ''}, for ${missingName.en(lacks)}.${isCallers ? CALLERS.en : ''}`,
    nothing: ({ expression, inFork }, { given, event }) =>
      `${invalid(given)}: ${expression} is empty in ${inFork ? 'a pull request from a fork' : `this run${event && ` (${event})`}`}.`,
    character: (fault, { given }) =>
      `${invalid(given)}: character ${fault.place} (${visible(fault.character)}) is not allowed there. ${tagAt(fault, given) === null ? 'The parts of a name have lower-case letters and digits, and single dots, underscores or dashes between these.' : 'A tag begins with a letter, a digit or _, and has only these, dots and dashes.'}`,
    scheme: ({ scheme }, { given }) => `${invalid(given)}: no ${scheme} may stand in front of it.`,
    'long-tag': ({ length }, { given }) =>
      `${invalid(given)}: its tag has ${length} characters, and 128 are the most.`,
    part: (_, { given }) => `${invalid(given)}: a part of it is empty, too long or not allowed.`,
  },
  'zh-CN': {
    branch: (_, { given, event }) =>
      han`${given} 的标签原样包含分支名（${event}）。标签中不能有斜杠：对于 feature/x 这样的分支，以及 Dependabot 的所有分支，该镜像引用无效。`,
    'empty-beginning': ({ expression, character }, { given, event }) =>
      han`镜像引用 ${given} 无效：在此次运行（${event}）中 ${expression} 为空，而标签不能以 ${visible(character)} 开头。`,
    'refused-expression': ({ refusal }, { given }) =>
      han`${given} 不是有效的表达式：${expressionReason(refusal, 'zh-CN')}，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`,
    'no-context': ({ place, context }, { given }) =>
      han`此处不能使用 ${given}：${place} 中没有 ${context} 上下文，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`,
    'undeclared-input': (_, { given }) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：被调用的工作流没有输入 ${given}。`,
    'required-input': (_, { given }) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：被调用的工作流要求输入 ${given}，而调用方没有传入。`,
    'misspelt-host': (_, { given, registry }) =>
      han`${given} 指向的不是 ${registry}，而是另一个注册表：主机名拼写有误，发送到那里的凭据会落入其所有者手中。`,
    'no-host': (_, { given, registry }) =>
      han`${given} 前面没有注册表，docker 会把它推送到 Docker Hub，而作业只登录了 ${registry}。`,
    'empty-host': ({ lacks, isCallers }, { given }) =>
      han`${given} 不是镜像引用：${isTagOnly(given) ? '标签' : '第一个斜杠'}前的内容为空，因为${missingName['zh-CN'](lacks ?? '')}。${isCallers ? CALLERS['zh-CN'] : ''}`,
    'no-tags': ({ lacks }) =>
      han`标签列表为空，BuildKit 会以 “tag is needed when pushing to registry” 结束：${missingName['zh-CN'](lacks ?? '')}。`,
    'tag-alone': (_, { given }) =>
      han`列表中的每一项都必须是完整的引用，而 ${given} 单独出现，指的是 Docker Hub 的镜像 docker.io/library/${given}，只有 Docker 官方才能推送。`,
    colon: (_, { given, registry }) =>
      han`镜像引用 ${given} 无效：${registry} 之后应为斜杠，冒号之后的内容会被当作端口。`,
    transport: (_, { given }) =>
      han`镜像引用 ${given} 无效：只有 skopeo 一类的客户端才在主机名之前写传输方式（${given.replace(/\/\/.*$/, '//')}）。`,
    'not-bare': (_, { given }) =>
      han`${given} 不是镜像名称：此版本的 action 只接受名称本身，如果后面带有标签或摘要，就会以 “Invalid image name” 结束。`,
    'other-step': ({ name, by, at }, { given }) =>
      han`镜像引用 ${given} 无效：此处 ${name} 为空。${NOT_HANDED_ON['zh-CN'][by](name, `${at.file}:${at.line}`)}`,
    'pushed-digest': (_, { given }) =>
      han`docker 不能推送摘要：遇到 ${given} 会以 “cannot push a digest reference” 结束。应推送标签，摘要在推送后产生。`,
    'no-scheme': (_, { given }) =>
      han`helm push 的地址必须带有 oci:// 前缀：遇到 ${given}，helm 会在发送任何内容之前以 “scheme prefix missing from remote” 结束。`,
    'not-filled-in': (_, { given }) =>
      han`${given} 不是镜像引用：action 的输入不会经过 shell，其中的变量不会被替换。`,
    'doubled-host': ({ host }, { given }) => han`镜像引用 ${given} 无效：主机名 ${host} 写了两次。`,
    'bare-host': (_, { given }) => han`镜像引用 ${given} 无效：只写了注册表，没有镜像名称。`,
    digest: (_, { given }) =>
      han`镜像引用 ${given} 无效：@ 之后不是完整的摘要，即 sha256: 加 64 位十六进制数字。`,
    several: (_, { given }) => han`镜像引用 ${given} 无效：此处只能有一个引用，却写了多个。`,
    lacks: ({ lacks, isCallers }, { given, event }) =>
      han`镜像引用 ${given} 无效：${lacks === NO_TAG_BY && event ? han`在此次运行（${event}）中` : ''}其中有一部分为空，因为${missingName['zh-CN'](lacks)}。${isCallers ? CALLERS['zh-CN'] : ''}`,
    nothing: ({ expression, inFork }, { given, event }) =>
      han`镜像引用 ${given} 无效：${expression} 在${inFork ? '来自复刻（fork）的拉取请求' : `此次运行${event && `（${event}）`}`}中为空。`,
    character: (fault, { given }) =>
      han`镜像引用 ${given} 无效：第 ${String(fault.place)} 个字符（${visible(fault.character)}）不允许出现在此处。${tagAt(fault, given) === null ? '名称的每一部分只能由小写字母和数字组成，它们之间可以有单个的点、下划线或连字符。' : '标签以字母、数字或 _ 开头，其余字符只能是字母、数字、下划线、点和连字符。'}`,
    scheme: ({ scheme }, { given }) => han`镜像引用 ${given} 无效：前面不能有 ${scheme}。`,
    'long-tag': ({ length }, { given }) =>
      han`镜像引用 ${given} 无效：标签有 ${String(length)} 个字符，最多只能有 128 个。`,
    part: (_, { given }) => han`镜像引用 ${given} 无效：其中有一部分为空、过长或不允许使用。`,
  },
};

const FIXES = {
  en: {
    branch:
      'Let docker/metadata-action make the tag (type=ref), which replaces what a tag does not take, or replace the slashes before: ${NAME//\\//-}.',
    tagForRun:
      'Give docker/metadata-action an entry for these runs too, such as type=sha, or push only in those that make a tag.',
    slashes: 'Replace the slashes before: ${NAME//\\//-}.',
    emptyBeginning: (expression: string) =>
      `Make this tag only where ${expression} has a value, with enable=…, or write another prefix.`,
    noContext:
      'Write the value itself, take it from vars, or let a job in front give it as an output, for needs.JOB.outputs.NAME.',
    noContextInCondition:
      'Move the condition to the if of the steps, which know the value, or ask vars or the output of a job in front, needs.JOB.outputs.NAME.',
    declare: (name: string) =>
      `Pass the input by the name that the called workflow gives it, or declare ${name} there, under workflow_call.inputs.`,
    pass: (name: string) => `Pass the input, under with of the call: ${name}: ….`,
    notFilledIn: (corrected: string, orMade: boolean) =>
      `Write an expression, such as \${{ env.NAME }}, that comes to ${corrected}${orMade ? ', or let docker/metadata-action make the tags' : ''}.`,
    write: (corrected: string, orMade: boolean) =>
      `Write ${corrected}${orMade ? ', or let docker/metadata-action make the tags' : ''}.`,
    forJob: (name: string) => `Set ${name} in the env of the job, which all of its steps have.`,
    nearest: (meant: string) => `Write ${meant}, which is the nearest name that is there.`,
    handOn: (name: string, { file, line }: Location) =>
      `Hand it on at ${file}:${line}, once it is set: echo "${name}=$${name}" >> "$GITHUB_ENV".`,
    asOutput: (expression: string, hasId: boolean) =>
      hasId
        ? `Write ${expression}, which is that output.`
        : `Give that step an id, and write ${expression}, which is that output.`,
    inScript: (name: string) =>
      `Set ${name} in the script as well, before the push: ${name}=VALUE, in a line of its own.`,
    outside: (name: string) =>
      `Set ${name} in the script itself: write {…} instead of (…), read < <(…) instead of a pipe, and source FILE instead of ./FILE.`,
    twoBraces: (context: string) =>
      `Write \${{ ${context} }}: GitHub fills in what stands in two braces, and no shell knows that name.`,
    fillIn:
      'Nothing fills in the variable there: in a script write it in double quotes, in an input of an action as an expression, such as ${{ env.NAME }}.',
    placeholder: (character: string) =>
      `Nothing fills in what begins with ${character} there: write the value, or an expression, such as \${{ github.sha }}.`,
    apart: 'Write one reference a line, or commas between them.',
    byName: (name: string) =>
      `Write the name that the image has at the registry, not an address of the web: ${name}.`,
    check: 'Write OWNER/NAME:TAG, and check that no variable in it is empty.',
  },
  'zh-CN': {
    branch: han`请用 docker/metadata-action 生成标签（type=ref），它会替换标签中不允许的字符；或者事先替换斜杠：${'${NAME//\\//-}'}。`,
    tagForRun: han`请为 docker/metadata-action 添加一个在这些运行中也会生成标签的条目，例如 ${'type=sha'}；或者只在会生成标签的运行中推送。`,
    slashes: han`请事先替换斜杠：${'${NAME//\\//-}'}。`,
    emptyBeginning: (expression: string) =>
      han`请用 enable=… 使此标签只在 ${expression} 有值时生成，或者改用别的前缀。`,
    noContext: han`请直接写出值，或者使用 vars，或者由前面的作业以输出的形式给出，并使用 ${'needs.JOB.outputs.NAME'}。`,
    noContextInCondition: han`请改在步骤的 if 中使用（步骤中有该上下文），或者使用 vars，或者使用前面的作业的输出 ${'needs.JOB.outputs.NAME'}。`,
    declare: (name: string) =>
      han`请使用被调用的工作流中的输入名称，或者在其 workflow_call.inputs 下声明 ${name}。`,
    pass: (name: string) => han`请在调用的 with 中传入 ${name}。`,
    notFilledIn: (corrected: string, orMade: boolean) =>
      han`本意应为 ${corrected}：请改用表达式，例如 ${'${{ env.NAME }}'}${orMade ? '，或者用 docker/metadata-action 生成标签' : ''}。`,
    write: (corrected: string, orMade: boolean) =>
      han`请改为 ${corrected}${orMade ? '，或者用 docker/metadata-action 生成标签' : ''}。`,
    forJob: (name: string) => han`请在作业的 env 中设置 ${name}，该作业的所有步骤都能使用。`,
    nearest: (meant: string) => han`请改为 ${meant}，这是现有名称中最接近的一个。`,
    handOn: (name: string, { file, line }: Location) =>
      han`请在 ${`${file}:${line}`} 处设置之后传递给后面的步骤：${`echo "${name}=$${name}" >> "$GITHUB_ENV"`}。`,
    asOutput: (expression: string, hasId: boolean) =>
      hasId ? han`请改为该输出：${expression}。` : han`请为该步骤添加 id，并改为该输出：${expression}。`,
    inScript: (name: string) => han`请在脚本中推送之前也设置 ${name}：单独写一行 ${`${name}=VALUE`}。`,
    outside: (name: string) =>
      han`请在脚本本身中设置 ${name}：用 ${'{…}'} 代替 ${'(…)'}，用 ${'read < <(…)'} 代替管道，用 ${'source FILE'} 代替 ${'./FILE'}。`,
    twoBraces: (context: string) =>
      han`请写成 ${`\${{ ${context} }}`}：GitHub 只替换双层花括号中的内容，而 shell 并不认识这个名称。`,
    fillIn: han`此处的变量不会被替换：在脚本中请使用双引号，在 action 的输入中请改用表达式，例如 ${'${{ env.NAME }}'}。`,
    placeholder: (character: string) =>
      han`以 ${character} 开头的内容在此处不会被替换：请直接写出值，或者使用表达式，例如 ${'${{ github.sha }}'}。`,
    apart: '请每行写一个引用，或者用逗号分隔。',
    byName: (name: string) => han`请填写镜像在注册表中的名称，而不是网页地址：${name}。`,
    check: han`请写成 OWNER/NAME:TAG 的形式，并确认其中引用的变量都不为空。`,
  },
};

/** The character, which is named where it can't be seen. */
function visible(character: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return /[\s\p{C}]/u.test(character) ? `U+${code}` : character;
}
