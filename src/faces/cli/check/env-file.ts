/** The dotenv file of a deployment: the one that `check` is given, or those that `docker compose` reads. */
import * as path from 'node:path';
import { ENV_FILE_LIMIT, type EnvVariable, readEnvFile } from '../../../workflow/deployment/env-file.js';
import type { ImageUse } from '../../../workflow/deployment/image-use.js';
import { InputError } from '../../usage.js';
import { placeName } from '../stdin-name.js';
import type { EnvFile } from './env-file-token.js';
import { runsClient, takenByAnother } from './file-kinds.js';
import { type Inputs, inputName } from './inputs.js';
import { imagesNamedIn, isUnit, withNamedFiles } from './named-in-file.js';
import type { CheckOptions } from './options.js';
import { checkWords, withTaker } from './words.js';

/** A file names the variables: one may be called as something that every object has (`constructor`). */
export function variableOf(env: NodeJS.ProcessEnv): (name: string) => string | undefined {
  return (name) => (Object.hasOwn(env, name) ? env[name] : undefined);
}

/** The variables of the file that was named; null: none was. */
export async function envFileOf(
  { dotenv, envFile, language, registry = 'ghcr.io' }: CheckOptions,
  env: NodeJS.ProcessEnv,
  inputs: Inputs,
): Promise<EnvFile | null> {
  const file = dotenv ?? envFile;
  if (!file) return null;
  const text = await inputs.variables(file, ENV_FILE_LIMIT);
  const taker = takenByAnother('--dotenv', text);
  const variables = readEnvFile(text, variableOf(env));
  const isAnother = isUnit(text) || runsClient(text);
  const isOfVariables = variables.size > 0 && !isAnother;
  const whole = isOfVariables ? '' : withNamedFiles(text, file, (...each) => inputs.textIfThere(...each));
  const named = imagesNamedIn(whole, registry).whole;
  if (taker !== null || isAnother || named.length > 0)
    throw new InputError(
      withTaker(checkWords(language).noVariables(inputName(file, language)), taker, language, named),
    );
  return { file: placeName(file), variables };
}

/**
 * Where no option names a file, `docker compose` reads those that COMPOSE_ENV_FILES lists, a later one before an earlier, else
 * the `.env` that lies beside its file (docs.docker.com/compose: "Environment variables"). Throws an `InputError` for a listed
 * one that is not there.
 */
export async function composeVariables(
  folder: string,
  env: NodeJS.ProcessEnv,
  inputs: Inputs,
): Promise<EnvFile['variables'] | null> {
  const outer = variableOf(env);
  const listed = outer('COMPOSE_ENV_FILES')?.split(',').filter(Boolean) ?? [];
  if (listed.length === 0) {
    if (IS_TRUE.test(outer('COMPOSE_DISABLE_ENV_FILE') ?? '')) return null;
    const text = inputs.variablesIfThere(path.join(folder, '.env'), ENV_FILE_LIMIT);
    return text === null ? null : readEnvFile(text, outer);
  }
  const found = new Map<string, EnvVariable>();
  for (const file of listed) {
    const text = await inputs.variables(file, ENV_FILE_LIMIT);
    const own = readEnvFile(text, (name) => outer(name) ?? found.get(name)?.value);
    for (const [name, variable] of own) found.set(name, variable);
  }
  return found;
}

/** As Go reads it (`strconv.ParseBool`). */
const IS_TRUE = /^(?:1|t|T|true|True|TRUE)$/;

/** Variables of an env file that hold the name of an image at this registry. */
export function imagesInEnvFile({ file, variables }: EnvFile, registry: string): ImageUse[] {
  return [...variables.values()].flatMap(({ value, line, missing }) => {
    if (!value.startsWith(`${registry}/`) || /\s/.test(value) || /\/$/.test(value)) return [];
    // The prefix of names, such as ghcr.io/owner, is none.
    if (value.split('/').length < 3) return [];
    const location = { file, line, column: 1, endLine: line, endColumn: 1 };
    return [{ name: value, shown: value.replace(/[\uE000-\uF8FF]+/g, '…'), location, missing }];
  });
}
