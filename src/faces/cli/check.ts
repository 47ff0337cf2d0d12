/** `check`: the same question as the action's, asked from a terminal or a server. */

import { preflight } from '../../commands/preflight.js';
import { credentialIn, findCredential } from '../../evidence/credentials/lookup.js';
import { isLoopbackHost } from '../../evidence/http.js';
import { parseReferences } from '../../evidence/registry/reference.js';
import { belongsTo, environmentContext, registryOf, runEvidence, runReport } from '../../evidence/run.js';
import { type Credential, credentials, holdToken, type RawToken } from '../../evidence/token.js';
import { render } from '../../report/render.js';
import type { Access, Language, Localized, Verdict } from '../../types.js';
import { PROJECT_PAGES } from '../../version.js';
import { InputError, registryHost, serverAddress } from '../usage.js';
import type { ExitCode } from './exit-code.js';
import { originOf } from './repository.js';
import { type CommonOptions, wantsColor } from './terminal.js';

export interface CheckOptions extends CommonOptions {
  access: Access;
  username?: string;
  registry?: string;
  dockerConfig?: string;
}

const EXIT: Record<Verdict, ExitCode> = { allowed: 0, 'not-needed': 0, denied: 1, unknown: 3 };

/** Throws an `Error` with one sentence for bad usage. */
export async function check(
  images: string[],
  options: CheckOptions,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { access, language } = options;
  for (const token of [env.GHCR_TOKEN, env.GITHUB_TOKEN, env.GH_TOKEN]) holdToken(token ?? '');
  const server = serverAddress(env, language);
  const asked = registryHost(options.registry ?? '', language, '--registry');
  const registry = asked ?? registryIn(images, language) ?? registryOf(server);
  const context = environmentContext(env);
  const run = runEvidence(env, context, registry);
  const names = images.length > 0 ? images : [await thisRepository(registry, server, env, language)];
  // Before anything is asked: no token is for a registry that the question is not about.
  const elsewhere = parseReferences(names.join('\n'), { registry, owner: run.owner }).skipped;
  if (elsewhere.length > 0)
    throw new InputError(
      WORDS[language].elsewhere(
        elsewhere.map(({ given }) => given),
        registry,
      ),
    );
  const found = await candidates({ registry, server, isAskedFor: asked !== null }, options, env);

  const { report } = await preflight(
    {
      place: env.GITHUB_ACTIONS === 'true' ? 'workflow' : 'terminal',
      access,
      registry,
      images: names.join('\n'),
      names: 'given',
      credentials: found,
      missing: found.length > 0 ? [] : ['ghcr-token', 'github-token'],
      run,
      event: context.payload,
      workflow: null,
      workspace: env.GITHUB_WORKSPACE || null,
      env,
    },
    'check',
    language,
  );
  process.stdout.write(
    render(report, options.format, {
      language,
      color: wantsColor(options, env),
      columns: process.stdout.columns,
      run: runReport(env),
      docsBase: PROJECT_PAGES,
    }),
  );
  return EXIT[report.verdict];
}

/** The host that the first image names if a GitHub server or this machine could be behind it. */
function registryIn(images: string[], language: Language): string | null {
  const [, host] = /^([^/]+)\//.exec(images[0] ?? '') ?? [];
  const isKnown =
    host && (/^containers\./i.test(host) || isLoopbackHost(host) || /^(?:localhost|[\d.]+):\d+$/.test(host));
  return isKnown ? registryHost(host, language, 'IMAGE') : null;
}

interface Destination {
  registry: string;
  /** Address of the GitHub server. */
  server: string;
  /** By `--registry`, not by the name of an image alone. */
  isAskedFor: boolean;
}

/** Which tokens of the environment may go there: the job's own to its server's registry, a user's also where it is asked for by name. */
async function candidates(
  { registry, server, isAskedFor }: Destination,
  options: CheckOptions,
  env: NodeJS.ProcessEnv,
): Promise<Credential[]> {
  const username = options.username || env.GITHUB_ACTOR || 'x-access-token';
  const inActions = env.GITHUB_ACTIONS === 'true';
  const one = (token: RawToken) => credentials([token], inActions);
  // A file that was named is what the user asks about, whatever else is in the environment.
  if (options.dockerConfig) {
    const entry = await credentialIn(options.dockerConfig, registry, env);
    if (!entry) throw new InputError(WORDS[options.language].noEntry(options.dockerConfig, registry));
    return one({
      source: 'auth-file',
      raw: entry.secret,
      username: options.username || entry.username,
      file: entry.file,
    });
  }
  const isOwn = belongsTo(registry, server);
  const ghcr = isOwn || isAskedFor ? (env.GHCR_TOKEN ?? '') : '';
  const github = isOwn ? env.GITHUB_TOKEN || env.GH_TOKEN || '' : '';
  const [fromEnvironment] = credentials(
    [
      { source: 'ghcr-token', raw: ghcr, username },
      { source: 'github-token', raw: github, username },
    ],
    inActions,
  );
  if (fromEnvironment) return [fromEnvironment];
  const entry = await findCredential(registry, env);
  if (entry)
    return one({
      source: 'auth-file',
      raw: entry.secret,
      username: options.username || entry.username,
      file: entry.file,
    });
  const withheld = ['GHCR_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN'].filter((name) => env[name]);
  if (withheld.length > 0 && !isOwn)
    throw new InputError(WORDS[options.language].notTheirs(registry, server, withheld));
  return [];
}

/** `registry/owner/name` of the repository that we stand in. */
async function thisRepository(
  registry: string,
  server: string,
  env: NodeJS.ProcessEnv,
  language: Language,
): Promise<string> {
  const repository = env.GITHUB_REPOSITORY || (await originOf('.', server));
  if (!repository) throw new InputError(WORDS[language].noImage(registry, new URL(server).host));
  return `${registry}/${repository.toLowerCase()}`;
}

interface Words {
  noImage(registry: string, host: string): string;
  notTheirs(registry: string, server: string, variables: string[]): string;
  noEntry(file: string, registry: string): string;
  elsewhere(given: string[], registry: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    noImage: (registry, host) =>
      `No IMAGE was given and this is no checkout with a remote on ${host}: name one, such as ${registry}/owner/app:tag.`,
    notTheirs: (registry, server, variables) =>
      `${registry} does not belong to ${server}, so ${variables.join(' and ')} of the environment ${variables.length === 1 ? 'was' : 'were'} not sent there: give its token in GHCR_TOKEN and name the registry with --registry, or name a file with --docker-config.`,
    noEntry: (file, registry) => `${file} has no credential for ${registry}.`,
    elsewhere: (given, registry) =>
      `Not on ${registry}: ${given.join(', ')}. Name images of that registry, or another one with --registry.`,
  },
  'zh-CN': {
    notTheirs: (registry, server, variables) =>
      `${registry} 不属于 ${server}，因此没有发送环境变量 ${variables.join('、')} 中的令牌：请用 GHCR_TOKEN 提供该注册表的令牌并用 --registry 指定它，或用 --docker-config 指定凭据文件。`,
    noImage: (registry, host) =>
      `没有指定镜像，当前目录也不是远程地址位于 ${host} 的检出目录：请指定一个，例如 ${registry}/owner/app:tag。`,
    noEntry: (file, registry) => `${file} 中没有 ${registry} 的凭据。`,
    elsewhere: (given, registry) =>
      `以下镜像不在 ${registry} 上：${given.join('、')}。请指定该注册表中的镜像，或用 --registry 指定另一个注册表。`,
  },
};
