/** `check`: the same question as the action's, asked from a terminal or a server. */

import { preflight } from '../../commands/preflight.js';
import { credentialIn, findCredential } from '../../evidence/credentials/lookup.js';
import { isLoopback } from '../../evidence/http.js';
import { environmentContext, registryOf, runEvidence } from '../../evidence/run.js';
import { type Credential, credentials, type RawToken } from '../../evidence/token.js';
import { render } from '../../report/render.js';
import type { Access, Language, Localized, Verdict } from '../../types.js';
import { PROJECT_PAGES } from '../../version.js';
import { InputError, registryHost } from '../usage.js';
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
  const registry = registryHost(options.registry ?? '', language, '--registry') ?? registryFor(images, env);
  const context = await environmentContext(env);
  const run = runEvidence(env, context, registry);
  const names = images.length > 0 ? images : [await thisRepository(registry, env, language)];
  const found = await candidates(registry, options, env);

  const { report, skipped } = await preflight(
    {
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
  if (skipped.length > 0)
    throw new InputError(
      WORDS[language].elsewhere(
        skipped.map(({ given }) => given),
        registry,
      ),
    );
  process.stdout.write(
    render(report, options.format, {
      language,
      color: wantsColor(options, env),
      columns: process.stdout.columns,
      docsBase: PROJECT_PAGES,
    }),
  );
  return EXIT[report.verdict];
}

/** The host that the first image names if a GitHub server or this machine could be behind it; else this server's. */
function registryFor(images: string[], env: NodeJS.ProcessEnv): string {
  const [, host] = /^([^/]+)\//.exec(images[0] ?? '') ?? [];
  const isKnown = host && (host.startsWith('containers.') || isLoopback(host.replace(/:\d+$/, '')));
  return isKnown ? host.toLowerCase() : registryOf(env.GITHUB_SERVER_URL || 'https://github.com');
}

async function candidates(
  registry: string,
  options: CheckOptions,
  env: NodeJS.ProcessEnv,
): Promise<Credential[]> {
  const username = options.username || env.GITHUB_ACTOR || 'x-access-token';
  const inActions = env.GITHUB_ACTIONS === 'true';
  const one = (token: RawToken) => credentials([token], inActions);
  // A file that was named is what the user asks about, whatever else is in the environment.
  if (options.dockerConfig) {
    const entry = await credentialIn(options.dockerConfig, registry);
    if (!entry) throw new InputError(WORDS[options.language].noEntry(options.dockerConfig, registry));
    return one({
      source: 'auth-file',
      raw: entry.secret,
      username: options.username || entry.username,
      file: entry.file,
    });
  }
  const ghcr = env.GHCR_TOKEN ?? '';
  const github = env.GITHUB_TOKEN || env.GH_TOKEN || '';
  const [fromEnvironment] = credentials(
    [
      { source: 'ghcr-token', raw: ghcr, username },
      { source: 'github-token', raw: github, username },
    ],
    inActions,
  );
  if (fromEnvironment) return [fromEnvironment];
  const entry = await findCredential(registry, env);
  return entry
    ? one({
        source: 'auth-file',
        raw: entry.secret,
        username: options.username || entry.username,
        file: entry.file,
      })
    : [];
}

/** `registry/owner/name` of the repository that we stand in. */
async function thisRepository(registry: string, env: NodeJS.ProcessEnv, language: Language): Promise<string> {
  const repository = env.GITHUB_REPOSITORY || (await originOf('.'));
  if (!repository) throw new InputError(WORDS[language].noImage(registry));
  return `${registry}/${repository.toLowerCase()}`;
}

interface Words {
  noImage(registry: string): string;
  noEntry(file: string, registry: string): string;
  elsewhere(given: string[], registry: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    noImage: (registry) =>
      `No IMAGE was given and this is no checkout with a remote: name one, such as ${registry}/owner/app:tag.`,
    noEntry: (file, registry) => `${file} has no credential for ${registry}.`,
    elsewhere: (given, registry) =>
      `Not on ${registry}: ${given.join(', ')}. Name images of that registry, or another one with --registry.`,
  },
  'zh-CN': {
    noImage: (registry) =>
      `没有指定镜像，当前目录也不是带有远程地址的检出目录：请指定一个，例如 ${registry}/owner/app:tag。`,
    noEntry: (file, registry) => `${file} 中没有 ${registry} 的凭据。`,
    elsewhere: (given, registry) =>
      `以下镜像不在 ${registry} 上：${given.join('、')}。请指定该注册表中的镜像，或用 --registry 指定另一个注册表。`,
  },
};
