/** What is said of a login that had nothing to log in with: a sentence and a cure for each reason, in each language. */
import { NOT_FROM_A_FORK } from '../../fix/guard.js';
import { jobToken } from '../../fix/job-token.js';
import type { Localized } from '../../types.js';
import { unfitSecretName } from '../../workflow/runs/secrets.js';
import type { CauseText } from '../cause.js';
import { han } from '../han.js';
import type { Lacking } from '../questions/logged-login.js';
import { isVariable, keptBackIn, missingName, unfitReason } from '../texts/lacks/missing-names.js';
import { meantSecret } from '../texts/tokens/missing-token-mends.js';
import { en, isWorkflow, zh } from '../wording.js';
import { LOGIN_WORDS } from './logged-login-words.js';
import { AGED } from './mended-file.js';
import { isOption, type MissingToken, PASSWORD_OPTION, USER_OPTION } from './missing-token.js';
import { NOT_HANDED_ON } from './not-handed-on.js';
import { isRefusedCall, REFUSED_CALL, REFUSED_CALL_FIX } from './refused-call-words.js';

/** What a login did not get. */
const LACKED: Localized<Record<Lacking, string>> = {
  en: { username: 'no user name', password: 'no password', both: 'neither user name nor password' },
  'zh-CN': { username: '没有用户名', password: '没有密码', both: '既没有用户名也没有密码' },
};

/** The token is there, and nothing beside it. */
function lacksUser(why: MissingToken['why'], name: string, login: MissingToken['login']): boolean {
  return (
    login?.lacks === 'username' || (why === 'not-given' && (name === USER_OPTION || name === 'username'))
  );
}

function shownPlace({ at }: NonNullable<MissingToken['left']>): string {
  return `${at.file}:${at.line}`;
}

/** What the step is to be given: what another one has, or the secret of that name. */
function credentialFor(name: string, left: MissingToken['left']): string {
  return left?.value ?? `\${{ secrets.${name} }}`;
}

