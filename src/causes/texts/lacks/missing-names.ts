/** What is said of a name that comes to nothing, whatever it is the name of. Empty texts: the name is not known. */
import type { Localized } from '../../../types.js';
import {
  NO_TAG_BY,
  NO_TAG_GIVEN,
  NO_TAG_IN_TARGETS,
  targetWithoutTag,
} from '../../../workflow/knowledge/names/metadata-tags.js';
import { unfitSecretName } from '../../../workflow/runs/secrets.js';
import { han } from '../../han.js';

/** What `steps.a`, `needs.a.outputs.b`, `matrix.a`, … name, and why there is no such thing. */
interface Missing {
  kind:
    | 'step'
    | 'output'
    | 'step-key'
    | 'job'
    | 'job-output'
    | 'kept-back'
    | 'job-key'
    | 'no-job'
    | 'matrix'
    | 'input'
    | 'context'
    | 'text'
    | 'reserved'
    | 'tag'
    | 'tags'
    | 'targets'
    | 'target'
    | 'own'
    | 'scope'
    | 'variable';
  /** Of the step or the job, else the name itself. */
  of: string;
  /** Of what it lacks. */
  key: string;
}

function missing(name: string): Missing {
  const [context = '', of = '', ...rest] = name.split('.');
  const made = (kind: Missing['kind'], key = '') => ({ kind, of, key });
  if (name === NO_TAG_BY) return made('tag');
  if (name === NO_TAG_GIVEN) return made('tags');
  if (name === NO_TAG_IN_TARGETS) return made('targets');
  const target = targetWithoutTag(name);
  if (target !== null) return { kind: 'target', of: target, key: '' };
  if (name.startsWith('$')) return ofPowerShell(name.slice(1));
  if (of === '') return { kind: 'variable', of: name, key: '' };
  const [first = '', second = ''] = rest;
  switch (context.toLowerCase()) {
    case 'steps':
      return first === '' ? made('step') : second ? made('output', second) : made('step-key', first);
    case 'needs':
      if (rest.length > 2) return made('kept-back', second);
      return first === '' ? made('job') : second ? made('job-output', second) : made('job-key', first);
    case 'jobs':
      return made('no-job');
    case 'matrix':
      return made('matrix');
    case 'inputs':
      return made('input');
    case 'vars':
      return made('reserved', 'variable');
    case 'secrets':
      return made('reserved', 'secret');
    default:
      return first === ''
        ? { kind: 'context', of: context, key: of }
        : { kind: 'text', of: `${context}.${of}`, key: rest.join('.') };
  }
}

/** `$NAME`, `$name:rest`, as `workflow/shell/powershell/own-names.ts` has them. */
function ofPowerShell(name: string): Missing {
  const [of = '', key] = name.split(':');
  return key === undefined ? { kind: 'own', of, key: '' } : { kind: 'scope', of, key };
}

/** What is to be written in the place of such a name; null: it is none. */
export function inPowerShell(name: string): string | null {
  const { kind, of, key } = missing(name);
  return kind === 'own' ? `$env:${of}` : kind === 'scope' ? `\${${of}}:${key}` : null;
}

type Unfit = NonNullable<ReturnType<typeof unfitSecretName>>;

const UNFIT: Localized<Record<Unfit, string>> = {
  en: {
    reserved: "names that begin with GITHUB_ are GitHub's own",
    digit: 'such names begin with no digit',
    character: 'such names have letters, digits and underscores only',
  },
  'zh-CN': {
    reserved: '以 GITHUB_ 开头的名称由 GitHub 保留',
    digit: '名称不能以数字开头',
    character: '名称只能包含字母、数字和下划线',
  },
};

/** Why nobody can define a secret, or a variable, of a name. */
export const unfitReason: Localized<(name: string) => string> = {
  en: (name) => UNFIT.en[unfitSecretName(name) ?? 'reserved'],
  'zh-CN': (name) => UNFIT['zh-CN'][unfitSecretName(name) ?? 'reserved'],
};

