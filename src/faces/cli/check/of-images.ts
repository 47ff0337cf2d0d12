/** `check` of images: those that are named, those of compose and env files, this repository's. */

import { tokenName } from '../../../causes/token-names.js';
import { checkImages, type ImagesToPull } from '../../../commands/check-pulls.js';
import { preflight } from '../../../commands/preflight.js';
import { clientsFile } from '../../../evidence/credentials/lookup.js';
import { parseReferences } from '../../../evidence/registry/reference.js';
import { type Credential, holdToken, isBlank } from '../../../evidence/token.js';
import { INPUT_TOKENS } from '../../../evidence/types/token.js';
import type { Question } from '../../../observe/question.js';
import type { Report } from '../../../report/report.js';
import type { Verdict } from '../../../types.js';
import { type CheckAsked, leftOpen, mustBeAt, questionOf, remarksOf } from './asked.js';
import { credentialsByImage, type ImagesOfOneToken } from './by-image.js';
import { composeImagesIn } from './compose-images.js';
import { mustBeAuthFile } from './credentials.js';
import { envFileOf, imagesInEnvFile } from './env-file.js';
import { type EnvFile, holdsSecret, TOKEN_VARIABLES } from './env-file-token.js';
import { imageNames, registryAskedFor, remarkOnMentions, soughtIn, thisRepository } from './images.js';
import { inputName } from './inputs.js';
import { ofPlan } from './of-plan.js';
import { accessOf } from './options.js';
import { checkWords } from './words.js';

/** @param authText of the file that `--docker-config` names; null: none is */
export async function ofImages(asked: CheckAsked, authText: string | null): Promise<Report> {
  const { options, env, server, inputs } = asked;
  const { language } = options;
  const remark = remarksOf(asked);
  await mustBeAuthFile(asked, authText);
  const envFile = await envFileOf(options, env, inputs);
  for (const each of envFile?.variables.values() ?? []) if (holdsSecret(each)) holdToken(each.value);
  const { images: composed, isOpen, mentions } = await composeImagesIn(options, env, envFile, inputs, remark);
  const deployedNames = [...composed.map(({ name }) => name), ...valuesOf(envFile)];
  const registry = registryAskedFor(asked, referencesIn(asked.images), deployedNames);
  const fromFile =
    envFile && asked.images.length === 0 && !options.compose ? imagesInEnvFile(envFile, registry) : [];
  const {
    names: deployed,
    places,
    platforms,
    buildable,
    untold,
  } = soughtIn([...composed, ...fromFile], registry, language, remark);
  remarkOnMentions(mentions(registry), language, remark);
  const isDeployment = Boolean(options.compose) || fromFile.length > 0;
  const given = imageNames(asked.images, registry, server);
  if (options.plan) return ofPlan(asked, registry, given, { envFile, authText });
  if (!isDeployment && given.length === 0) given.push(await thisRepository(registry, server, env, language));
  mustBeAt(registry, given, language);
  const names = [...entriesOf(given, registry), ...deployed];
  const place =
    env.GITHUB_ACTIONS === 'true' ? 'workflow' : options.compose || envFile ? 'server' : 'terminal';
  const access = accessOf(options);
  const question = questionOf(asked, registry, place, access);
  if (names.length === 0 && untold.length === 0) {
    const read = [...(options.compose ?? []), ...(envFile ? [envFile.file] : [])];
    const files = read.map((file) => inputName(file, language)).join(', ');
    const say = checkWords(language);
    if (read.length === 0) remark(say.nameless(asked.images));
    else if (!isOpen) remark(say.notMoved(files, registry, access));
    return nothingToPull(question, isOpen ? 'unknown' : 'not-needed');
  }
  const groups = await credentialsByImage(names, registry, asked, { envFile, authText });
  const isMissing = groups.some(({ credentials }) => credentials.length === 0);
  // A variable that holds a guide's placeholder is not empty, and is told of by itself; so is what a named file lacks.
  const isUnset = TOKEN_VARIABLES.every((name) => isBlank(env[name] ?? '')) && authText === null;
  question.missing = isMissing && isUnset ? [...INPUT_TOKENS] : [];
  const [first] = groups;
  if (first && groups.length === 1 && !isDeployment && !envFile) {
    const { credentials } = first;
    const { report } = await preflight({ ...question, images: names, credentials }, 'check', language);
    if (report.verdict === 'denied') tellStored(asked, registry, credentials);
    return report;
  }
  const report = await checkImages(
    access === 'pull' ? parted(groups, buildable) : groups,
    { ...question, places, platforms, untoldImages: untold },
    language,
  );
  const builtInstead = report.images.filter(
    ({ reference, verdict }) => verdict === 'unknown' && buildable.has(reference),
  );
  if (builtInstead.length > 0) remark(checkWords(language).builtInstead(builtInstead.length));
  return isOpen ? leftOpen(report) : report;
}

/** Each as it is written, whatever its registry. */
function referencesIn(given: readonly string[]): string[] {
  const { references, skipped } = parseReferences(given.join('\n'), { registry: 'ghcr.io', owner: null });
  return [...references, ...skipped].map((each) => each.given);
}

/** IMAGE takes a list, as the `images` input does. */
function entriesOf(given: readonly string[], registry: string): string[] {
  const { references } = parseReferences(given.join('\n'), { registry, owner: null });
  return references.map((each) => (each.role === 'cache' ? `type=registry,ref=${each.given}` : each.given));
}

/** Those that are built where they can't be pulled for themselves, each with the token of its group. */
function parted(groups: readonly ImagesOfOneToken[], buildable: ReadonlySet<string>): ImagesToPull[] {
  return groups.flatMap(({ images, credentials }) => [
    { images: images.filter((each) => !buildable.has(each)), credentials },
    { images: images.filter((each) => buildable.has(each)), credentials, mayFail: true },
  ]);
}

/** Of a token in the environment clients know nothing: what is refused here may be no answer to what they do. */
function tellStored({ options, env, remarks }: CheckAsked, registry: string, [sent]: Credential[]): void {
  const file = clientsFile(registry, env, null);
  if (!sent || sent.file !== null || file === null || env.GITHUB_ACTIONS === 'true') return;
  const token = tokenName(sent, registry, options.language);
  remarks.push(checkWords(options.language).storedInstead(token, file, registry));
}

function nothingToPull({ access, registry }: Question, verdict: Verdict): Report {
  const token = { source: null, kind: null, scopes: null, expiresAt: null };
  return {
    schema: 1,
    command: 'check',
    verdict,
    access,
    registry,
    images: [],
    token,
    findings: [],
  };
}

/** What may be names of images. */
function valuesOf(envFile: EnvFile | null): string[] {
  const values = [...(envFile?.variables.values() ?? [])].map(({ value }) => value);
  return values.filter((value) => /^[^\s/]+\/[^\s/]+\/\S+$/.test(value));
}
