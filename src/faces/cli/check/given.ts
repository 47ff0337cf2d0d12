/** What the command line gives `check`: names of files and of images, and not what is in a file. */
import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { withoutSecrets } from '../../../evidence/log/kept.js';
import { isToken } from '../../../evidence/token.js';
import { ENV_FILE_LIMIT, readEnvFile } from '../../../workflow/deployment/env-file.js';
import { composeCall } from '../../../workflow/knowledge/project-files/compose.js';
import { InputError } from '../../usage.js';
import { takenByAnother } from './file-kinds.js';
import type { Inputs } from './inputs.js';
import { imagesNamedAt } from './named-in-file.js';
import type { CheckOptions } from './options.js';
import type { PastedCommand } from './pasted-command.js';
import { checkWords, withTaker } from './words.js';

/** What each option was given that names files, or goes with none of them. */
const GIVEN = {
  '--compose': ({ compose }: CheckOptions) => compose,
  '--docker-config': ({ dockerConfig }: CheckOptions) => dockerConfig,
  '--dotenv': ({ dotenv }: CheckOptions) => dotenv,
  '--env-file': ({ envFile }: CheckOptions) => envFile,
  '--kubernetes': ({ kubernetes }: CheckOptions) => kubernetes,
  '--plan': ({ plan }: CheckOptions) => plan,
};

/** What would be passed over in silence is bad usage: a cluster pulls what its manifests name, with their own secrets. */
export function mustBeAlone(
  option: keyof typeof GIVEN,
  options: CheckOptions,
  others: readonly (keyof typeof GIVEN)[],
): void {
  const besides = others.filter((name) => GIVEN[name](options) !== undefined);
  if (besides.length > 0) throw new InputError(checkWords(options.language).notBeside(option, besides));
}

/** Where docker's own options take a folder: what it keeps there, and how compose files are called. */
const IN_A_FOLDER = {
  dockerConfig: ['config.json', 'auth.json'],
  compose: ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'],
};

/** The files that such folders stand for. */
export function filesMeant(
  { dockerConfig, compose, dotenv, envFile }: CheckOptions,
  inputs: Inputs,
  env: NodeJS.ProcessEnv,
): Partial<CheckOptions> {
  const given = dotenv ?? envFile ?? null;
  return {
    ...(dockerConfig === undefined
      ? {}
      : { dockerConfig: inputs.fileIn(dockerConfig, IN_A_FOLDER.dockerConfig) }),
    ...(compose === undefined
      ? {}
      : { compose: compose.flatMap((place) => composeFilesAt(place, given, inputs, env)) }),
  };
}

/**
 * What `docker compose` reads in a folder: the files that COMPOSE_FILE lists, of the environment or of its env file; else
 * the one file and beside it its override, whichever of its names it has.
 *
 * @param envFile null: the `.env` in the folder
 */
function composeFilesAt(
  place: string,
  envFile: string | null,
  inputs: Inputs,
  env: NodeJS.ProcessEnv,
): string[] {
  if (!inputs.isFolder(place)) return [place];
  const text =
    envFile === '-' ? null : inputs.textIfThere(envFile ?? path.join(place, '.env'), ENV_FILE_LIMIT);
  const variables = text === null ? null : readEnvFile(text, (name) => env[name]);
  const { files } = composeCall(
    { files: [], envFiles: [] },
    { variable: (name) => env[name] ?? variables?.get(name)?.value ?? null },
  );
  if (files.length > 0) return files.map((file) => path.resolve(place, file));
  const file = inputs.fileIn(place, IN_A_FOLDER.compose);
  const overrides = ['compose.override', 'docker-compose.override'].flatMap((name) =>
    ['.yml', '.yaml'].map((extension) => path.join(place, `${name}${extension}`)),
  );
  const override = overrides.find((each) => existsSync(each));
  return override === undefined ? [file] : [file, override];
}

/**
 * Names must stand where names belong: not what is in a file, not a token, and no file in the place of an image. What holds
 * a secret is not shown.
 */
