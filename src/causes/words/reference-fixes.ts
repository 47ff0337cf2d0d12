/** What is to be written instead of a reference that is none: a cure for each kind of fault, in each language. */

import type { Language, Location } from '../../types.js';
import {
  NO_TAG_BY,
  NO_TAG_IN_TARGETS,
  targetWithoutTag,
} from '../../workflow/knowledge/names/metadata-tags.js';
import { isCondition, isUses } from '../../workflow/runs/misplaced-contexts.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isVariable } from '../texts/lacks/missing-names.js';
import { isWorkflow } from '../wording.js';
import { expressionFix } from './expression-words.js';
import { asSeen, type OtherStep, type ReferenceFault } from './reference-fault.js';
import { type UsesLack, usesLack, wholeUses } from './refused-uses-words.js';

/**
 * What is to be written instead.
 * @param corrected the whole reference; empty: that can't be told
 */
export function faultFix(fault: ReferenceFault, corrected: string, facts: Facts, language: Language): string {
  const say = FIXES[language];
  const seen = asSeen(fault, facts);
  // An input that takes lists has been read as one: what still has lines is a word of a command.
  if (seen.kind === 'several') return facts.given.includes('\n') ? say.oneByOne : say.apart;
  if (seen.kind === 'whole-in-tag') return say.alone(seen.whole);
  // Behind a client's transport the name stands as it is called at the registry.
  const behind = seen.kind === 'scheme' ? facts.given.slice(seen.scheme.length) : '';
  if (behind.startsWith(`${facts.registry}/`) && corrected === '') return say.write(behind, facts.takesTags);
  const page = repositoryAt(facts);
  if (corrected === '' && (page !== null || seen.kind === 'scheme'))
    return say.byName(`${facts.registry}/${page ?? 'OWNER/NAME'}:TAG`);
  if (fault.kind === 'refused-uses')
    return fault.meant
      ? say.write(fault.meant, false)
      : say.uses(usesLack(facts.given), wholeUses(facts.given));
  if ('meant' in fault && fault.meant) {
    const more = 'more' in fault ? (fault.more ?? []) : [];
    return say.nearest([fault.meant, ...more.flatMap(({ meant }) => meant ?? [])]);
  }
  if ('unnamed' in fault && fault.unnamed)
    return say.giveId((fault.lacks ?? '').split('.')[1] ?? '', fault.unnamed);
  if ('needed' in fault && fault.needed) return say.need(fault.needed);
  switch (fault.kind) {
    case 'branch':
      return facts.takesTags ? say.branch : say.slashes;
    case 'empty-beginning':
      return say.emptyBeginning(fault.expression);
    case 'lacks':
      if (fault.lacks === NO_TAG_BY) return say.tagForRun;
      // Without what the variable was to hold, it would be another name.
      return corrected === '' || isVariable(fault.lacks) ? say.check : say.write(corrected, facts.takesTags);
    case 'no-tags':
      if (fault.misnamed !== undefined) return say.asTags(fault.misnamed);
      return fault.lacks === NO_TAG_IN_TARGETS || targetWithoutTag(fault.lacks ?? '') !== null
        ? say.tagTargets
        : say.check;
    case 'nested':
      return corrected === ''
        ? say.ownVariable(fault.expression, fault.operation)
        : say.inItsPlace(corrected);
    case 'made-alone':
      return say.giveImages(corrected);
    case 'no-name':
      return say.check;
    case 'several-names':
      return say.oneByOne;
    case 'unmarked-name':
      return say.marked;
    case 'other-step':
      return handedOn(fault, language);
    case 'refused-expression':
      return expressionFix(fault.refusal, language);
    case 'no-context':
      if (isUses(fault.place)) return say.usesWritten;
      return isCondition(fault.place) ? say.noContextInCondition : say.noContext;
    case 'undeclared-input':
      return say.declare(facts.given);
    case 'required-input':
      return say.pass(facts.given);
    case 'structured':
      return fault.isSplit ? say.oneALine(facts.given) : say.asText(facts.given);
    case 'merge-key':
      return say.writeOut(facts.given);
    case 'unknown-key':
      return say.anchorAtUse(facts.given);
    case 'misspelt-key':
      return say.write(fault.meant, false);
    case 'outdented-key':
      return say.indent(facts.given, fault.under);
    case 'elsewhere-key':
      return say.elsewhere(facts.given);
    case 'unknown-need':
      return say.otherNeed(facts.given);
    case 'clashing-key':
      return say.oneOf(facts.given, fault.other);
    case 'missing-key':
      return fault.of === 'workflow' ? say.event : say.add(fault.keys);
    case 'no-id':
      return say.otherId(facts.given);
    case 'not-filled-in':
      return say.notFilledIn(corrected, facts.takesTags);
    case 'at-hub':
      return say.ownRegistry(facts.registry);
    case 'refused-entry':
      return corrected === '' ? say.entry : say.write(corrected, false);
    case 'misspelt-host':
    case 'web-host':
    case 'no-host':
    case 'bare-host':
    case 'empty-host':
    case 'tag-alone':
    case 'colon':
    case 'transport':
    case 'mark':
    case 'not-bare':
    case 'all-tags':
    case 'tagged-image':
    case 'pushed-digest':
    case 'tag-and-digest':
    case 'no-scheme':
    case 'no-transport':
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
  /^(?:(?:https?|ssh|git):\/\/(?:[^@/\s]+@)?(?:www\.|ssh\.)?([^/:\s]+)(?::\d+)?\/|[\w.-]+@([\w.-]+):)([\w.-]+(?:\/[\w.-]+)?)(?:[/?#][^\s]*)?$/i;

/** The name of an image after the repository or the account whose address was given, as a browser or git has it; null: it is none. */
function repositoryAt({ given, serverUrl }: Facts): string | null {
  const [, byUrl, byPath, name = ''] = ADDRESS.exec(given) ?? [];
  const host = (byUrl ?? byPath ?? '').toLowerCase();
  if (`https://${host}` !== serverUrl) return null;
  const [, account] = /^(?:(?:orgs|users)\/)?([\w.-]+)$/i.exec(name) ?? [];
  if (/^(?:orgs|users)$/i.test(name)) return null;
  return account ? `${account.toLowerCase()}/NAME` : name.replace(/\.git$/, '').toLowerCase();
}

/** An expression of GitHub with one brace too few, or one that a shell was to fill in. */
const CONTEXT = /\$\{\s*((?:steps|needs|github|env|vars|inputs|matrix|secrets|runner|job)\.[\w.-]+)\s*\}/;

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
    case 'prefix':
      return say.inOwnLine(name);
  }
}

const FIXES = {
  en: {
    branch:
      'Let docker/metadata-action make the tag (type=ref), which replaces what a tag does not take, or replace the slashes before: ${NAME//\\//-}.',
    tagForRun:
      'Give docker/metadata-action an entry for these runs too, such as type=sha, or push only in those that make a tag.',
    slashes: 'Replace the slashes before: ${NAME//\\//-}.',
    emptyBeginning: (expression: string) =>
      `Make this tag only where ${expression} has a value, with enable=…, or write another prefix.`,
    entry:
      'Write what the action takes: event=branch, tag or pr with type=ref, a pattern with semver, pep440 and match, format=short or long with sha, a value with raw.',
    usesWritten:
      'Write the path and the version out, in a step or job of its own for each where there are several.',
    noContext:
      'Write the value itself, take it from vars, or let a job in front give it as an output, for needs.JOB.outputs.NAME.',
    noContextInCondition:
      'Move the condition to the if of the steps, which know the value, or ask vars or the output of a job in front, needs.JOB.outputs.NAME.',
    declare: (name: string) =>
      `Pass the input by the name that the called workflow gives it, or declare ${name} there, under workflow_call.inputs.`,
    need: (job: string) =>
      `Write ${job} under needs of the job, which then waits for it and has its outputs.`,
    oneALine: (name: string) =>
      `Write one text, with one item a line: ${name}: |, and the items without dashes below it.`,
    asText: (name: string) =>
      `Write the value of ${name} as one text, in the form that whatever reads it takes.`,
    writeOut: (key: string) =>
      `Write out what ${key} was to bring in. An alias stands for a whole value alone: steps: *steps, permissions: *publish.`,
    anchorAtUse: (key: string) =>
      `Take ${key} away: write its value where it is used first, with the anchor there, and its alias in the other places.`,
    indent: (key: string, under: string) => `Write ${under}: with ${key} and what follows it indented below.`,
    uses: (lack: UsesLack, meant: string) =>
      ({
        owner: `Write the owner in front of it: ${meant}.`,
        version: `Write @ and a version behind it: ${meant}.`,
        'one mark': `Write @ once, with the version behind it: ${meant}.`,
      })[lack],
    event: 'Write on, with the events that are to start it, such as on: push.',
    add: (keys: readonly string[]) =>
      `Write ${keys.join(' or ')} there, indented as what it belongs to, or take away what needs it.`,
    elsewhere: (key: string) =>
      `Move ${key} to where GitHub knows it, mostly by its indentation, or take it away.`,
    otherNeed: (name: string) =>
      `Write the id of a job of this file in the place of ${name}, or take it away.`,
    oneOf: (key: string, other: string) =>
      `Take away ${key} or ${other}, or give each of them a place of its own.`,
    otherId: (id: string) => `Give the job another id than ${id}, and name it so under needs too.`,
    alone: (whole: string) => `Write ${whole} alone, without what stands in front of it.`,
    giveId: (id: string, { file, line }: Location) =>
      `Give the step at ${file}:${line} this id, for it has such outputs: id: ${id}.`,
    pass: (name: string) => `Pass the input, under with of the call: ${name}: ….`,
    notFilledIn: (corrected: string, orMade: boolean) =>
      `Write an expression, such as \${{ env.NAME }}, that comes to ${corrected}${orMade ? ', or let docker/metadata-action make the tags' : ''}.`,
    write: (corrected: string, orMade: boolean) =>
      `Write ${corrected}${orMade ? ', or let docker/metadata-action make the tags' : ''}.`,
    forJob: (name: string) => `Set ${name} in the env of the job, which all of its steps have.`,
    nearest: ([meant = '', ...others]: readonly string[]) =>
      others.length === 0
        ? `Write ${meant}, which is the nearest name that is there.`
        : `Write ${[meant, ...others].join(' and ')}, which are the nearest names that are there.`,
    handOn: (name: string, { file, line }: Location) =>
      `Hand it on at ${file}:${line}, once it is set: echo "${name}=$${name}" >> "$GITHUB_ENV".`,
    asOutput: (expression: string, hasId: boolean) =>
      hasId
        ? `Write ${expression}, which is that output.`
        : `Give that step an id, and write ${expression}, which is that output.`,
    inScript: (name: string) =>
      `Set ${name} in the script as well, before the push: ${name}=VALUE, in a line of its own.`,
    inOwnLine: (name: string) => `Set ${name} in a line of its own, before the command: ${name}=VALUE.`,
    outside: (name: string) =>
      `Set ${name} in the script itself: write {…} instead of (…), read < <(…) instead of a pipe, and source FILE instead of ./FILE.`,
    twoBraces: (context: string) =>
      `Write \${{ ${context} }}: GitHub fills in what stands in two braces, and no shell knows that name.`,
    fillIn:
      'Nothing fills in the variable there: in a script write it in double quotes, in an input of an action as an expression, such as ${{ env.NAME }}.',
    placeholder: (character: string) =>
      `Nothing fills in what begins with ${character} there: write the value, or an expression, such as \${{ github.sha }}.`,
    oneByOne:
      'Push each name by a command of its own, or, where they are all tags of one image, give its name alone with --all-tags.',
    marked: 'Write the option in front of each name: -t NAME -t NAME.',
    apart: 'Write one reference a line, or commas between them.',
    byName: (name: string) =>
      `Write the name that the image has at the registry, not an address of the web: ${name}.`,
    ownRegistry: (registry: string) =>
      `Leave out what stands in front of ${registry}, such as docker.io/. Where nothing does, tell the program that asked that ${registry} is a registry of its own.`,
    inItsPlace: (written: string) => `Write ${written} in its place.`,
    ownVariable: (expression: string, operation: string) =>
      `Let a script of bash make the name, with env: NAME: \${{ ${expression} }} as \${NAME${operation}}.`,
    giveImages: (name: string) =>
      name
        ? `Give the action that name as images: ${name}.`
        : 'The input of docker/metadata-action is called images.',
    asTags: (input: string) =>
      `The action has no input ${input}: the list of whole references, OWNER/NAME:TAG, is called tags.`,
    tagTargets:
      'Give the targets tags in the bake file, or name the output bake-file of docker/metadata-action among the files of the step, with a target that inherits docker-metadata-action.',
    check: 'Write OWNER/NAME:TAG, and check that no variable in it is empty.',
  },
  'zh-CN': {
    branch: han`请用 docker/metadata-action 生成标签（type=ref），它会替换标签中不允许的字符；或者事先替换斜杠：${'${NAME//\\//-}'}。`,
    tagForRun: han`请为 docker/metadata-action 添加一个在这些运行中也会生成标签的条目，例如 ${'type=sha'}；或者只在会生成标签的运行中推送。`,
    slashes: han`请事先替换斜杠：${'${NAME//\\//-}'}。`,
    emptyBeginning: (expression: string) =>
      han`请用 enable=… 使此标签只在 ${expression} 有值时生成，或者改用别的前缀。`,
    entry: han`请按该 action 接受的格式书写：${'type=ref'} 需要 ${'event=branch'}、${'tag'} 或 ${'pr'}；${'semver'}、${'pep440'} 和 ${'match'} 需要 ${'pattern'}；${'sha'} 的 ${'format'} 只能是 ${'short'} 或 ${'long'}；${'raw'} 需要 ${'value'}。`,
    usesWritten: '请直接写出路径和版本；如果有多个，请为每个单独写一个步骤或作业。',
    noContext: han`请直接写出值，或者使用 vars，或者由前面的作业以输出的形式给出，并使用 ${'needs.JOB.outputs.NAME'}。`,
    noContextInCondition: han`请改在步骤的 if 中使用（步骤中有该上下文），或者使用 vars，或者使用前面的作业的输出 ${'needs.JOB.outputs.NAME'}。`,
    declare: (name: string) =>
      han`请使用被调用的工作流中的输入名称，或者在其 workflow_call.inputs 下声明 ${name}。`,
    need: (job: string) => han`请把 ${job} 写入该作业的 needs，这样它会等待该作业，并能使用其输出。`,
    oneALine: (name: string) => han`请写成一段文本，每行一项：${`${name}: |`}，下面各行不带短横线。`,
    asText: (name: string) => han`请把 ${name} 的值写成一段文本，并采用读取方接受的格式。`,
    writeOut: (key: string) =>
      han`请把 ${key} 要引入的内容直接写出来。别名只能代表一个完整的值，例如 ${'steps: *steps'} 或 ${'permissions: *publish'}。`,
    anchorAtUse: (key: string) =>
      han`请去掉 ${key}：把它的值连同锚点写在第一次使用的地方，其他地方使用别名。`,
    indent: (key: string, under: string) =>
      han`请写出 ${`${under}:`}，并把 ${key} 及其后的各行缩进到它之下。`,
    uses: (lack: UsesLack, meant: string) =>
      ({
        owner: han`请在其前写上所有者：${meant}。`,
        version: han`请在其后写上 @ 和版本：${meant}。`,
        'one mark': han`请只写一个 @，并在其后写上版本：${meant}。`,
      })[lack],
    event: han`请写上 ${'on'} 以及触发它的事件，例如 ${'on: push'}。`,
    add: (keys: readonly string[]) =>
      han`请在此处写上 ${keys.join(' 或 ')}（注意缩进），或者删除需要它的部分。`,
    elsewhere: (key: string) => han`请把 ${key} 移到 GitHub 支持它的位置（通常是缩进有误），或者删除它。`,
    otherNeed: (name: string) => han`请把 ${name} 改为此文件中某个作业的 ID，或者删除它。`,
    oneOf: (key: string, other: string) => han`请删除 ${key} 或 ${other}，或者把两者分开写。`,
    otherId: (id: string) => han`请为该作业改用 ${id} 以外的 ID，并同步修改 needs 中的名称。`,
    alone: (whole: string) => han`请只写 ${whole}，去掉它前面的部分。`,
    giveId: (id: string, { file, line }: Location) =>
      han`请为 ${`${file}:${line}`} 处的步骤添加 ${`id: ${id}`}，它有这样的输出。`,
    pass: (name: string) => han`请在调用的 with 中传入 ${name}。`,
    notFilledIn: (corrected: string, orMade: boolean) =>
      han`本意应为 ${corrected}：请改用表达式，例如 ${'${{ env.NAME }}'}${orMade ? '，或者用 docker/metadata-action 生成标签' : ''}。`,
    write: (corrected: string, orMade: boolean) =>
      han`请改为 ${corrected}${orMade ? '，或者用 docker/metadata-action 生成标签' : ''}。`,
    forJob: (name: string) => han`请在作业的 env 中设置 ${name}，该作业的所有步骤都能使用。`,
    nearest: ([meant = '', ...others]: readonly string[]) =>
      others.length === 0
        ? han`请改为 ${meant}，这是现有名称中最接近的一个。`
        : han`请分别改为 ${[meant, ...others].join('、')}，它们是现有名称中最接近的。`,
    handOn: (name: string, { file, line }: Location) =>
      han`请在 ${`${file}:${line}`} 处设置之后传递给后面的步骤：${`echo "${name}=$${name}" >> "$GITHUB_ENV"`}。`,
    asOutput: (expression: string, hasId: boolean) =>
      hasId ? han`请改为该输出：${expression}。` : han`请为该步骤添加 id，并改为该输出：${expression}。`,
    inScript: (name: string) => han`请在脚本中推送之前也设置 ${name}：单独写一行 ${`${name}=VALUE`}。`,
    inOwnLine: (name: string) => han`请在命令之前单独写一行设置 ${name}：${`${name}=VALUE`}。`,
    outside: (name: string) =>
      han`请在脚本本身中设置 ${name}：用 ${'{…}'} 代替 ${'(…)'}，用 ${'read < <(…)'} 代替管道，用 ${'source FILE'} 代替 ${'./FILE'}。`,
    twoBraces: (context: string) =>
      han`请写成 ${`\${{ ${context} }}`}：GitHub 只替换双层花括号中的内容，而 shell 并不认识这个名称。`,
    fillIn: han`此处的变量不会被替换：在脚本中请使用双引号，在 action 的输入中请改用表达式，例如 ${'${{ env.NAME }}'}。`,
    placeholder: (character: string) =>
      han`以 ${character} 开头的内容在此处不会被替换：请直接写出值，或者使用表达式，例如 ${'${{ github.sha }}'}。`,
    oneByOne: han`请用单独的命令推送每个名称；如果要推送同一镜像的所有标签，请只给出名称，并加上 ${'--all-tags'}。`,
    marked: '请在每个名称前都写上该选项：-t NAME -t NAME。',
    apart: '请每行写一个引用，或者用逗号分隔。',
    byName: (name: string) => han`请填写镜像在注册表中的名称，而不是网页地址：${name}。`,
    ownRegistry: (registry: string) =>
      han`请去掉 ${registry} 前面的内容，例如 ${'docker.io/'}。如果前面没有内容，请在发出请求的程序中把 ${registry} 设置为单独的注册表。`,
    inItsPlace: (written: string) => han`请改为 ${written}。`,
    ownVariable: (expression: string, operation: string) =>
      han`请用 bash 脚本生成名称：在 env 中写 ${`NAME: \${{ ${expression} }}`}，并使用 ${`\${NAME${operation}}`}。`,
    giveImages: (name: string) =>
      name
        ? han`请用 ${'images'} 给出镜像名称：${name}。`
        : han`docker/metadata-action 的这个输入名为 ${'images'}。`,
    asTags: (input: string) =>
      han`该 action 没有输入 ${input}：完整引用（OWNER/NAME:TAG）的列表名为 ${'tags'}。`,
    tagTargets: han`请在 bake 文件中为目标设置 tags；或者让目标继承 ${'docker-metadata-action'}，并在该步骤的 files 中加入 docker/metadata-action 的输出 ${'bake-file'}。`,
    check: han`请写成 OWNER/NAME:TAG 的形式，并确认其中引用的变量都不为空。`,
  },
};
