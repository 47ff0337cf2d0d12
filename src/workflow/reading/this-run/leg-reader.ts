/** Reads the steps of the job that we are in, in one leg of its matrix. */
import type { WorkflowPush } from '../../../evidence/types/push.js';
import { hostIn, mayBeAt } from '../../knowledge/names/names.js';
import { withoutAbsent } from '../../language/origins.js';
import { hasHole, isHole } from '../../language/values.js';
import type { CallChain } from '../../runs/call-chains.js';
import type { WayToJob } from '../jobs/find-job.js';
import { readJob } from '../jobs/read-job.js';
import type { TransferReading } from '../logins/credentials.js';
import type { HeldTokens } from '../logins/held-tokens.js';
import { isLikelyHere, isStrayLogin } from '../logins/served-registries.js';
import { hideWrittenPasswords } from '../logins/written-passwords.js';
import { askedReference } from '../names/asked-reference.js';
import { emptyName } from '../names/empty.js';
import { LazyStrays, lookedAtWith } from '../pushes/lazy-strays.js';
import { LazyUnset } from '../pushes/lazy-unset.js';
import type { withFallbackSteps } from '../steps/fallback-steps.js';
import type { WalkOptions } from '../steps/frame.js';
import type { LazyScripts } from '../steps/scripts/lazy-scripts.js';
import type { MetBeside } from './met-beside.js';
import { workflowLogin, workflowPush } from './run-evidence.js';
import type { ReadOptions } from './run-options.js';

export class LegReader {
  readonly #options: ReadOptions;
  readonly #scripts: LazyScripts;
  readonly #beside: MetBeside;
  readonly #strays = new LazyStrays();
  readonly #unset = new LazyUnset();
  #fallbacks: typeof withFallbackSteps | null = null;

  /** What reading lacks: once one of them has loaded it, the leg is to be read again. */
  readonly lazy = [this.#strays, this.#unset] as const;

  /** @param beside takes the logins and the acts that are no pushes */
  constructor(options: ReadOptions, scripts: LazyScripts, beside: MetBeside) {
    this.#options = options;
    this.#scripts = scripts;
    this.#beside = beside;
  }

  /** Only a step that asks how another went stands in for it. */
  async loadFor(ways: readonly WayToJob[]): Promise<void> {
    if (ways.some(({ chain }) => chain.job.document.text.includes('.outcome')))
      this.#fallbacks = (await import('../steps/fallback-steps.js')).withFallbackSteps;
  }

  /** The pushes and pulls of the registry in the order of the steps. */
  read(walk: WalkOptions, held: HeldTokens, chain: CallChain): WorkflowPush[] {
    const { registry, run } = this.#options;
    const context = lookedAtWith(this.#options, held);
    // Where our step was not found, nobody knows what comes after it.
    const knowsOwn = walk.own !== undefined && walk.after !== -1;
    const inFile = { document: chain.job.document, job: walk.job };
    const { acts, logins, ...read } = this.#unset.read(readJob(walk, registry), inFile, this.#options);
    const transfers = this.#fallbacks?.(read.transfers, logins) ?? read.transfers;
    hideWrittenPasswords(logins);
    for (const login of logins.flatMap((sign) => workflowLogin(sign, registry) ?? []))
      this.#beside.addLogin(login);
    this.#beside.addActs(acts, knowsOwn ? held : null);
    const job = { transfers, logins, text: walk.job };
    if (transfers.some(isOpenPush)) this.#scripts.wantAll();
    const needed = this.#scripts.neededPulls(transfers.map(({ act }) => act));
    return transfers.flatMap((transfer) => {
      const { found } = transfer.act;
      const asked = askedReference(found, registry, logins);
      const isOpen = asked.reference === undefined;
      const isAstray = isOpen || transfer.passed.some(isStrayLogin);
      const stray = isAstray ? this.#strays.strayOf(transfer, job, chain, context) : null;
      const made = () => ({
        ...workflowPush(transfer, walk.job, asked, run.owner, knowsOwn ? held : null),
        ...(needed.has(transfer.act) ? { endsJob: true as const } : {}),
      });
      const push = () => this.#strays.placed(made(), transfer.act, chain, context);
      if (stray) return { ...made(), ...stray };
      const mayBeHere = () => mayBeAt(registry, found.reference) || beginsOpen(found.reference, registry);
      if (isOpen && !mayBeHere() && !isNameless(found)) return [];
      const mayBeMeant = isOpen && isLikelyHere(hostIn(found.reference), logins);
      return mayBeMeant ? { ...push(), mayBeMeant } : push();
    });
  }
}

/** Is a part of its name not known, and may a step before it have left it empty? */
function isOpenPush({ act: { found } }: TransferReading): boolean {
  return found.access === 'push' && hasHole(found.reference);
}

/** `$IMAGE-arm64`, with nothing known of the variable and no slash behind it: if a registry is named, then in there. */
function beginsOpen(reference: string, registry: string): boolean {
  const [first = ''] = reference.trim();
  return isHole(first) && !reference.includes('/') && mayBeAt(registry, first);
}

/** PowerShell's own variable of such a name is empty, and its script may log in to anything: what it was to push, nobody knows. */
function isNameless({ access, needsName, reference }: TransferReading['act']['found']): boolean {
  if (access !== 'push' || needsName !== true || withoutAbsent(reference).trim() !== '') return false;
  return emptyName(reference)?.startsWith('$') ?? false;
}
