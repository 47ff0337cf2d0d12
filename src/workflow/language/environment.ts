/** Environment variables of a job, as far as they are known, and how its steps change them. */
import { map, text, type YamlNode } from '../text/document.js';
import type { Contexts } from './evaluation.js';
import type { Expressions } from './expressions.js';
import { standIn, unsetVariable } from './origins.js';
import { type Dictionary, HOLE, Lookup, UNKNOWN } from './values.js';

/** Variables of a process. */
export type Environment = Record<string, string | undefined>;

/** Not part of the `env` context although the step's process has them. */
const DEFAULT_VARIABLES = /^(GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_)/;

/** Those that GitHub sets for every step. Docs: Variables reference, default environment variables. */
const RUNNERS_OWN = new Set(
  'github_actor github_event_name github_head_ref github_base_ref github_ref github_ref_name github_ref_type github_repository github_repository_owner github_run_attempt github_run_id github_run_number github_server_url github_sha github_triggering_actor github_workflow github_workspace runner_arch runner_name runner_os runner_temp'.split(
    ' ',
  ),
);

/** The runner sets these again for each process, whatever an `env:` or `GITHUB_ENV` says (actions/runner `ScriptHandler.cs`). */
const SET_AGAIN = /^(?:GITHUB|RUNNER)_/;

/** A value under such a name may be a secret: it is never looked at. */
const SECRET_NAME = /TOKEN|PASSW|SECRET|CREDENTIAL|API_?KEY|PRIVATE/i;

/** A name under which a process may find something to log in with; what actions alone are given has a beginning of its own. */
const MAY_HOLD =
  /^ACTIONS_ID_TOKEN|^(?!(?:ACTIONS|INPUT|STATE|XDG)_).*(?:TOK|PASS|PW(?!D)|SECRET|CRED|KEY|AUTH|LOGIN|JWT|PAT$|PAT_|PRIVATE)/i;

/** What one `env:` or step adds. */
interface Layer {
  values: ReadonlyMap<string, string>;
  /** By an `env:` or a step: then a default variable is part of the `env` context too. */
  isSet: boolean;
  /** Of the machine alone, which the `env` context has nothing of. */
  isMachines?: true;
  /** Names in lower case, as the `env` context finds them; made when it is first asked. */
  folded?: ReadonlyMap<string, string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** So many layers are looked through one by one; then they are put together. */
const MAX_LAYERS = 16;

/**
 * Environment variables as later steps of the job have them. The process of our
 * own step shows what is set, by the workflow, the job and `GITHUB_ENV`; only its
 * own `env:` is not theirs. Never changed: a step gives a new one, on top of this.
 */
export class JobEnvironment {
  /** The last one first. */
  readonly #layers: readonly Layer[];
  /** Variables may be set that nobody told us of. */
  readonly isOpen: boolean;
  /** So may names of the `env` context, which holds nothing of what the machine or an image has. */
  readonly #isContextOpen: boolean;
  /** Names in lower case that a process has and that are not looked at: every other one, it does not have. null: no process shows it. */
  readonly #withheld: ReadonlySet<string> | null;
  #context: Dictionary | null = null;
  #spelled: Map<string, string> | undefined;
  /** A program that is not read may find something in it to log in with. */
  readonly mayHoldCredential: boolean;

  private constructor(
    layers: readonly Layer[],
    isOpen: boolean,
    isContextOpen = isOpen,
    withheld: ReadonlySet<string> | null = null,
    mayHoldCredential = isOpen,
  ) {
    this.#layers = layers.length > MAX_LAYERS ? joined(layers) : layers;
    this.isOpen = isOpen;
    this.#isContextOpen = isContextOpen;
    this.#withheld = withheld;
    this.mayHoldCredential = mayHoldCredential;
  }