/** A clause that stands alone, or behind a colon. */
export const missingName: Localized<(name: string) => string> = {
  en(name) {
    const { kind, of, key } = missing(name);
    switch (kind) {
      case 'step':
        return `no step before it has the id ${of}`;
      case 'output':
        return `the step ${of} sets no output ${key}`;
      case 'step-key':
        return `a step has outputs, an outcome and a conclusion, and no ${key} (steps.${of})`;
      case 'job':
        return `the job does not need the job "${of}", so it has no needs.${of}`;
      case 'job-output':
        return `the job "${of}" has no output ${key}`;
      case 'kept-back':
        return `the output ${key} of the job "${of}" holds a secret, and GitHub hands no such output on to another job`;
      case 'job-key':
        return `a job that is needed has outputs and a result, and no ${key} (needs.${of})`;
      case 'no-job':
        return `the called workflow has no job "${of}" whose output it could hand back`;
      case 'matrix':
        return `the matrix has no key ${of} here`;
      case 'input':
        return `the step that uses the action passes no input ${of}, and it has no default`;
      case 'context':
        return `the context ${of} has no ${key}`;
      case 'text':
        return `${of} is one text, and has no ${key} in it`;
      case 'reserved':
        return `nobody can define a ${key} called ${of}, because ${unfitReason.en(of)}`;
      case 'tag':
        return `none of the entries under tags of ${NO_TAG_BY} is for such a run, so it makes no tag`;
      case 'tags':
        return 'the step is given no tag';
      case 'targets':
        return 'no target that it builds has a tag in the bake files';
      case 'target':
        return `the target ${of}, which it builds as well, has no tag in the bake files`;
      case 'own':
        return `PowerShell reads $${of} as a variable of the script, which sets none: that of the environment is $env:${of}`;
      case 'scope':
        return `PowerShell reads $${of}:${key} as one name, which nothing has`;
      case 'variable':
        return `nothing sets the variable ${of}`;
    }
  },
  'zh-CN'(name) {
    const { kind, of, key } = missing(name);
    switch (kind) {
      case 'step':
        return han`在它之前没有 id 为 ${of} 的步骤`;
      case 'output':
        return han`步骤 ${of} 没有设置输出 ${key}`;
      case 'step-key':
        return han`步骤只有 outputs、outcome 和 conclusion，没有 ${key}（steps.${of}）`;
      case 'job':
        return han`该作业的 needs 中没有作业 ${of}，因此 needs.${of} 不存在`;
      case 'job-output':
        return han`作业 ${of} 没有输出 ${key}`;
      case 'kept-back':
        return han`作业 ${of} 的输出 ${key} 中含有机密，GitHub 不会把这样的输出传给其他作业`;
      case 'job-key':
        return han`needs 中的作业只有 outputs 和 result，没有 ${key}（needs.${of}）`;
      case 'no-job':
        return han`被调用的工作流中没有作业 ${of}，无法传回它的输出`;
      case 'matrix':
        return han`此处的 matrix 没有键 ${of}`;
      case 'input':
        return han`使用该 action 的步骤没有传入输入 ${of}，它也没有默认值`;
      case 'context':
        return han`上下文 ${of} 中没有 ${key}`;
      case 'text':
        return han`${of} 是一段文本，其中没有 ${key}`;
      case 'reserved':
        return han`${unfitReason['zh-CN'](of)}，无法创建名为 ${of} 的${key === 'secret' ? '机密' : '变量'}`;
      case 'tag':
        return han`${NO_TAG_BY} 的 tags 中没有适用于此类运行的条目，因此不会生成标签`;
      case 'tags':
        return '该步骤没有给出任何标签';
      case 'targets':
        return '在 bake 文件中，它构建的目标都没有标签';
      case 'target':
        return han`它同时构建的目标 ${of} 在 bake 文件中没有标签`;
      case 'own':
        return han`PowerShell 把 ${`$${of}`} 当作脚本自己的变量，而脚本没有设置它；环境变量应写作 ${`$env:${of}`}`;
      case 'scope':
        return han`PowerShell 把 ${`$${of}:${key}`} 当作一个名称，而它并不存在`;
      case 'variable':
        return han`没有任何地方设置变量 ${of}`;
    }
  },
};

/** Is it a variable of the environment, which an `env` could set? */
export function isVariable(name: string): boolean {
  return missing(name).kind === 'variable';
}

/** The name of an output that is kept back, as an expression has it, and the secret that it is; null: it is another name. */
export function keptBackIn(name: string): { written: string; secret: string | null } | null {
  if (missing(name).kind !== 'kept-back') return null;
  const [, written = name, secret] = /^((?:[^.]+\.){3}[^.]+)\.(?:token$|(secrets\..+))/.exec(name) ?? [];
  return { written, secret: secret ?? null };
}