export async function mustBeNames(
  images: readonly string[],
  options: CheckOptions,
  inputs: Inputs,
): Promise<void> {
  const say = checkWords(options.language);
  for (const [option, givenTo] of Object.entries(GIVEN)) {
    const words = [givenTo(options) ?? []].flat().map(String);
    if (words.some((each) => each.includes('\n') || isJson(each) || holdsSecret(each)))
      throw new InputError(say.content(option));
  }
  // Images may be given one a line.
  if (images.some((each) => (each.includes('\n') && /:[ \t]/.test(each)) || isJson(each)))
    throw new InputError(say.contentAsImage);
  if (images.some(holdsSecret)) throw new InputError(say.tokenAsImage);
  if (isToken(options.username ?? '')) throw new InputError(say.tokenAsUser);
  if (images.includes('-')) throw new InputError(say.inputAsImage);
  // Before its words are looked at alone: a program called by its path is a file.
  const command = await commandIn(images);
  if (command !== null) throw new InputError(say.commandAsImage(command));
  const file = images.find(
    (each) => (PATH.test(each) && existsSync(each)) || (isHardlyAName(each) && isFile(each)),
  );
  if (file !== undefined && statSync(file).isDirectory()) throw new InputError(say.folderAsImage(file));
  if (file !== undefined) {
    const named = imagesNamedAt(file, options.registry ?? 'ghcr.io');
    const { language } = options;
    if (named.whole.length > 0 || named.areOpen)
      throw new InputError(withTaker(say.fileOfNoKind(file, named.whole), null, language, [], named.areOpen));
    const text = inputs.textIfThere(file, ENV_FILE_LIMIT) ?? '';
    throw new InputError(withTaker(say.fileAsImage(file), takenByAnother('', text), language));
  }
  const asked = options.registry?.toLowerCase();
  const isAtRegistry = (each: string) =>
    AT_GITHUB.test(each) || (!!asked && each.toLowerCase().startsWith(`${asked}/`));
  const absent = images.find((each) => PATH.test(each) && !NAME.test(each) && !isAtRegistry(each));
  if (absent !== undefined) throw new InputError(say.absentAsImage(absent));
  const local = images.flatMap((each) => LOCAL.exec(each) ?? [])[0];
  if (local !== undefined) throw new InputError(say.localAsImage(local));
}

/** A name without an owner is none, and what reads commands is large: it is loaded where one may stand there. */
async function commandIn(images: readonly string[]): Promise<PastedCommand | null> {
  const [first = ''] = images;
  // A program may be called by its whole path, too, which is no image's name.
  const isWord = /^(?:[$#>%\w.-]+|(?:\/|[A-Za-z]:\\)[\w.\\/-]+)(?:\s|$)/.test(first);
  if (!isWord || images.every((each) => !/[\s/]/.test(each))) return null;
  const { pastedCommand } = await import('./pasted-command.js');
  return pastedCommand(images);
}

/**
 * The transports of skopeo, podman and buildah that lead to this machine and to no registry, with a path or a name behind
 * (containers-transports(5)). A number there is the port of a host of such a name. A word alone behind a short one is the tag
 * of an image, `oci:latest`; a second colon is in no image's name.
 */
const LOCAL =
  /(?:^|(?<=[\s,]))(?:(?:containers-storage|docker-archive|docker-daemon|oci-archive):(?!\/\/|\d+\/)[^\s,]+|(?:dir|oci|ostree|sif|tarball):(?!\/\/|\d+\/)[^\s,@]*[/:][^\s,]*)/;

const PATH = /^[./~]|\.(?:ya?ml|json|env)$/i;

/** With a version or a port, so it may be an image whatever its beginning and its ending; several words; one that a variable makes. */
const NAME = /[\s,:@$%{]/;

/** Behind the address of a registry of GitHub's stands an image, which may be called `app.json`. */
const AT_GITHUB = /^(?:ghcr\.io|containers\.[^/]+)\//i;

/**
 * Without an owner, or with the ending or a capital of a file: an image of that name would hardly lie here as a file. Behind
 * the `@` of an image stands a digest, which has a colon; a unit of systemd may have one without.
 */
function isHardlyAName(word: string): boolean {
  const last = word.slice(word.lastIndexOf('/') + 1);
  return !word.includes(':') && (last === word || /[A-Z]|\.[a-z]/.test(last));
}

function isFile(name: string): boolean {
  return existsSync(name) && statSync(name).isFile();
}

/** As it is, with a name in front as auth files and env files have it, in an address, or in base64. */
function holdsSecret(word: string): boolean {
  return withoutSecrets(word) !== word;
}

/** As it is, or in base64, as a Secret has it. A template's `{{` is none. */
function isJson(word: string): boolean {
  return forms(word).some((each) => /^(?:\{\s*["}]|\[\s*[{"\]])/.test(each));
}

/** A word as it stands, and what it may be in base64. Its beginning tells. */
function forms(word: string): string[] {
  return [word.trim(), Buffer.from(word.slice(0, 1024), 'base64').toString('latin1').trim()];
}
