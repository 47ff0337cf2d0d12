/** What is said of a reference that is none: a sentence for each kind of fault, in each language. */

import type { Language } from '../../types.js';
import { NO_TAG_BY } from '../../workflow/knowledge/names/metadata-tags.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { missingName } from '../texts/lacks/missing-names.js';
import { expressionReason } from './expression-words.js';
import { clashingKeySentence, missingKeySentence, refusedKeySentence } from './key-owners.js';
import { NOT_HANDED_ON } from './not-handed-on.js';
import { asSeen, type ReferenceFault, type ShownFault, tagAt } from './reference-fault.js';
import { USES_LACK, usesLack } from './refused-uses-words.js';

type Table<Words> = {
  [Kind in ShownFault['kind']]: (fault: ShownFault & { kind: Kind }, facts: Facts) => Words;
};

/** What is wrong. */
export function faultMessage(fault: ReferenceFault, facts: Facts, language: Language): string {
  const seen = asSeen(fault, facts);
  return (MESSAGES[language][seen.kind] as (fault: ShownFault, facts: Facts) => string)(seen, facts);
}

const isTagOnly = (given: string) => given.startsWith(':');
const invalid = (given: string) =>
  given ? `${given} is not a valid image reference` : 'The image reference is not valid';

/** Docs: Reuse workflows, Limitations. */
const CALLERS: Record<Language, string> = {
  en: ' The env of the workflow that calls this one does not reach it: hand the value over as an input.',
  'zh-CN': '调用方工作流的 env 不会传递到被调用的工作流，请改为通过输入传递。',
};

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
    structured: ({ value }, { given }) =>
      `The value of ${given} is a ${value === 'list' ? 'list' : 'mapping'}, and GitHub takes a text alone there, so it refuses the whole file and no job of it runs.`,
    'unknown-need': (_, { given }) =>
      `needs names ${given}, and there is no such job here, so GitHub refuses the whole file and no job of it runs.`,
    'merge-key': (_, { given }) =>
      `GitHub reads anchors and aliases, and merges nothing: ${given} is no key that it knows, so it refuses the whole file and no job of it runs.`,
    'unknown-key': (_, { given }) => refusedKeySentence('workflow', given, 'en'),
    'misspelt-key': ({ of }, { given }) => refusedKeySentence(of, given, 'en'),
    'elsewhere-key': ({ of }, { given }) => refusedKeySentence(of, given, 'en'),
    'clashing-key': ({ of, other }, { given }) => clashingKeySentence(of, given, other, 'en'),
    'missing-key': ({ of, keys }) => missingKeySentence(of, keys, 'en'),
    'outdented-key': ({ of, under }, { given }) =>
      `${refusedKeySentence(of, given, 'en')} It belongs under ${under}.`,
    'no-id': (_, { given }) =>
      `${given} is no id of a job, so GitHub refuses the whole file and no job of it runs. An id has letters, digits, - and _, and begins with a letter or _.`,
    'refused-uses': (_, { given }) =>
      `${given} ${USES_LACK.en[usesLack(given)]}: GitHub takes OWNER/NAME@REF, ./PATH or docker://IMAGE for uses, so it refuses the whole file and no job of it runs.`,
    'web-host': (_, { given, registry }) =>
      `${given} is an address of GitHub's site, which is no registry: the push is refused there. GitHub's registry is ${registry}.`,
    'misspelt-host': (_, { given, registry }) =>
      `${given} names another registry than ${registry}: the host is misspelt, and whoever owns it gets the credentials that are sent there.`,
    'no-host': (_, { given, registry }) =>
      `${given} has no registry in front, so it does not go to ${registry}: most clients take it for a name at Docker Hub, oras takes the owner for the registry, and the only login is one to ${registry}.`,
    'empty-host': ({ lacks, isCallers }, { given }) =>
      `${given} is no image reference: what stands before its ${isTagOnly(given) ? 'tag' : 'first slash'} is empty${lacks ? `, for ${missingName.en(lacks)}` : ''}.${isCallers ? CALLERS.en : ''}`,
    'no-tags': ({ lacks }) =>
      `The list of tags is empty, and BuildKit stops with "tag is needed when pushing to registry": ${missingName.en(lacks ?? '')}.`,
    'no-name': ({ lacks }, { event }) =>
      lacks
        ? `Nothing stands where the name of the image belongs, and the client stops there: ${missingName.en(lacks)}.`
        : `What stands where the name of the image belongs comes to nothing${event && ` in this run (${event})`}, and the client stops there.`,
    'tag-alone': (_, { given }) =>
      `${given} stands alone, where each item is a whole reference: it names an image of Docker Hub, docker.io/library/${given}, which only Docker may push.`,
    'made-alone': (_, { registry }) =>
      `docker/metadata-action is given no images, so what it makes are tags alone: each of them names an image of Docker Hub, such as docker.io/library/latest, which only Docker may push, and the only login is one to ${registry}.`,
    colon: (_, { given, registry }) =>
      `${invalid(given)}: a slash belongs behind ${registry}. What follows a colon there is read as a port.`,
    mark: (_, { given }) =>
      `${invalid(given)}: the line is taken as it stands, with what is in front of the host.`,
    transport: (_, { given }) =>
      `${invalid(given)}: only skopeo and the clients that are like it take a transport (${transportOf(given)}) in front of the host.`,
    nested: ({ expression, isInput, comesTo }, { given }) =>
      isInput
        ? `No shell reads ${given}: an input takes it as it stands, once GitHub has filled in ${expression}, and it is no part of an image reference.`
        : `${given} comes to ${comesTo || 'nothing'}: GitHub fills in ${expression} first, and the shell has no variable of the name that stands there then${comesTo && ', so it takes what follows the hyphen'}.`,
    'not-bare': (_, { given }) =>
      `${given} is no name of an image: this version of the action takes the name alone, and ends with "Invalid image name" where a tag or a digest stands behind it.`,
    'all-tags': (_, { given }) =>
      `With --all-tags (-a) docker takes the name alone: at ${given} it ends with "tag can't be used with --all-tags/-a". Without the option it pushes this one.`,
    'several-names': (_, { given }) =>
      `${given || 'The name'} is not the only name that the command is given: it takes one, and ends with "requires 1 argument" ("exactly 1" in older versions) before anything is sent.`,
    'unmarked-name': (_, { given }) =>
      `Another name stands behind ${given || 'the name'}, without an option: -t (--tag) takes one, and of the other the build makes its context, so that it ends before it builds anything.`,
    'tagged-image': (_, { given }) =>
      `${invalid(given)}: docker/metadata-action puts a tag behind each of its images, and this one ends with a tag already.`,
    'refused-entry': ({ says }) =>
      `docker/metadata-action ends with "${says}" before it makes any tag, so nothing is pushed.`,
    'other-step': ({ name, by, at }, { given }) =>
      `${invalid(given)}: ${name} is empty here. ${NOT_HANDED_ON.en[by](name, `${at.file}:${at.line}`)}`,
    'pushed-digest': (_, { given }) =>
      `docker pushes no digest: it ends with "cannot push a digest reference" at ${given}. What is pushed is a tag, and the digest comes of it.`,
    'tag-and-digest': (_, { given }) =>
      `podman, buildah and skopeo push to a tag or to a digest: at ${given} they end with "Docker references with both a tag and digest are currently not supported" before anything is sent.`,
    'no-scheme': (_, { given }) =>
      /^\w+:/.test(given)
        ? `An address that begins with oci:// is wanted here, and no other: at ${given} the client ends before anything is sent.`
        : `An address with its scheme, oci://, is wanted here: at ${given} the client ends before anything is sent (helm with "scheme prefix missing from remote").`,
    'no-transport': (_, { given }) =>
      `skopeo wants to know where an image goes, docker:// for a registry: at ${given} it ends with "unknown transport" before anything is sent.`,
    'not-filled-in': (_, { given }) =>
      `${given} is no image reference: no shell reads the inputs of an action, so the variable in it stays as it stands.`,
    'at-hub': (_, { given, registry }) =>
      `Docker Hub was asked for ${given || 'the image'}, as for a name of its own: whatever asked takes ${registry} for a part of the name.`,
    'doubled-host': ({ host }, { given }) =>
      `${given} is not a valid image reference: the host ${host} stands in it twice.`,
    'whole-in-tag': ({ whole }, { given }) =>
      `${invalid(given)}: what stands where its tag belongs is a whole reference itself, ${whole}.`,
    'bare-host': (_, { given }) => `${invalid(given)}: it names the registry, and no image.`,
    digest: (_, { given }) =>
      `${invalid(given)}: what follows the @ is not a whole digest, which is sha256: and 64 hexadecimal digits.`,
    several: (_, { given }) => `${invalid(given)}: several stand where one belongs.`,
    lacks: ({ lacks, isCallers, more = [] }, { given, event }) =>
      `${invalid(given)}: a part of it is empty${lacks === NO_TAG_BY && event ? ` in this run (${event})` : ''}, for ${[lacks, ...more.map((each) => each.lacks)].map(missingName.en).join(', and ')}.${isCallers ? CALLERS.en : ''}`,
    nothing: ({ expression, inFork }, { given, event }) =>
      `${invalid(given)}: ${expression} is empty in ${inFork ? 'a pull request from a fork' : `this run${event && ` (${event})`}`}.`,
    character: (fault, { given }) =>
      `${invalid(given)}: character ${fault.place} (${visible(fault.character)}) is not allowed there. ${tagAt(fault, given) === null ? 'The parts of a name have lower-case letters and digits, and between these a dot, one or two underscores, or dashes.' : 'A tag begins with a letter, a digit or _, and has only these, dots and dashes.'}`,
    scheme: ({ scheme }, { given }) => `${invalid(given)}: no ${scheme} may stand in front of it.`,
    'long-tag': ({ length }, { given }) =>
      `${invalid(given)}: its tag has ${length} characters, and 128 are the most.`,
    blank: ({ isInFront }, { given }) =>
      `${invalid(given.trim())} as it stands: a blank or a line break ${isInFront ? 'in front of' : 'behind'} it belongs to the value, and no client takes it away.`,
    part: (_, { given }) => `${invalid(given)}: a part of it is empty, too long or not allowed.`,
  },
  'zh-CN': {
    branch: (_, { given, event }) =>
      han`${given} 的标签原样包含分支名（${event}）。标签中不能有斜杠：对于 feature/x 这样的分支，以及 Dependabot 的所有分支，该镜像引用无效。`,
    'empty-beginning': ({ expression, character }, { given, event }) =>
      han`镜像引用 ${given} 无效：在本次运行（${event}）中 ${expression} 为空，而标签不能以 ${visible(character)} 开头。`,
    'refused-expression': ({ refusal }, { given }) =>
      han`${given} 不是有效的表达式：${expressionReason(refusal, 'zh-CN')}，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`,
    'no-context': ({ place, context }, { given }) =>
      han`此处不能使用 ${given}：${place} 中没有 ${context} 上下文，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`,
    'undeclared-input': (_, { given }) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：被调用的工作流没有输入 ${given}。`,
    'required-input': (_, { given }) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：被调用的工作流要求输入 ${given}，而调用方没有传入。`,
    structured: ({ value }, { given }) =>
      han`${given} 的值是${value === 'list' ? '列表' : '映射'}，而 GitHub 在此处只接受文本，因此会拒绝整个文件，其中的作业都不会运行。`,
    'unknown-need': (_, { given }) =>
      han`needs 中的作业 ${given} 不存在，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`,
    'merge-key': (_, { given }) =>
      han`GitHub 支持锚点和别名，但不支持合并键：${given} 不是它认识的键，因此会拒绝整个文件，其中的作业都不会运行。`,
    'unknown-key': (_, { given }) => refusedKeySentence('workflow', given, 'zh-CN'),
    'misspelt-key': ({ of }, { given }) => refusedKeySentence(of, given, 'zh-CN'),
    'elsewhere-key': ({ of }, { given }) => refusedKeySentence(of, given, 'zh-CN'),
    'clashing-key': ({ of, other }, { given }) => clashingKeySentence(of, given, other, 'zh-CN'),
    'missing-key': ({ of, keys }) => missingKeySentence(of, keys, 'zh-CN'),
    'outdented-key': ({ of, under }, { given }) =>
      han`${refusedKeySentence(of, given, 'zh-CN')}它应当写在 ${under} 之下。`,
    'no-id': (_, { given }) =>
      han`${given} 不是有效的作业 ID，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。ID 只能由字母、数字、- 和 _ 组成，并以字母或 _ 开头。`,
    'refused-uses': (_, { given }) =>
      han`${given} ${USES_LACK['zh-CN'][usesLack(given)]}：GitHub 只接受 OWNER/NAME@REF、./PATH 或 docker://IMAGE 形式的 uses，因此会拒绝整个文件，其中的作业都不会运行。`,
    'web-host': (_, { given, registry }) =>
      han`${given} 是 GitHub 网站的地址，而网站不是注册表，推送会在那里被拒绝。GitHub 的注册表是 ${registry}。`,
    'misspelt-host': (_, { given, registry }) =>
      han`${given} 指向的不是 ${registry}，而是另一个注册表：主机名拼写有误，发送到那里的凭据会落入其所有者手中。`,
    'no-host': (_, { given, registry }) =>
      han`${given} 前面没有注册表，因此不会被推送到 ${registry}：大多数客户端会把它当作 Docker Hub 上的名称，oras 则把所有者当作注册表，而作业只登录了 ${registry}。`,
    'empty-host': ({ lacks, isCallers }, { given }) =>
      han`${given} 不是镜像引用：${isTagOnly(given) ? '标签' : '第一个斜杠'}前的内容为空${lacks ? `，因为 ${missingName['zh-CN'](lacks)}` : ''}。${isCallers ? CALLERS['zh-CN'] : ''}`,
    'no-tags': ({ lacks }) =>
      han`标签列表为空，BuildKit 会以 “tag is needed when pushing to registry” 结束：${missingName['zh-CN'](lacks ?? '')}。`,
    'no-name': ({ lacks }, { event }) =>
      lacks
        ? han`镜像名称的位置上什么也没有，客户端会就此停止：${missingName['zh-CN'](lacks)}。`
        : han`镜像名称位置上的内容${event && `在本次运行（${event}）中`}为空，客户端会就此停止。`,
    'tag-alone': (_, { given }) =>
      han`列表中的每一项都必须是完整的引用，而 ${given} 单独出现，指的是 Docker Hub 的镜像 docker.io/library/${given}，只有 Docker 官方才能推送。`,
    'made-alone': (_, { registry }) =>
      han`docker/metadata-action 没有得到 images，因此只生成了单独的标签：每个标签都指向 Docker Hub 的镜像，例如 docker.io/library/latest，只有 Docker 官方才能推送，而作业只登录了 ${registry}。`,
    colon: (_, { given, registry }) =>
      han`镜像引用 ${given} 无效：${registry} 之后应为斜杠，冒号之后的内容会被当作端口。`,
    mark: (_, { given }) => han`镜像引用 ${given} 无效：该行会原样使用，包括主机名前面的内容。`,
    transport: (_, { given }) =>
      han`镜像引用 ${given} 无效：只有 skopeo 一类的客户端才在主机名之前写传输方式（${transportOf(given)}）。`,
    nested: ({ expression, isInput, comesTo }, { given }) =>
      isInput
        ? han`没有 shell 会读取 ${given}：GitHub 填入 ${expression} 之后，输入会原样使用其余内容，因此镜像引用无效。`
        : han`${given} 的结果${comesTo ? han`是 ${comesTo}` : '为空'}：GitHub 会先填入 ${expression}，而 shell 中没有以填入内容为名的变量${comesTo && '，因此会采用连字符之后的内容'}。`,
    'not-bare': (_, { given }) =>
      han`${given} 不是镜像名称：此版本的 action 只接受名称本身，如果后面带有标签或摘要，就会以 “Invalid image name” 结束。`,
    'all-tags': (_, { given }) =>
      han`使用 --all-tags（-a）时，docker 只接受名称本身：遇到 ${given} 会以 “tag can't be used with --all-tags/-a” 结束。去掉该选项则只推送这一个。`,
    'several-names': (_, { given }) =>
      han`该命令给出的名称${given ? han`除 ${given} 外还有别的` : '不止一个'}，而它只接受一个名称，会在发送任何内容之前以 “requires 1 argument” 结束（旧版本为 “requires exactly 1 argument”）。`,
    'unmarked-name': (_, { given }) =>
      han`${given || '该名称'} 之后还有一个没有选项的名称：-t（--tag）只接受一个名称，构建会将另一个当作构建上下文，因此在开始构建之前就会结束。`,
    'tagged-image': (_, { given }) =>
      han`镜像引用 ${given} 无效：docker/metadata-action 会在每个镜像名称后加上标签，而该镜像已经带有标签。`,
    'refused-entry': ({ says }) =>
      han`docker/metadata-action 会以 “${says}” 报错结束，不会生成任何标签，因此不会推送任何镜像。`,
    'other-step': ({ name, by, at }, { given }) =>
      han`镜像引用 ${given} 无效：此处 ${name} 为空。${NOT_HANDED_ON['zh-CN'][by](name, `${at.file}:${at.line}`)}`,
    'pushed-digest': (_, { given }) =>
      han`docker 不能推送摘要：遇到 ${given} 会以 “cannot push a digest reference” 结束。应推送标签，摘要在推送后产生。`,
    'tag-and-digest': (_, { given }) =>
      han`podman、buildah 和 skopeo 只能推送到标签或摘要中的一个：遇到 ${given}，会在发送任何内容之前以 “Docker references with both a tag and digest are currently not supported” 结束。`,
    'no-scheme': (_, { given }) =>
      /^\w+:/.test(given)
        ? han`此处的地址必须以 oci:// 开头：遇到 ${given}，客户端会在发送任何内容之前结束。`
        : han`此处的地址必须带有 oci:// 前缀：遇到 ${given}，客户端会在发送任何内容之前结束（helm 的提示为 “scheme prefix missing from remote”）。`,
    'no-transport': (_, { given }) =>
      han`skopeo 需要在镜像前注明传输方式，注册表为 docker://：遇到 ${given}，skopeo 会在发送任何内容之前以 “unknown transport” 结束。`,
    'not-filled-in': (_, { given }) =>
      han`${given} 不是镜像引用：action 的输入不会经过 shell，其中的变量不会被替换。`,
    'at-hub': (_, { given, registry }) =>
      han`请求发到了 Docker Hub，${given || '镜像名称'} 被当作那里的名称：发出请求的程序把 ${registry} 当成了名称的一部分。`,
    'doubled-host': ({ host }, { given }) => han`镜像引用 ${given} 无效：主机名 ${host} 写了两次。`,
    'whole-in-tag': ({ whole }, { given }) =>
      han`镜像引用 ${given} 无效：标签的位置上是一个完整的镜像引用 ${whole}。`,
    'bare-host': (_, { given }) => han`镜像引用 ${given} 无效：只写了注册表，没有镜像名称。`,
    digest: (_, { given }) =>
      han`镜像引用 ${given} 无效：@ 之后不是完整的摘要，即 sha256: 加 64 位十六进制数字。`,
    several: (_, { given }) => han`镜像引用 ${given} 无效：此处只能有一个引用，却写了多个。`,
    lacks: ({ lacks, isCallers, more = [] }, { given, event }) =>
      han`镜像引用 ${given} 无效：${lacks === NO_TAG_BY && event ? han`在本次运行（${event}）中` : ''}其中有一部分为空，因为 ${[lacks, ...more.map((each) => each.lacks)].map(missingName['zh-CN']).join('，且 ')}。${isCallers ? CALLERS['zh-CN'] : ''}`,
    nothing: ({ expression, inFork }, { given, event }) =>
      han`镜像引用 ${given} 无效：${expression} 在${inFork ? '来自复刻（fork）的拉取请求' : `本次运行${event && `（${event}）`}`}中为空。`,
    character: (fault, { given }) =>
      han`镜像引用 ${given} 无效：第 ${String(fault.place)} 个字符（${visible(fault.character)}）不允许出现在此处。${tagAt(fault, given) === null ? '名称的每一部分只能由小写字母和数字组成，它们之间可以有一个点、一个或两个下划线，或者连字符。' : '标签以字母、数字或 _ 开头，其余字符只能是字母、数字、下划线、点和连字符。'}`,
    scheme: ({ scheme }, { given }) => han`镜像引用 ${given} 无效：前面不能有 ${scheme}。`,
    'long-tag': ({ length }, { given }) =>
      han`镜像引用 ${given} 无效：标签有 ${String(length)} 个字符，最多只能有 128 个。`,
    blank: ({ isInFront }, { given }) =>
      han`镜像引用 ${given.trim()} 照现在的写法无效：它${isInFront ? '前面' : '后面'}的空格或换行属于这个值，客户端不会把它去掉。`,
    part: (_, { given }) => han`镜像引用 ${given} 无效：其中有一部分为空、过长或不允许使用。`,
  },
};

/** The character, which is named where it can't be seen. */
function visible(character: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return /[\s\p{C}]/u.test(character) ? `U+${code}` : character;
}

/** With its slashes, where it has any. */
function transportOf(given: string): string {
  return /^[^:]*:(?:\/\/)?/.exec(given)?.[0] ?? given;
}
