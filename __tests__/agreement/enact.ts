/** Acts one row of the agreement: our step first, then a real client with the auth file that the step left behind. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { secretForms } from '../../src/evidence/token.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { type ActionRun, runAction } from '../../src/lab/runner/run-action.js';
import type { Scenario } from '../../src/lab/scenarios/scenarios.js';
import type { Report } from '../../src/report/report.js';
import type { Language } from '../../src/types.js';
import { type ClientName, type ImageStore, type Outcome, Workshop } from '../lab/clients.js';
import { ACTION_NODE, COMPILED, manyStepsOf, TABLE_NODE } from '../node.js';
import { isWhole } from '../spread.js';
import { type Agreement, imagesAt, scenarioAt, type Tool, tokensOf } from './scenarios.js';
import { agreementWorld, SECRETS } from './world.js';

/** The bundles under test; elsewhere only while somebody else is building into `dist/`. */
export const DIST = resolve(process.env.GHCR_PREFLIGHT_DIST ?? 'dist');
export const isBuilt = existsSync(join(DIST, 'app', 'index.js'));

/** What our step did in one language. */
export interface Told {
  run: ActionRun;
  report: Report;
  /** The auth file that it left for the steps after it. */
  left: string;
  /** Requests that reached the other origin. */
  strays: number;
}

/** A workshop whose clients read the auth file of our step, and nothing else of this machine's. */
export class Heirs extends Workshop {
  readonly #auth: string;

  constructor(registry: string, auth: string, images?: ImageStore) {
    super(registry, images);
    this.#auth = auth;
  }

  override async open(): Promise<void> {
    await super.open();
    // podman and buildah want the file that DOCKER_CONFIG speaks of, also where they need no login.
    await writeFile(join(this.folder, 'config.json'), '{}');
  }

