/** `check`: the same question as the action's, asked from a terminal, a server or for a cluster. */
import { existsSync } from 'node:fs';
import { AUTH_FILE_LIMIT } from '../../../evidence/credentials/auth-file.js';
import { holdToken, isTokenShaped } from '../../../evidence/token.js';
import type { Report } from '../../../report/report.js';
import { InputError, mustBeFilled, registryHost, serverAddress, userName } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import type { CheckAsked } from './asked.js';
import { Inputs } from './inputs.js';
import { ofManifests, ofPullSecret, secretsIn } from './of-cluster.js';
import { ofImages } from './of-images.js';
import type { CheckOptions } from './options.js';
import { printReport } from './output.js';
import { checkWords } from './words.js';

/** Throws an `Error` with one sentence for bad usage. */
export async function check(
  images: string[],
  given: CheckOptions,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { language } = given;
  const inputs = new Inputs(language);
  mustBeNames(images, given);
  const options = { ...given, ...filesOf(given, inputs) };
  mustBeFilled('IMAGE', images, language);
  userName(options.username ?? '', language, '--username');
  for (const token of [env.GHCR_TOKEN, env.GITHUB_TOKEN, env.GH_TOKEN]) holdToken(token ?? '');
  const asked: CheckAsked = {
    options,
    env,
    images,
    server: serverAddress(env, language),
    named: registryHost(options.registry ?? '', language, '--registry'),
    watchedDays: daysOf(options),
    inputs,
    remarks: [],
  };
  const report = await reportOf(asked);
  return printReport(report, asked.remarks, options, env);
}

/** Where docker's own options take a folder: what it keeps there, and how compose files are called. */
const IN_A_FOLDER = {
  dockerConfig: ['config.json', 'auth.json'],
  compose: ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'],
};

function filesOf({ dockerConfig, compose }: CheckOptions, inputs: Inputs): Partial<CheckOptions> {
  return {
    ...(dockerConfig === undefined
      ? {}
      : { dockerConfig: inputs.fileIn(dockerConfig, IN_A_FOLDER.dockerConfig) }),
    ...(compose === undefined
      ? {}
      : { compose: compose.map((file) => inputs.fileIn(file, IN_A_FOLDER.compose)) }),
  };
}

/** What a file holds in the place of its name, which may be a secret and is not shown; a file in the place of an image. */
function mustBeNames(images: readonly string[], options: CheckOptions): void {
  const say = checkWords(options.language);
  for (const [option, givenTo] of Object.entries(GIVEN)) {
    const isContent = [givenTo(options) ?? []].flat().some((each) => /^\s*[{[]|\n/.test(String(each)));
    if (isContent) throw new InputError(say.content(option));
  }
  if (images.some(holdsToken)) throw new InputError(say.tokenAsImage);
  const file = images.find((each) => /^[./~]|\.(?:ya?ml|json|env)$/i.test(each) && existsSync(each));
  if (file !== undefined) throw new InputError(say.fileAsImage(file));
}

/** As it is, or in base64, as auth files have it. */
function holdsToken(image: string): boolean {
  const isToken = (text: string) => isTokenShaped(text.replace(/^[\w.-]{0,40}:/, ''));
  return isToken(image.trim()) || isToken(Buffer.from(image.slice(0, 1024), 'base64').toString('latin1'));
}

async function reportOf(asked: CheckAsked): Promise<Report> {
  const { options } = asked;
  if (options.plan && (options.kubernetes || options.compose || options.access === 'pull'))
    throw new InputError(checkWords(options.language).planPushes);
  if (options.dotenv && options.envFile) throw new InputError(checkWords(options.language).oneDotenv);
  if (options.kubernetes) {
    mustBeAlone('--kubernetes', options, ['--compose', '--dotenv', '--env-file', '--docker-config']);
    return ofManifests(asked, options.kubernetes);
  }
  if (options.dockerConfig) {
    const text = await asked.inputs.text(options.dockerConfig, AUTH_FILE_LIMIT);
    const secrets = secretsIn(options.dockerConfig, text);
    if (secrets.length === 0) return ofImages(asked, text);
    mustBeAlone('--docker-config', options, ['--compose', '--dotenv', '--env-file', '--plan']);
    return ofPullSecret(asked, secrets);
  }
  return ofImages(asked, null);
}

const GIVEN = {
  '--compose': ({ compose }: CheckOptions) => compose,
  '--docker-config': ({ dockerConfig }: CheckOptions) => dockerConfig,
  '--dotenv': ({ dotenv }: CheckOptions) => dotenv,
  '--env-file': ({ envFile }: CheckOptions) => envFile,
  '--kubernetes': ({ kubernetes }: CheckOptions) => kubernetes,
  '--plan': ({ plan }: CheckOptions) => plan,
};

/** What would be passed over in silence is bad usage: a cluster pulls what its manifests name, with their own secrets. */
function mustBeAlone(
  option: keyof typeof GIVEN,
  options: CheckOptions,
  others: readonly (keyof typeof GIVEN)[],
): void {
  const besides = others.filter((name) => GIVEN[name](options) !== undefined);
  if (besides.length > 0) throw new InputError(checkWords(options.language).notBeside(option, besides));
}

function daysOf({ watchExpiry, language }: CheckOptions): number | undefined {
  if (watchExpiry === undefined) return undefined;
  if (!/^\d{1,5}$/.test(watchExpiry)) throw new InputError(checkWords(language).badDays(watchExpiry));
  return Number(watchExpiry);
}