  /** From the process, without the names that our own step sets for itself. */
  static of(env: Environment, own: readonly string[]): JobEnvironment {
    const values = new Map<string, string>();
    const withheld = new Set<string>();
    for (const [name, value] of Object.entries(env)) {
      if (value === undefined) continue;
      if (own.includes(name) || SECRET_NAME.test(name)) withheld.add(name.toLowerCase());
      else values.set(name, value);
    }
    // A machine of one's own may have files of credentials for every program beside what its processes are shown.
    const mayHoldCredential =
      env.RUNNER_ENVIRONMENT !== 'github-hosted' ||
      Object.keys(env).some((name) => env[name] && !own.includes(name) && MAY_HOLD.test(name));
    return new JobEnvironment([{ values, isSet: false }], true, true, withheld, mayHoldCredential);
  }

  /**
   * Of a job that is only read: what GitHub sets by itself.
   *
   * @param facts the run's own, default variables all of them; `machine`: those that every run shares
   * @param more of what: the machine may have told its steps more, in the `env` context as well, or an image its processes
   */
  static read(
    facts: ReadonlyMap<string, string>,
    machine: ReadonlyMap<string, string>,
    more: 'variables' | 'context' | null,
  ): JobEnvironment {
    const layers: Layer[] = [
      { values: facts, isSet: false, folded: NOTHING },
      { values: machine, isSet: false, isMachines: true, folded: NOTHING },
    ];
    return new JobEnvironment(layers, more !== null, more === 'context');
  }

  /** Names that are not set yet, from an `env:` of the text. */
  withDefaults(values: Iterable<readonly [string, string]>): JobEnvironment {
    return this.#with(
      [...values].filter(([name]) => this.#value(name) === null),
      false,
    );
  }

  /** Values that a step or a write to `GITHUB_ENV` adds; null: not known from now on. */
  with(values: Iterable<readonly [string, string | null]>): JobEnvironment {
    return this.#with(
      [...values].map(([name, value]) => [name, value ?? HOLE] as const),
      true,
    );
  }

  /** The same of values that nobody changes. */
  on(values: ReadonlyMap<string, string>): JobEnvironment {
    return values.size === 0 ? this : this.#onto({ values, isSet: true });
  }

  #with(values: (readonly [string, string])[], isSet: boolean): JobEnvironment {
    return values.length === 0 ? this : this.#onto({ values: new Map(values), isSet });
  }

  #onto(layer: Layer): JobEnvironment {
    const layers = [layer, ...this.#layers];
    return new JobEnvironment(
      layers,
      this.isOpen,
      this.#isContextOpen,
      this.#withheld,
      this.mayHoldCredential,
    );
  }

  /** From now on other variables may be set. */
  opened(): JobEnvironment {
    return this.isUntold ? this : new JobEnvironment(this.#layers, true);
  }

  /** A step may have set variables that neither a text nor a process shows. */
  get isUntold(): boolean {
    return this.#isContextOpen && this.#withheld === null;
  }

  /** Those that were set last come last. */
  #names(): string[] {
    return this.#layers.toReversed().flatMap(({ values }) => [...values.keys()]);
  }

  /** What is different from an earlier state. */
  since(before: JobEnvironment): [string, string][] {
    if (this.#layers === before.#layers) return [];
    return [...new Set(this.#names())].flatMap((name): [string, string][] => {
      const value = this.#value(name);
      return value === null || value === before.#value(name) ? [] : [[name, value]];
    });
  }

  /** For shells: null when it is not known; where nothing sets it, a text that says so (see origins.ts). */
  readonly variable = (name: string): string | null =>
    this.#setAgain(name) ?? this.#value(name) ?? (this.#isUnset(name) ? unsetVariable(name) : null);

  /** The name in the letters in which it is set, where capital and small ones are the same, as on Windows; null: it is not set. */
  readonly spelled = (name: string): string | null => {
    this.#spelled ??= new Map(this.#names().map((each) => [each.toLowerCase(), each]));
    return this.#spelled.get(name.toLowerCase()) ?? null;
  };

  #isUnset(name: string): boolean {
    return this.isOpen ? this.#withheld?.has(name.toLowerCase()) === false : true;
  }

  #setAgain(name: string): string | null {
    if (!SET_AGAIN.test(name)) return null;
    return this.#layers.find(({ values, isSet }) => !isSet && values.has(name))?.values.get(name) ?? null;
  }

  #value(name: string): string | null {
    for (const { values } of this.#layers) {
      const value = values.get(name);
      if (value !== undefined) return value;
    }
    return null;
  }

  /** The `env` context. A name that we don't see may be set nevertheless. */
  context(): Dictionary {
    this.#context ??= new Lookup((name) => {
      // Elsewhere than on Windows names that differ in case are two variables: the one that is meant comes first.
      const exact = this.#layers.find(
        ({ values, isSet, isMachines }) =>
          !isMachines && values.has(name) && (isSet || !DEFAULT_VARIABLES.test(name)),
      );
      if (exact) return exact.values.get(name) ?? HOLE;
      const wanted = name.toLowerCase();
      for (const layer of this.#layers) {
        layer.folded ??= folded(layer);
        const value = layer.folded.get(wanted);
        if (value !== undefined) return value;
      }
      // The runner's own variables are no part of the context, and no step can make them one.
      const isOpen = this.#isContextOpen && !RUNNERS_OWN.has(wanted);
      // What a process does not have, neither an `env:` around it nor a step before it has set.
      return isOpen && this.#withheld?.has(wanted) !== false
        ? UNKNOWN
        : standIn({ kind: 'absent', name, why: 'unset' });
    });
    return this.#context;
  }
}

