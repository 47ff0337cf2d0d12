/** What is said of an expression that GitHub refuses. */
import type { Language, Localized } from '../../types.js';
import { CONTEXTS } from '../../workflow/language/grammar.js';
import type { ExpressionRefusal } from '../../workflow/language/refused-expressions.js';
import { han } from '../han.js';

type Table = {
  [Why in ExpressionRefusal['why']]: { reason(of: string): string; fix: string | ((of: string) => string) };
};

/** A part of a sentence: why it is none. */
export function expressionReason(refusal: ExpressionRefusal, language: Language): string {
  return WORDS[language][refusal.why].reason(namedIn(refusal));
}

export function expressionFix(refusal: ExpressionRefusal, language: Language): string {
  const { fix } = WORDS[language][refusal.why];
  return typeof fix === 'string' ? fix : fix(namedIn(refusal));
}

function namedIn(refusal: ExpressionRefusal): string {
  if (refusal.why === 'sign') return refusal.sign;
  return 'name' in refusal ? refusal.name.replace(/\..*$/s, '') : '';
}

/** Of a shell, or of a template. */
const BRACES = /^[${}]/;

const LOWERED = 'echo "IMAGE=${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"';

const WORDS: Localized<Table> = {
  en: {
    case: {
      reason: () =>
        'those of GitHub have no filters, no methods and no function that changes the case of a text',
      fix: `Let docker/metadata-action make the name, which writes it in lower case, or a step before: ${LOWERED}.`,
    },
    quotes: {
      reason: () => 'texts stand between single quotes there, and not between double ones',
      fix: "Write texts between single quotes, 'like this'.",
    },
    sign: {
      reason: (sign) => `${sign} is no sign of theirs`,
      fix: (sign) =>
        BRACES.test(sign)
          ? 'Ask a variable as env.NAME, and write an expression between ${{ and }}, or without them where an if is nothing else.'
          : 'Texts are joined by writing them side by side, or with format, compared with ==, and conditions joined with && and ||.',
    },
    name: {
      reason: (name) => `there is no context ${name}`,
      fix: `Ask one of the contexts that there are: ${CONTEXTS.join(', ')}.`,
    },
    function: {
      reason: (name) => `there is no function ${name}`,
      fix: 'Let a step before make the text, and give it as an output: steps.ID.outputs.NAME.',
    },
  },
  'zh-CN': {
    case: {
      reason: () => 'GitHub 的表达式没有过滤器和方法，也没有改变大小写的函数',
      fix: han`请用 docker/metadata-action 生成名称（它会转换为小写），或者在前面的步骤中生成：${LOWERED}。`,
    },
    quotes: {
      reason: () => '其中的字符串应使用单引号，而不是双引号',
      fix: han`字符串请使用单引号，例如 ${"'text'"}。`,
    },
    sign: {
      reason: (sign) => han`其中没有 ${sign} 这个符号`,
      fix: (sign) =>
        BRACES.test(sign)
          ? han`读取变量请写 ${'env.NAME'}；表达式请写在 ${'${{'} 和 ${'}}'} 之间，若 ${'if'} 只含一个表达式，也可以不写。`
          : han`拼接字符串请直接连写或使用 ${'format'}；比较请使用 ${'=='}，连接条件请使用 ${'&&'} 和 ${'||'}。`,
    },
    name: {
      reason: (name) => han`没有名为 ${name} 的上下文`,
      fix: han`请使用现有的上下文：${CONTEXTS.join('、')}。`,
    },
    function: {
      reason: (name) => han`没有 ${name} 函数`,
      fix: han`请由前面的步骤生成该字符串，并以输出的形式给出：${'steps.ID.outputs.NAME'}。`,
    },
  },
};
