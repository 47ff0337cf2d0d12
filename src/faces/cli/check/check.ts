/** `check`: the same question as the action's, asked from a terminal, a server or for a cluster. */
import { AUTH_FILE_LIMIT } from '../../../evidence/credentials/auth-file.js';
import { holdToken } from '../../../evidence/token.js';
import type { Report } from '../../../report/report.js';
import { InputError, registryHost, serverAddress } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import type { CheckAsked } from './asked.js';
import { Inputs } from './inputs.js';
import { ofManifests, ofPullSecret, secretsIn } from './of-cluster.js';
import { ofImages } from './of-images.js';
import type { CheckOptions } from './options.js';
import { finish } from './output.js';
import { checkWords } from './words.js';

/** Throws an `Error` with one sentence for bad usage. */
export async function check(
  images: string[],
  options: CheckOptions,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { language } = options;
  for (const token of [env.GHCR_TOKEN, env.GITHUB_TOKEN, env.GH_TOKEN]) holdToken(token ?? '');
  // A variable that is not set is no image, and nothing to be glad about.
  if (images.some((image) => image.trim() === '')) throw new InputError(checkWords(language).emptyImage);
  const asked: CheckAsked = {
    options,
    env,
    images,
    server: serverAddress(env, language),
    named: registryHost(options.registry ?? '', language, '--registry'),
    watchedDays: daysOf(options),
    inputs: new Inputs(language),
    remarks: [],
  };
  const report = await reportOf(asked);
  return finish(report, asked.remarks, options, env);
}

async function reportOf(asked: CheckAsked): Promise<Report> {
  const { options } = asked;
  if (options.plan && (options.kubernetes || options.compose || options.access === 'pull'))
    throw new InputError(checkWords(options.language).planPushes);
  if (options.kubernetes) return ofManifests(asked, options.kubernetes);
  if (options.dockerConfig) {
    const text = await asked.inputs.text(options.dockerConfig, AUTH_FILE_LIMIT);
    const secrets = secretsIn(options.dockerConfig, text);
    return secrets.length > 0 ? ofPullSecret(asked, secrets) : ofImages(asked, text);
  }
  return ofImages(asked, null);
}

function daysOf({ watchExpiry, language }: CheckOptions): number | undefined {
  if (watchExpiry === undefined) return undefined;
  if (!/^\d{1,5}$/.test(watchExpiry)) throw new InputError(checkWords(language).badDays(watchExpiry));
  return Number(watchExpiry);
}
