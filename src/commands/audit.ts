/** `audit`: the repositories of an owner, what their workflows push, and the packages that they push to. */

import { userTokenEvidence } from '../evidence/api/user-token.js';
import { registryOf } from '../evidence/github-server.js';
import { type HttpClient, httpClient } from '../evidence/http/http.js';
import { type ApiWait, organizationApi } from '../evidence/organization/api.js';
import { type Journal, noJournal, openJournal } from '../evidence/organization/journal.js';
import { listRepositories, UnlistableOwner } from '../evidence/organization/listing.js';
import { ownerPackages } from '../evidence/organization/packages.js';
import type { ApiUsage, OwnerPackages, Shard } from '../evidence/organization/types.js';
import { heldSecrets, maskAll } from '../evidence/secrets/secrets.js';
import { type Credential, tokenEvidence } from '../evidence/token.js';
import type { Evidence } from '../evidence/types/evidence.js';
import type { RunEvidence } from '../evidence/types/run.js';
import { hasScopes, type TokenEvidence, type UserTokenEvidence } from '../evidence/types/token.js';
import { diagnose } from '../judge/answers/answers.js';
import { packagePushed, type Registrar } from '../judge/packages.js';
import type { AskedPattern } from '../report/audit/audit.js';
import type { Report } from '../report/report.js';
import type { Language } from '../types.js';
import { version } from '../version.js';
import { namePatterns } from './audit/names.js';
import { isRepositoryAudit } from './audit/part.js';
import { probePushed } from './audit/probe.js';
import type { AuditQuestion, RepositoryAudit } from './audit/reading.js';
import { auditReport } from './audit/report.js';
import { auditRepositories } from './audit/repositories.js';

export interface AuditOptions {
  owner: string;
  shard: Shard;
  /** Patterns of names, as they were given; empty: all. */
  repositories: string;
  /** Ask the registry, too, whether it takes the pushes from the token at hand. */
  probe: boolean;
  /** null: as nobody. */
  credential: Credential | null;
  run: RunEvidence;
  /** Path of the journal; null: none is kept. */
  journal: string | null;
  language: Language;
  /** The registry, where it is not the server's own. */
  registry: string | null;
}

/** What is told while it goes on. */
export interface AuditProgress {
  started(owner: string, repositories: number): void;
  done(repository: string, count: number, all: number): void;
  waiting(wait: ApiWait): void;
}

/** @throws UnlistableOwner, ForeignJournal, and what the journal's disk says */
export async function audit(options: AuditOptions, progress: AuditProgress): Promise<Report> {
  const client = httpClient();
  try {
    return maskAll(reportOf(await gather(options, progress, client), options), heldSecrets.mask);
  } finally {
    client.close();
  }
}

interface Learnt {
  registrar: Registrar;
  /** Of the owner, in all shards. */
  total: number;
  patterns: AskedPattern[];
  found: RepositoryAudit[];
  /** By the name of a repository. */
  branches: ReadonlyMap<string, string | null>;
  packages: OwnerPackages;
  answers: Awaited<ReturnType<typeof probePushed>>;
  user: UserTokenEvidence | null;
  usage: ApiUsage;
}

async function gather(options: AuditOptions, progress: AuditProgress, client: HttpClient): Promise<Learnt> {
  const { shard, language, credential, run } = options;
  const { serverUrl, apiUrl } = run;
  const registry = options.registry ?? registryOf(serverUrl);
  const api = await organizationApi(apiUrl, credential?.secret ?? '', client, progress.waiting);
  if (!api) throw new UnlistableOwner('unreachable');
  const listing = await listRepositories(api, options.owner, shard);
  const { owner, type: ownerType, total } = listing;
  const names = namePatterns(options.repositories, owner);
  const bare = ({ name }: { name: string }) => name.slice(owner.length + 1);
  const listed = listing.repositories.filter((each) => names.isAsked(bare(each)));
  progress.started(owner, listed.length);
  const found: RepositoryAudit[] = [];
  const question = { owner, language, serverUrl, registry };
  for await (const each of auditRepositories(api, listed, question, journalOf(options, question))) {
    found.push(each);
    progress.done(each.name, found.length, listed.length);
  }
  const registrar: Registrar = { registry, serverUrl, owner, ownerType };
  const pushed = found.flatMap(({ pushes }) =>
    pushes.flatMap(({ reference }) => packagePushed(reference, registrar) ?? []),
  );
  const packageNames = [...new Set(pushed.map((image) => image.package))];
  const packages = isListedElsewhere(options) ? OTHER_SHARD : await ownerPackages(api, listing, packageNames);
  const answers = options.probe
    ? await probePushed(pushed, registry, credential, client, language)
    : NO_ANSWERS;
  const user = credential && (await userTokenEvidence(credential, apiUrl, client));
  if (user) api.usage.requests += 1;
  const patterns = names.counted(listing.repositories.map(bare));
  const branches = new Map(listed.map(({ name, branch }) => [name, branch]));
  return { registrar, total, patterns, found, branches, packages, answers, user, usage: api.usage };
}

function reportOf(learnt: Learnt, { shard, credential, run, language }: AuditOptions): Report {
  const { registrar, total, patterns, found, branches, packages, answers, user, usage } = learnt;
  const { registry, owner, ownerType } = registrar;
  const token = credential && tokenEvidence(credential, user);
  return auditReport(
    {
      audit: {
        owner,
        ownerType,
        shard,
        total,
        patterns,
        repositories: found.map(({ findings, images, pushes, ...about }) => ({
          ...about,
          branch: branches.get(about.name) ?? null,
        })),
        pushes: found.flatMap(({ pushes }) => pushes),
        packages: packages.packages,
        absent: packages.absent,
        packagesProblem: packages.problem,
        missing: [],
        usage,
      },
      findings: [
        ...found.flatMap(({ findings }) => findings),
        ...(token ? diagnose(aboutToken(run, registry, token), language) : []),
      ],
      images: found.flatMap(({ images }) =>
        images.map((image) => ({
          ...image,
          ...NOT_ASKED,
          ...answers.get(packagePushed(image.reference, registrar)?.name ?? ''),
        })),
      ),
      token: {
        source: token?.source ?? null,
        kind: token?.kind ?? null,
        scopes: user?.scopes ?? null,
        expiresAt: user?.expiresAt ?? null,
      },
    },
    registrar,
    language,
    { isWhole: shard.of === 1 },
  );
}

const NO_ANSWERS: Learnt['answers'] = new Map();

const NOT_ASKED = { status: null, message: null, token: null };

const OTHER_SHARD: OwnerPackages = { packages: [], absent: [], problem: 'other-shard' };

/** The first shard lists for all, where the token can list at all. */
function isListedElsewhere({ shard, credential }: AuditOptions): boolean {
  return shard.number > 1 && credential !== null && hasScopes(credential.kind);
}

function journalOf(
  { journal, shard, repositories }: AuditOptions,
  question: AuditQuestion,
): Journal<RepositoryAudit> {
  return journal === null
    ? noJournal()
    : openJournal(journal, { version, ...question, shard, repositories }, isRepositoryAudit);
}

/** What is said of a token whatever it is used for: that it ends soon. */
function aboutToken(run: RunEvidence, registry: string, token: TokenEvidence): Evidence {
  return {
    access: 'push',
    registry,
    now: new Date(),
    run,
    tokens: [token],
    missingTokens: [],
    chosen: token.source,
    images: [],
    imagesFrom: 'input',
    cacheReads: [],
    unknownPushes: [],
    workflow: null,
    workflowProblem: null,
    place: run.job === null ? 'terminal' : 'workflow',
  };
}
