/** `check`: the same question as the action's, asked from a terminal, a server or for a cluster. */
import { AUTH_FILE_LIMIT } from '../../../evidence/credentials/auth-file.js';
import type { Report } from '../../../report/report.js';
import { InputError, serverAddress, userName } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import { withHostOfGh, withServer } from '../server-at-hand.js';
import { placeName } from '../stdin-name.js';
import type { CheckAsked } from './asked.js';
import { askedRegistry } from './asked-registry.js';
import { filesMeant, mustBeAlone, mustBeNames } from './given.js';
import { Inputs } from './inputs.js';
import { ofManifests, ofPullSecret, secretsIn } from './of-cluster.js';
import { ofImages } from './of-images.js';
import type { CheckOptions } from './options.js';
import { printReport, sayBeside } from './output.js';
import { checkWords } from './words.js';

/** Throws an `Error` with one sentence for bad usage. */
export async function check(
  images: string[],
  given: CheckOptions,
  variables: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { language } = given;
  const inputs = new Inputs(language);
  await mustBeNames(images, given, inputs);
  const atHand = withServer(variables);
  const env = areNamesAlone(images, given) ? withHostOfGh(atHand, language) : atHand;
  const options = { ...given, ...filesMeant(given, inputs, env) };
  userName(options.username ?? '', language, '--username');
  const server = serverAddress(env, language);
  const asked: CheckAsked = {
    options,
    env,
    images,
    server,
    named: askedRegistry(options.registry, server, language),
    watchedDays: daysOf(options),
    inputs,
    remarks: [],
  };
  const report = await reportOf(asked).catch((error) => {
    // They may say why there is nothing to ask with, or about; what ended it stands last.
    sayBeside(asked.remarks);
    throw error;
  });
  return printReport(report, asked.remarks, options, env);
}

/** Images by their names alone, and nothing beside them says on which server they are. */
function areNamesAlone(images: readonly string[], options: CheckOptions): boolean {
  const { registry, compose, kubernetes, dotenv, envFile } = options;
  const isSaid = [registry, compose, kubernetes, dotenv, envFile].some((each) => each !== undefined);
  const hosts = images
    .flatMap((each) => each.split(/[\s,=]+/))
    .map((each) => /^([^/]*)\//.exec(each)?.[1] ?? '');
  return !isSaid && images.length > 0 && !hosts.some((host) => /[.:]/.test(host) || host === 'localhost');
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
    const marked = await asked.inputs.markedText(options.dockerConfig, AUTH_FILE_LIMIT);
    const text = marked.replace(/^\ufeff/, '');
    const secrets = secretsIn(placeName(options.dockerConfig), text);
    // Through a pipe a shell may write a mark of its own: only of a file it is known that a client meets it there.
    if (secrets.manifests.length === 0) return ofImages(asked, options.dockerConfig === '-' ? text : marked);
    mustBeAlone('--docker-config', options, ['--compose', '--dotenv', '--env-file', '--plan']);
    return ofPullSecret(asked, secrets);
  }
  return ofImages(asked, null);
}

function daysOf({ watchExpiry, language }: CheckOptions): number | undefined {
  if (watchExpiry === undefined) return undefined;
  if (!/^\d{1,5}$/.test(watchExpiry)) throw new InputError(checkWords(language).badDays(watchExpiry));
  return Number(watchExpiry);
}