  override async home(): Promise<string> {
    const folder = await mkdtemp(join(this.folder, 'home-'));
    await writeFile(join(folder, 'config.json'), this.#auth);
    return folder;
  }

  override run(
    client: ClientName,
    args: string[],
    env: Record<string, string> = {},
    input = '',
  ): Promise<Outcome> {
    const own = { HOME: this.folder, XDG_RUNTIME_DIR: this.folder, DOCKER_CONFIG: this.folder };
    return super.run(client, args, { ...own, ...env }, input);
  }
}

/** A scenario's step in a temporary place, with `tool` for its login. `registry` and API are the lab's, or one like it. */
export async function tell(
  scenario: Scenario,
  lab: Pick<Lab, 'registry' | 'apiUrl'>,
  tool: Tool = 'auth-file',
  options: { authFile?: string; logout?: boolean; post?: boolean } = {},
): Promise<Omit<Told, 'strays'>> {
  const place = await mkdtemp(join(tmpdir(), 'agreement-'));
  try {
    const podmans = join(place, 'podman', 'auth.json');
    if (tool === 'podman') {
      await mkdir(dirname(podmans));
      await writeFile(podmans, options.authFile ?? '{}');
    }
    const step = {
      ...scenario,
      inputs: {
        ...scenario.inputs,
        login: tool === 'auth-file' ? 'auto' : tool,
        // Podman's file is read when the post step, which would empty it, is over.
        ...(tool === 'podman' && !options.logout ? { logout: 'false' } : {}),
      },
    };
    const run = await runAction(step, lab as Lab, {
      runStep: manyStepsOf(DIST, ACTION_NODE),
      authFile: options.authFile,
      post: options.post,
      env: {
        RUNNER_TEMP: place,
        REGISTRY_AUTH_FILE: podmans,
        ...(tool === 'auth-file' ? { PATH: place } : {}),
      },
    });
    const file = run.outputs.report;
    if (!file) throw new Error(`the step wrote no report:\n${run.written}`);
    const left = tool === 'podman' ? await readFile(podmans, 'utf8') : run.authFile.afterMain;
    return { run, report: JSON.parse(await readFile(file, 'utf8')) as Report, left: left ?? '{}' };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

export interface Enacted {
  told: Record<Language, Told>;
  /** null: no client was asked. */
  client: (Outcome & { name: ClientName }) | null;
}

/** Who acts with us: whoever logs in for our step, the client that pushes or pulls then, and the images that it has. */
export interface Cast {
  tool: Tool;
  client: ClientName | null;
  images: ImageStore;
}

/** The row in both languages, each in a lab of its own: a fault that strikes once strikes both. */
export async function enact(row: Agreement, cast: Cast): Promise<Enacted> {
  const [en, zh] = await Promise.all([
    enactIn(row, 'en', cast),
    enactIn(row, 'zh-CN', { ...cast, tool: 'auth-file', client: null }),
  ]);
  return { told: { en: en.told, 'zh-CN': zh.told }, client: en.client };
}

async function enactIn(
  row: Agreement,
  language: Language,
  { tool, client, images }: Cast,
): Promise<Pick<Enacted, 'client'> & { told: Told }> {
  const lab = await startLab(agreementWorld(), { faults: row.faults });
  try {
    const authFile = row.left && JSON.stringify(authFor(lab.registry, SECRETS[row.left]));
    // What the post step does is the same in every language: the whole run looks all the same.
    const post = isWhole || language === 'en';
    const told = await tell(scenarioAt(row, lab.registry, language), lab, tool, { authFile, post });
    const strays = lab.requests.filter(({ service }) => service === 'elsewhere').length;
    return {
      told: { ...told, strays },
      client: client && { name: client, ...(await inherit(client, row, lab.registry, told, images)) },
    };
  } finally {
    await lab.close();
  }
}

function authFor(registry: string, secret: string): object {
  return { auths: { [registry]: { auth: Buffer.from(`mona:${secret}`).toString('base64') } } };
}

/** The real push (or pull) of every image that the step names; the first failure is the outcome. */
async function inherit(
  client: ClientName,
  row: Agreement,
  registry: string,
  { run, left }: Omit<Told, 'strays'>,
  images: ImageStore,
): Promise<Outcome> {
  const heirs = new Heirs(registry, left, images);
  await heirs.open();
  try {
    let outcome: Outcome = { code: -1, output: 'no image' };
    for (const image of run.outputs.images?.split('\n') ?? []) {
      const reference = image.replace(`${registry}/`, '');
      outcome = await heirs[row.access](client, reference);
      if (outcome.code !== 0) break;
    }
    return outcome;
  } finally {
    await heirs.close();
  }
}

/** Every form of every secret that could show up somewhere, and every piece of a secret that tells more than its kind. */
export function traces(row: Agreement): string[] {
  const { ghcrToken, githubToken } = tokensOf(row);
  const users = ['mona', row.run?.actor ?? 'mona'];
  const secrets = [ghcrToken, githubToken, row.ghcr && SECRETS[row.ghcr], row.left && SECRETS[row.left]];
  return secrets
    .filter((secret): secret is string => Boolean(secret))
    .flatMap((secret) => [
      ...secretForms(secret, users),
      ...[secret, Buffer.from(secret).toString('base64')].flatMap(pieces),
    ]);
}

const PIECE = 12;

function pieces(secret: string): string[] {
  return (
    Array.from({ length: secret.length - PIECE + 1 }, (_, index) => secret.slice(index, index + PIECE))
      // The kind's prefix may be told, and so may the app's number; what follows may not.
      .filter((piece) => !/^(?:gh[pousr]_|github_pat_)/.test(piece))
  );
}

export interface Checked {
  code: number;
  stdout: string;
  stderr: string;
}

/** The same question on the command line, with the tokens in the environment and nothing of this machine's. */
export async function check(row: Agreement, language: Language): Promise<Checked> {
  const lab = await startLab(agreementWorld(), { faults: row.faults });
  const home = await mkdtemp(join(tmpdir(), 'agreement-cli-'));
  try {
    const { ghcrToken, githubToken } = tokensOf(row);
    const env: NodeJS.ProcessEnv = {
      PATH: home,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DOCKER_CONFIG: home,
      GITHUB_API_URL: lab.apiUrl,
      ...(ghcrToken ? { GHCR_TOKEN: ghcrToken } : {}),
      ...(githubToken ? { GITHUB_TOKEN: githubToken } : {}),
    };
    const images = imagesAt(row, lab.registry).split(/[\n,]/);
    const flags = [
      '--registry',
      lab.registry,
      '--access',
      row.access,
      '--format',
      'json',
      '--language',
      language,
    ];
    const args = [join(DIST, 'cli/index.js'), 'check', ...flags, ...images];
    return await new Promise((done) => {
      execFile(TABLE_NODE, args, { env: { ...env, ...COMPILED } }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
      );
    });
  } finally {
    await rm(home, { recursive: true, force: true });
    await lab.close();
  }
}
