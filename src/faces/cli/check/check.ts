/** `check`: the same question as the action's, asked from a terminal, a server or for a cluster. */
import { checkImages } from '../../../commands/check-pulls.js';
import { preflight } from '../../../commands/preflight.js';
import { authFileText } from '../../../evidence/credentials/lookup.js';
import { parseReferences } from '../../../evidence/registry/reference.js';
import { environmentContext, registryOf, runEvidence } from '../../../evidence/run.js';
import { holdToken } from '../../../evidence/token.js';
import type { Place } from '../../../evidence/types.js';
import type { Question } from '../../../observe/question.js';
import type { Report } from '../../../report/report.js';
import type { Access, Language } from '../../../types.js';
import { type Manifest, readManifests } from '../../../workflow/deployment/manifests.js';
import { plannedPushes } from '../../../workflow/planning/planned-pushes.js';
import { child, text as scalar } from '../../../workflow/text/document.js';
import { InputError, registryHost, serverAddress } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import { originOf } from '../repository.js';
import { checkCluster, manifestsOf, registryOfManifests, splitKubernetes } from './cluster.js';
import { credentialsFor, type EnvFile, type Remark } from './credentials.js';
import {
  composeImagesIn,
  envFileOf,
  imagesInEnvFile,
  named,
  namedRegistry,
  soughtIn,
  thisRepository,
} from './images.js';
import { Inputs } from './inputs.js';
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
  const asked: Asked = {
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

/** What was asked for, and what there is to say beside the report. */
interface Asked {
  options: CheckOptions;
  env: NodeJS.ProcessEnv;
  images: string[];
  /** Address of the GitHub server. */
  server: string;
  /** By `--registry`; null: it was not. */
  named: string | null;
  watchedDays: number | undefined;
  inputs: Inputs;
  remarks: string[];
}

async function reportOf(asked: Asked): Promise<Report> {
  const { options } = asked;
  if (options.plan && (options.kubernetes || options.compose || options.access === 'pull'))
    throw new InputError(checkWords(options.language).planPushes);
  if (options.kubernetes) return ofManifests(asked, options.kubernetes);
  if (options.dockerConfig) {
    const text = await authFileText(options.dockerConfig);
    const secrets = readManifests(options.dockerConfig, text).manifests.filter(
      ({ root }) => scalar(child(root, 'kind')) === 'Secret',
    );
    return secrets.length > 0 ? ofSecret(asked, secrets) : ofImages(asked, text);
  }
  return ofImages(asked, null);
}

// ------------------------------------------------------------------- a cluster

async function ofManifests(asked: Asked, words: readonly string[]): Promise<Report> {
  const { options, inputs, server } = asked;
  const { language } = options;
  if (options.access === 'push') throw new InputError(checkWords(language).onlyPulls);
  const { files, images: more } = splitKubernetes(words);
  const remark = remarksOf(asked);
  const manifests = await manifestsOf(files, options, inputs, remark);
  const given = [...asked.images, ...more];
  const registry =
    asked.named ??
    namedRegistry(given, language) ??
    registryOfManifests(manifests, options) ??
    registryOf(server);
  const names = hostedAt(registry, named(given, registry, server), language);
  return checkCluster(
    manifests,
    names,
    questionOf(asked, registry, 'cluster', 'pull'),
    options,
    null,
    remark,
  );
}

async function ofSecret(asked: Asked, secrets: readonly Manifest[]): Promise<Report> {
  const { options, images, server, env } = asked;
  const { language, dockerConfig = '-' } = options;
  const registry = asked.named ?? namedRegistry(images, language) ?? registryOf(server);
  const names =
    images.length > 0
      ? hostedAt(registry, named(images, registry, server), language)
      : [await thisRepository(registry, server, env, language)];
  const question = questionOf(asked, registry, 'cluster', options.access ?? 'pull');
  return checkCluster(secrets, names, question, options, dockerConfig, remarksOf(asked));
}

/** With the host in front of each. Throws an `InputError` for images of another registry. */
function hostedAt(registry: string, images: readonly string[], language: Language): string[] {
  const { references, skipped } = parseReferences(images.join('\n'), { registry, owner: null });
  if (skipped.length > 0) throw new InputError(elsewhere(skipped, registry, language));
  return references.map(({ given }) =>
    given.toLowerCase().startsWith(`${registry}/`) ? given : `${registry}/${given}`,
  );
}

// --------------------------------------------------------- a server, a terminal

async function ofImages(asked: Asked, authText: string | null): Promise<Report> {
  const { options, env, server, inputs } = asked;
  const { language } = options;
  const remark = remarksOf(asked);
  const envFile = await envFileOf(options, env, inputs);
  for (const { value } of envFile?.variables.values() ?? []) if (looksSecret(value)) holdToken(value);
  const composed = options.compose ? await composeImagesIn(options, env, envFile, inputs, remark) : [];
  const registry =
    asked.named ??
    namedRegistry([...asked.images, ...composed.map(({ name }) => name), ...valuesOf(envFile)], language) ??
    registryOf(server);
  const fromFile =
    envFile && asked.images.length === 0 && !options.compose ? imagesInEnvFile(envFile, registry) : [];
  const { names: deployed, untold } = soughtIn([...composed, ...fromFile], registry, language, remark);
  const isDeployment = Boolean(options.compose) || fromFile.length > 0;
  const given = named(asked.images, registry, server);
  if (options.plan) return ofPlan(asked, registry, given, { envFile, authText });
  if (!isDeployment && given.length === 0) given.push(await thisRepository(registry, server, env, language));
  const names = [...given, ...deployed];
  // Before anything is asked: no token is for a registry that the question is not about.
  const { skipped } = parseReferences(names.join('\n'), { registry, owner: null });
  if (skipped.length > 0) throw new InputError(elsewhere(skipped, registry, language));
  const place =
    env.GITHUB_ACTIONS === 'true' ? 'workflow' : options.compose || envFile ? 'server' : 'terminal';
  const access = options.access ?? (options.compose || envFile ? 'pull' : 'push');
  const question = questionOf(asked, registry, place, access);
  if (names.length === 0 && untold.length === 0) {
    remark(
      checkWords(language).notPulled(
        [...(options.compose ?? []), ...(envFile ? [envFile.file] : [])].join(', '),
        registry,
      ),
    );
    return nothingToPull(question);
  }
  const destination = { registry, server, isAskedFor: asked.named !== null };
  const found = await credentialsFor(destination, options, env, { envFile, authText }, remark);
  question.credentials = found;
  question.missing = found.length > 0 ? [] : ['ghcr-token', 'github-token'];
  if (!isDeployment && !envFile)
    return (await preflight({ ...question, images: names.join('\n') }, 'check', language)).report;
  return checkImages(names, { ...question, untoldImages: untold }, language);
}

/** What the workflows here push, or what is named, and what its first push does. */
async function ofPlan(
  asked: Asked,
  registry: string,
  given: readonly string[],
  sources: { envFile: EnvFile | null; authText: string | null },
): Promise<Report> {
  const { options, env, server } = asked;
  const { language } = options;
  const repository = env.GITHUB_REPOSITORY || (await originOf('.', server));
  const root = env.GITHUB_WORKSPACE || process.cwd();
  const names = [...given];
  if (names.length === 0) {
    const { pushes } = await plannedPushes(root, repository, registry);
    names.push(...pushes.map(({ image }) => image));
  }
  if (names.length === 0) names.push(await thisRepository(registry, server, env, language));
  const { skipped } = parseReferences(names.join('\n'), { registry, owner: null });
  if (skipped.length > 0) throw new InputError(elsewhere(skipped, registry, language));
  const question = questionOf(
    asked,
    registry,
    env.GITHUB_ACTIONS === 'true' ? 'workflow' : 'terminal',
    'push',
  );
  const destination = { registry, server, isAskedFor: asked.named !== null };
  const credentials = await credentialsFor(destination, options, env, sources, remarksOf(asked));
  const { run } = question;
  const { report } = await preflight(
    {
      ...question,
      images: names.join('\n'),
      plans: true,
      credentials,
      missing: credentials.length > 0 ? [] : ['ghcr-token', 'github-token'],
      run: { ...run, repository, owner: run.owner ?? repository?.split('/')[0] ?? null },
      workspace: root,
    },
    'check',
    language,
  );
  return report;
}

function questionOf(asked: Asked, registry: string, place: Place, access: Access): Question {
  const { env, watchedDays } = asked;
  const context = environmentContext(env);
  return {
    place,
    access,
    registry,
    images: '',
    names: 'given',
    credentials: [],
    missing: [],
    run: runEvidence(env, context, registry),
    event: context.payload,
    watchedDays,
    workflow: null,
    workspace: env.GITHUB_WORKSPACE || null,
    env,
  };
}

function nothingToPull({ access, registry }: Question): Report {
  const token = { source: null, kind: null, scopes: null, expiresAt: null };
  return {
    schema: 1,
    command: 'check',
    verdict: 'not-needed',
    access,
    registry,
    images: [],
    token,
    findings: [],
  };
}

function elsewhere(skipped: readonly { given: string }[], registry: string, language: Language): string {
  return checkWords(language).elsewhere(
    skipped.map(({ given }) => given),
    registry,
  );
}

function remarksOf({ remarks }: Asked): Remark {
  return (sentence) => remarks.push(sentence);
}

/** What may be names of images. */
function valuesOf(envFile: EnvFile | null): string[] {
  const values = [...(envFile?.variables.values() ?? [])].map(({ value }) => value);
  return values.filter((value) => /^[^\s/]+\/[^\s/]+\/\S+$/.test(value));
}

/** A value that is no name of anything. */
function looksSecret(value: string): boolean {
  return value.length >= 16 && !/[/\s\uE000-\uF8FF]/.test(value);
}

function daysOf({ watchExpiry, language }: CheckOptions): number | undefined {
  if (watchExpiry === undefined) return undefined;
  if (!/^\d{1,5}$/.test(watchExpiry)) throw new InputError(checkWords(language).badDays(watchExpiry));
  return Number(watchExpiry);
}