/** Of what is not set by anybody, by its values: those of the machine are the same for all jobs. */
const FOLDED = new WeakMap<Layer['values'], ReadonlyMap<string, string>>();

function folded({ values, isSet }: Layer): ReadonlyMap<string, string> {
  const known = isSet ? undefined : FOLDED.get(values);
  if (known) return known;
  const entries = [...values].filter(([name]) => isSet || !DEFAULT_VARIABLES.test(name));
  const made = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
  if (!isSet) FOLDED.set(values, made);
  return made;
}

/** A few layers in the place of many: what was set, and what was there before. */
function joined(layers: readonly Layer[]): Layer[] {
  const machines = layers.filter(({ isMachines }) => isMachines);
  const of = (isSet: boolean): Layer => ({
    values: new Map(
      layers
        .filter((each) => each.isSet === isSet && !each.isMachines)
        .toReversed()
        .flatMap(({ values }) => [...values]),
    ),
    isSet,
  });
  return [of(true), of(false), ...machines];
}

/** By the node of an `env:`: its variables, where there is nothing to fill in in any run; else null. */
const PLAIN = new WeakMap<YamlNode, ReadonlyMap<string, string> | null>();

function plainVariables(node: YamlNode): ReadonlyMap<string, string> | null {
  const known = PLAIN.get(node);
  if (known !== undefined) return known;
  const written = (map(node)?.entries ?? []).map(
    ({ key, value }) => [String(key.value), text(value.node) ?? ''] as const,
  );
  const isPlain = written.every(([name, value]) => !value.includes('${{') && !SECRET_NAME.test(name));
  const made = isPlain ? new Map(written) : null;
  PLAIN.set(node, made);
  return made;
}

/**
 * The variables with those of an `env:` of the text on top.
 *
 * @param contexts that its expressions see beside the variables before it
 */
export function withEnv(
  environment: JobEnvironment,
  node: YamlNode | null,
  expressions: Expressions,
  contexts: Contexts,
): JobEnvironment {
  if (node === null) return environment;
  // `env: ${{ fromJSON(…) }}` may hold any.
  if (map(node) === null) return text(node)?.includes('${{') ? environment.opened() : environment;
  const plain = plainVariables(node);
  if (plain) return environment.on(plain);
  return environment.with(envEntries(node, expressions, { ...contexts, env: environment.context() }));
}

/** The entries of an `env:` mapping, filled in. */
export function envEntries(
  node: YamlNode | null,
  expressions: Expressions,
  contexts: Contexts,
): [string, string][] {
  return (map(node)?.entries ?? []).flatMap(({ key, value }): [string, string][] => {
    const name = String(key.value);
    const written = text(value.node);
    return [[name, written === null ? '' : expressions.interpolate(written, contexts)]];
  });
}