/** Of a login: `login` is what a log, or our own step, shows of it. */
export const TOKEN_MISSING_WORDS: Localized<CauseText<MissingToken>> = {
  en: {
    title: 'There is no token to log in with',
    titleOf: ({ why, name, login }) =>
      isRefusedCall(why) || why === 'refused-name'
        ? 'GitHub refuses this workflow'
        : lacksUser(why, name, login)
          ? 'There is no user name to log in with'
          : undefined,
    message(f, { why, name, empty, login, isQuoted, isUnasked, isHostTaken, isOfContainer, isOnly, left }) {
      if (isOfContainer)
        return `The credentials of a container have an empty ${name}: GitHub does not start ${en.job(f)} with one, not even where the image is public.`;
      if (isRefusedCall(why)) return REFUSED_CALL.en[why](name, en.job(f));
      switch (why) {
        case 'absent':
          return `The login to ${f.registry} has no password: nobody can define a secret called ${name}, because ${unfitReason.en(name)}.`;
        case 'not-passed':
          return `The login to ${f.registry} has no password: ${en.job(f)} does not pass the secret ${name} to the workflow that it calls.`;
        case 'composite':
          return `The login to ${f.registry} gets no password: an action has no secrets context, so GitHub does not load one that says secrets.${name}.`;
        case 'fork':
          if (login)
            return `The login to ${f.registry} had no password: the run belongs to a pull request from a fork, and GitHub gives such runs no secret but GITHUB_TOKEN.`;
          return `In pull requests from forks the login to ${f.registry} has no password, for GitHub gives such runs no secret but GITHUB_TOKEN: ${en.job(f)} fails there, though it pushes nothing then.`;
        case 'later':
          return `The login to ${f.registry} in this ${isOnly ? '' : 'later '}step has no password in this run: what it is given is empty.`;
        case 'misspelt':
          return `The login to ${f.registry} has no password, unless somebody has defined a secret called ${name}: GITHUB_TOKEN is meant, but for one letter.`;
        case 'unset':
          if (left)
            return `The login to ${f.registry} has no password: ${name} is empty here. ${NOT_HANDED_ON.en[left.by](name, shownPlace(left))}`;
          return `The login to ${f.registry} has no password: ${missingName.en(name)}.${name === 'GITHUB_TOKEN' ? ' The runner does not hand GITHUB_TOKEN to scripts by itself.' : ''}`;
        case 'unfilled':
          if (isQuoted)
            return `The password of the login to ${f.registry} is the text ${name} itself: between single quotes, and behind <<'EOF', a shell fills nothing in.`;
          return `The password of the login to ${f.registry} is the text ${name} itself: no shell reads the inputs of an action, and this is no expression.`;
        case 'no-token':
          return name === ''
            ? `The password of the login to ${f.registry} is a text that is too short for a token: those of GitHub have 40 characters at least. The registry refuses the login.`
            : `The password of the login to ${f.registry} is \${{ ${name} }}, which is no token: the registry refuses the login.`;
        case 'refused-name':
          return `GitHub refuses the whole file, so nothing is pushed: ${name} asks a context that there is not, where a credential is wanted.`;
        case 'not-passed-in':
          return `The login to ${f.registry} stops before it asks the registry: this step does not pass the input ${name}, which the action requires.`;
        case 'not-given':
          return `The login to ${f.registry} has no ${name === PASSWORD_OPTION ? 'password' : name}${empty ? `, for ${empty} is empty here` : ''}: ${isOption(name) ? 'the client' : 'the action'} stops before it asks the registry.`;
      }
      if (login?.mended)
        return `The login to ${f.registry} had nothing to log in with in that run. ${login.place} in this checkout gives it, and the file ${AGED.en[login.mended.age]}.`;
      if (isHostTaken)
        return `The login to ${f.registry} had no password: the variable behind -p is empty and not quoted, so docker took ${f.registry} for the password and asked Docker Hub.`;
      if (isUnasked)
        return `The login to ${f.registry} had ${LACKED.en[login?.lacks ?? 'password']}, and ${login?.isAction ? 'the action' : 'the client'} stopped before it asked the registry.`;
      return `${en.refusal(f)} No token was sent${name ? `: ${name} is empty here` : ''}.${f.access === 'pull' ? '' : ' Nobody may push without one.'}`;
    },
    fix(f, detail) {
      const { why, name, login, isInAction, isUndeclared, isQuoted, isTurnedRound, isUnasked } = detail;
      const { isOnly, value, left } = detail;
      if (isRefusedCall(why) && value === undefined) return REFUSED_CALL_FIX.en[why](name, en.job(f));
      switch (why) {
        case 'absent':
          return `Log in with \${{ secrets.${meantSecret(name)} }}, or with a secret of another name.`;
        case 'required':
        case 'not-passed':
          if (value !== undefined)
            return `Pass the secret by the name that the called workflow declares: ${name}, and not ${value}.`;
          if (isUndeclared)
            return `Pass the secret on with secrets: inherit: the called workflow does not declare ${name} under workflow_call, so GitHub refuses a call that names it.`;
          return unfitSecretName(name)
            ? `Pass the secret on under secrets: ${name}: \${{ secrets.GHCR_TOKEN }}, with the name that the secret has in the repository. secrets: inherit does not do, for no secret there can be called ${name}.`
            : `Pass the secret on: secrets: inherit, or under secrets: ${name}: \${{ secrets.${name.toUpperCase()} }}.`;
        case 'composite':
          return 'Use ${{ github.token }} in the action, or an input to which the job passes the secret.';
        case 'fork':
          return `Leave the login out of pull requests from forks, ${login ? 'and the push as well' : 'as the push is'}: if: ${NOT_FROM_A_FORK}.`;
        case 'later':
          return isOnly
            ? 'Give this login ${{ secrets.GITHUB_TOKEN }}, or remove it and leave login: none out: then ghcr-preflight logs in.'
            : 'Remove this login, for ghcr-preflight has made one already, or give it ${{ secrets.GITHUB_TOKEN }}.';
        case 'misspelt':
          return `Log in with ${jobToken(isInAction)}.`;
        case 'unset':
          if (value)
            return `Write ${value}${isVariable(name) ? ', which is set there' : ` in the place of ${keptBackIn(name)?.written ?? name}`}.`;
          return isVariable(name)
            ? isInAction
              ? `Set the variable for the step, under env: ${name}: ${jobToken(isInAction)}, or an input to which the job passes the secret.`
              : `Set the variable for the step, under env: ${name}: ${credentialFor(name, left)}.`
            : `Name an output or a variable that is there, or log in with ${jobToken(isInAction)}.`;
        case 'unfilled':
          if (isQuoted) return `Write the name in double quotes, "${name}", or <<EOF without quotes.`;
          return `Write the password as an expression: ${jobToken(isInAction)}.`;
        case 'no-token':
          return isTurnedRound
            ? 'Let user name and password change places: the token is the password.'
            : `Log in with a token: password: ${jobToken(isInAction)}.`;
        case 'refused-name':
          return `Write \${{ ${value ?? 'secrets.GITHUB_TOKEN'} }}.`;
        case 'not-passed-in':
          return `Pass the input, under with: ${name}: ${value}.`;
        case 'not-given':
          return name === USER_OPTION
            ? 'Give the login a user name: --username "$GITHUB_ACTOR".'
            : name === PASSWORD_OPTION
              ? `Pipe the token in with --password-stdin, from a variable that the env of the step sets: ${jobToken(isInAction)}.`
              : name === 'username'
                ? 'Give the login a user name: username: ${{ github.actor }}.'
                : isInAction
                  ? `Give the login a password: password: ${jobToken(isInAction)}, or let the job pass one to the action.`
                  : `Give the login a password: password: ${jobToken()}.`;
      }
      if (login && isWorkflow(f)) return LOGIN_WORDS.en.give(f, login, login.lacks, login.mayUseJobToken);
      return f.event && isWorkflow(f)
        ? 'Define the secret GHCR_TOKEN and pass it to this step as ghcr-token, or pass github-token: ${{ github.token }}. A called workflow gets only the secrets that its caller passes on (secrets: inherit passes all), and Dependabot has secrets of its own.'
        : isWorkflow(f)
          ? `Set GHCR_TOKEN to a classic personal access token with ${en.scope(f)}, or log in to ${f.registry} first.`
          : isUnasked && login?.lacks !== 'username'
            ? `See that what is piped in is not empty: test -n "$NAME" && echo set tells whether the variable is set in that shell. ${en.renew(f)}`
            : en.renew(f);
    },
    tell: (f) =>
      isWorkflow(f)
        ? "docker/login-action says so before any request. Print whether it is there: ${{ secrets.GHCR_TOKEN != '' }} in an env of the step. In a pull request from a fork it is always empty."
        : 'Try once more with a token. If it then works, the missing token was the reason.',
  },
  'zh-CN': {
    title: '没有可用于登录的令牌',
    titleOf: ({ why, name, login }) =>
      isRefusedCall(why) || why === 'refused-name'
        ? 'GitHub 不接受此工作流'
        : lacksUser(why, name, login)
          ? '没有可用于登录的用户名'
          : undefined,
    message(f, { why, name, empty, login, isQuoted, isUnasked, isHostTaken, isOfContainer, isOnly, left }) {
      if (isOfContainer)
        return han`容器凭据中的 ${name} 为空：即使镜像是公开的，GitHub 也不会启动 ${zh.job(f)}。`;
      if (isRefusedCall(why)) return REFUSED_CALL['zh-CN'][why](name, zh.job(f));
      switch (why) {
        case 'absent':
          return han`登录 ${f.registry} 时密码为空：${unfitReason['zh-CN'](name)}，无法创建名为 ${name} 的机密。`;
        case 'not-passed':
          return han`登录 ${f.registry} 时密码为空：${zh.job(f)} 没有把机密 ${name} 传给它调用的工作流。`;
        case 'composite':
          return han`登录 ${f.registry} 时得不到密码：action 中没有 secrets 上下文，因此 GitHub 不会加载写有 ${`secrets.${name}`} 的 action。`;
        case 'fork':
          if (login)
            return han`登录 ${f.registry} 时密码为空：本次运行来自复刻（fork）的拉取请求，GitHub 只为这类运行提供 GITHUB_TOKEN，不提供其他机密。`;
          return han`在来自复刻（fork）的拉取请求中，登录 ${f.registry} 时密码为空：GitHub 只为这类运行提供 GITHUB_TOKEN，不提供其他机密。${zh.job(f)} 虽然不推送，也会因此失败。`;
        case 'later':
          return han`${isOnly ? '' : '后面'}这一步登录 ${f.registry} 时密码为空：传给它的值在本次运行中为空。`;
        case 'misspelt':
          return han`登录 ${f.registry} 时密码为空，除非有人创建了名为 ${name} 的机密：它与 GITHUB_TOKEN 只差一个字母，应当是笔误。`;
        case 'unset':
          if (left)
            return han`登录 ${f.registry} 时密码为空：此处 ${name} 为空。${NOT_HANDED_ON['zh-CN'][left.by](name, shownPlace(left))}`;
          return han`登录 ${f.registry} 时密码为空：${missingName['zh-CN'](name)}。${name === 'GITHUB_TOKEN' ? '运行器不会自动把 GITHUB_TOKEN 导出给脚本。' : ''}`;
        case 'unfilled':
          if (isQuoted)
            return han`登录 ${f.registry} 时，密码就是 ${name} 这段文字本身：shell 不会替换单引号中和 <<'EOF' 之后的变量。`;
          return han`登录 ${f.registry} 时，密码就是 ${name} 这段文字本身：action 的输入不会经过 shell，而这也不是表达式。`;
        case 'no-token':
          return name === ''
            ? han`登录 ${f.registry} 的密码是一段文字，长度不足以成为令牌：GitHub 的令牌至少有 40 个字符。注册表会拒绝登录。`
            : han`登录 ${f.registry} 的密码是 ${`\${{ ${name} }}`}，它不是令牌，注册表会拒绝登录。`;
        case 'refused-name':
          return han`GitHub 会拒绝整个文件，因此不会推送任何内容：此处需要凭据，而 ${name} 使用了不存在的上下文。`;
        case 'not-passed-in':
          return han`登录 ${f.registry} 时在询问注册表之前就会停止：此步骤没有传入输入 ${name}，而该 action 要求提供它。`;
        case 'not-given':
          return han`登录 ${f.registry} 时没有提供 ${name === PASSWORD_OPTION ? '密码' : name}${empty ? `（${empty} 在这里为空）` : ''}：${isOption(name) ? '客户端' : '该 action '}在询问注册表之前就会停止。`;
      }
      if (login?.mended)
        return han`在那次运行中，登录 ${f.registry} 时没有可用的凭据。当前检出目录中的 ${login.place} 已经给出，但${AGED['zh-CN'][login.mended.age]}。`;
      if (isHostTaken)
        return han`对 ${f.registry} 的登录没有密码：-p 后面的变量为空且没有加引号，docker 因此把 ${f.registry} 当作密码，去询问了 Docker Hub。`;
      if (isUnasked)
        return han`登录 ${f.registry} 时${LACKED['zh-CN'][login?.lacks ?? 'password']}，${login?.isAction ? '该 action ' : '客户端'}在询问注册表之前就停止了。`;
      return han`${zh.refusal(f)}没有发送任何令牌${name ? `：${name} 在这里为空` : ''}。${f.access === 'pull' ? '' : '没有令牌就不能推送。'}`;
    },
    fix(f, detail) {
      const { why, name, login, isInAction, isUndeclared, isQuoted, isTurnedRound, isUnasked } = detail;
      const { isOnly, value, left } = detail;
      if (isRefusedCall(why) && value === undefined) return REFUSED_CALL_FIX['zh-CN'][why](name, zh.job(f));
      switch (why) {
        case 'absent':
          return `请改用 \${{ secrets.${meantSecret(name)} }} 登录，或者换一个机密名称。`;
        case 'required':
        case 'not-passed':
          if (value !== undefined) return han`请按被调用的工作流声明的名称传入：${name}，而不是 ${value}。`;
          if (isUndeclared)
            return han`请在调用时使用 secrets: inherit：被调用的工作流没有在 workflow_call 下声明 ${name}，因此 GitHub 会拒绝按名称传入它的调用。`;
          return unfitSecretName(name)
            ? han`请在调用时传入：在 secrets 下写 ${name}: ${'${{ secrets.GHCR_TOKEN }}'}，其中使用该机密在存储库中的名称。${'secrets: inherit'} 不起作用，因为存储库的机密不能叫这个名称。`
            : `请在调用时传入：secrets: inherit，或者在 secrets 下写 ${name}: \${{ secrets.${name.toUpperCase()} }}。`;
        case 'composite':
          return han`请在 action 中使用 ${'${{ github.token }}'}，或者为 action 添加一个输入，由作业把机密传给它。`;
        case 'fork':
          return login
            ? han`请在来自复刻的拉取请求中跳过登录和推送：if: ${NOT_FROM_A_FORK}。`
            : han`请像推送一样，在来自复刻的拉取请求中跳过登录：if: ${NOT_FROM_A_FORK}。`;
        case 'later':
          return isOnly
            ? han`请为此登录提供 ${'${{ secrets.GITHUB_TOKEN }}'}；或者删除它并去掉 login: none，让 ghcr-preflight 登录。`
            : han`请删除此登录（ghcr-preflight 已经登录），或者为它提供 ${'${{ secrets.GITHUB_TOKEN }}'}。`;
        case 'misspelt':
          return han`请改用 ${jobToken(isInAction)} 登录。`;
        case 'unset':
          if (value)
            return isVariable(name)
              ? han`请改为 ${value}，它已经设置。`
              : han`请把 ${keptBackIn(name)?.written ?? name} 改为 ${value}。`;
          return isVariable(name)
            ? isInAction
              ? `请在该步骤的 env 下设置 ${name}: ${jobToken(isInAction)}，或者为 action 添加一个输入，由作业把机密传给它。`
              : `请在该步骤的 env 下设置 ${name}: ${credentialFor(name, left)}。`
            : han`请改用存在的名称，或者使用 ${jobToken(isInAction)} 登录。`;
        case 'unfilled':
          if (isQuoted) return han`请改用双引号，写成 "${name}"，或者改用不带引号的 <<EOF。`;
          return han`请写成表达式：${jobToken(isInAction)}。`;
        case 'no-token':
          return isTurnedRound
            ? '请交换用户名和密码：令牌应当作为密码。'
            : han`请使用令牌登录：password: ${jobToken(isInAction)}。`;
        case 'refused-name':
          return han`请改为 ${`\${{ ${value ?? 'secrets.GITHUB_TOKEN'} }}`}。`;
        case 'not-passed-in':
          return han`请在 with 下传入：${`${name}: ${value}`}。`;
        case 'not-given':
          return name === USER_OPTION
            ? han`请补上 ${'--username "$GITHUB_ACTOR"'}。`
            : name === PASSWORD_OPTION
              ? han`请在该步骤的 env 中用 ${jobToken(isInAction)} 设置一个变量，并通过 --password-stdin 传入。`
              : name === 'username'
                ? han`请补上 username: ${'${{ github.actor }}'}。`
                : isInAction
                  ? han`请补上 password: ${jobToken(isInAction)}，或者由作业把令牌传给该 action。`
                  : han`请补上 password: ${jobToken()}。`;
      }
      if (login && isWorkflow(f))
        return LOGIN_WORDS['zh-CN'].give(f, login, login.lacks, login.mayUseJobToken);
      return f.event && isWorkflow(f)
        ? han`请定义机密 GHCR_TOKEN 并以 ghcr-token 传给此步骤，或者传入 github-token: ${'${{ github.token }}'}。被调用的工作流只能得到调用方传入的机密（secrets: inherit 会传入全部机密），Dependabot 则使用单独的机密。`
        : isWorkflow(f)
          ? han`请把 GHCR_TOKEN 设为具有 ${en.scope(f)} 作用域的经典个人访问令牌，或者先登录 ${f.registry}。`
          : isUnasked && login?.lacks !== 'username'
            ? `请确认通过管道传入的内容不为空：test -n "$NAME" && echo set 可以看出该 shell 中是否设置了变量。${zh.renew(f)}`
            : zh.renew(f);
    },
    tell: (f) =>
      isWorkflow(f)
        ? han`docker/login-action 在发出任何请求之前就会报错。可以在步骤的 env 中输出 ${"${{ secrets.GHCR_TOKEN != '' }}"} 来确认它是否存在。在来自复刻的拉取请求中它总是为空。`
        : '用令牌再试一次。如果之后成功，原因就是没有令牌。',
  },
};
