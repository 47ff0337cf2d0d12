/** A call of make: the recipes that it runs, in their order. */
import { both, type Chance } from '../../../language/chance.js';
import { HOLE, hasHole } from '../../../language/values.js';
import { inWorkspace, nameOfFile } from '../../../language/workspace.js';
import { isUnset } from '../../../shell/known/process.js';
import { isOpenShell, isPosixShell } from '../../../shell/starting/shells.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { textStarted } from '../scripts.js';
import { assignedValue } from './assignments.js';
import { type Makefile, type Rule, readMakefile } from './makefile.js';
import { stemOf } from './text-functions.js';
import { expanded, type MakeScope, type MakeVariable } from './variables.js';

/** Docs: GNU make manual, Makefile Names. */
const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];

/** Nothing is made: make only shows or asks. */
const DRY =
  /^(?:-[A-Za-z]*[nqpthv][A-Za-z]*|--(?:dry-run|just-print|recon|question|touch|help|version|print-data-base))$/;

/** Variables of the command line that calls of make hand on. */
const FLAGS = 'MAKEFLAGS';

/** Of one call: statements and expansions. */
const MOST_EFFORT = 60_000;

/** Recipe lines and targets of one call. */
const MAX_LINES = 300;
const MAX_TARGETS = 2_000;

/** Pattern rules that lead to each other. */
const MAX_CHAIN = 8;

/** What `make GOALS` runs; null where its files don't tell. */
export function makeStarted(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  if (args.words.some((each) => DRY.test(each))) return [];
  const folder = args
    .values('-C', '--directory')
    .reduce<string | null>((from, each) => inWorkspace(from, each), around.folder);
  if (folder === null) return null;
  const named = args.values('-f', '--file', '--makefile');
  const paths = (named.length > 0 ? named : MAKEFILES).map((each) => inWorkspace(folder, each));
  const texts = paths.map((each) => (each === null ? null : around.file(each)));
  const text =
    named.length > 0 ? (texts.includes(null) ? null : texts.join('\n')) : texts.find((each) => each !== null);
  if (text === null || text === undefined) return null;
  const given = args.positional.flatMap((each): [string, string][] => {
    const [, name, value = ''] = /^([A-Za-z_][\w.-]*):{0,2}\??=([\s\S]*)$/.exec(each) ?? [];
    return name === undefined ? [] : [[name, value]];
  });
  const goals = args.positional.filter((each) => !/^[A-Za-z_][\w.-]*[:?]*=|^\d+$/.test(each));
  const all = [...(handedOn(around.variable(FLAGS)) ?? []), ...given];
  const call = {
    given: all,
    isOpen: args.words.some((each) => /^--eval(?:=|$)/.test(each)) || hasUnseen(around.variable),
    prefersEnvironment: args.words.some((each) => FROM_ENVIRONMENT.test(each)),
  };
  const effort = { left: Math.min(MOST_EFFORT, around.effort.left) };
  const granted = effort.left;
  const place = { ...around, folder, effort };
  const makefile = readMakefile(text, call, place);
  const isTold = args.words.some((each) => PASSES_OVER.test(each)) || isSet(around.variable(FLAGS));
  const made = makefile && new Run(makefile, { given: all, mayPassOver: isTold }, place).goals(goals);
  around.effort.left -= granted - effort.left;
  return made;
}

/** `-e`, also among other switches that take no value (GNU make manual, Options Summary). */
const FROM_ENVIRONMENT = /^(?:-[BikLRrSsw]*e[BeikLRrSsw]*|--environment-overrides)$/;

/** It goes on behind lines that fail, or with other targets (GNU make manual, Options Summary). */
const PASSES_OVER = /^(?:-[A-Za-z]*[ik][A-Za-z]*|--(?:ignore-errors|keep-going))$/;

function isSet(flags: string | null): boolean {
  return flags === null || !(isUnset(flags) || flags === '' || handedOn(flags) !== null);
}

/** null: it says none that we have written. */
function handedOn(flags: string | null): [string, string][] | null {
  if (!flags?.startsWith('[')) return null;
  try {
    return JSON.parse(flags) as [string, string][];
  } catch {
    return null;
  }
}

/** Options without words of their own, such as the number of jobs, set nothing. */
const SETS_NONE = /^[\s\w-]*$/;

/** Has the environment options for make, or Makefiles, of somebody else's (GNU make manual, Variables that make uses)? */
function hasUnseen(variable: (name: string) => string | null): boolean {
  return [FLAGS, 'GNUMAKEFLAGS', 'MAKEFILES'].some((each) => {
    const value = variable(each);
    if (value === null || isUnset(value) || handedOn(value) !== null) return false;
    return each === 'MAKEFILES' ? value.trim() !== '' : !SETS_NONE.test(value);
  });
}

/** It can't be told what is made. */
class Unread extends Error {}

/** What the command line says. */
interface MakeFlags {
  given: readonly (readonly [string, string])[];
  mayPassOver: boolean;
}

class Run {
  readonly #makefile: Makefile;
  readonly #around: StartSurroundings;
  readonly #given: readonly (readonly [string, string])[];
  /** May it go on behind a line that fails? */
  readonly #mayPassOver: boolean;
  readonly #byTarget = new Map<string, Rule[]>();
  readonly #patterns: Rule[] = [];
  readonly #phony = new Set<string>();
  readonly #visited = new Set<string>();
  readonly #made: StartedScript[] = [];

  constructor(makefile: Makefile, { given, mayPassOver }: MakeFlags, around: StartSurroundings) {
    this.#makefile = makefile;
    this.#around = around;
    this.#given = given;
    this.#mayPassOver = mayPassOver || makefile.rules.some(({ targets }) => targets.includes('.IGNORE'));
    for (const rule of makefile.rules) {
      if (rule.targets.includes('.PHONY')) for (const each of rule.prerequisites) this.#phony.add(each);
      else if (rule.pattern === null && rule.targets.some((each) => each.includes('%')))
        this.#patterns.push(rule);
      else
        for (const each of rule.targets) {
          const known = this.#byTarget.get(each);
          if (known) known.push(rule);
          else this.#byTarget.set(each, [rule]);
        }
    }
  }

  goals(named: readonly string[]): readonly StartedScript[] | null {
    const goals = named.length > 0 ? named : this.#defaultGoal();
    if (goals.length === 0 || goals.some(hasHole)) return null;
    try {
      for (const each of goals) this.#visit(each, 'yes', this.#makefile.scope, true);
      return this.#made;
    } catch (error) {
      if (error instanceof Unread) return null;
      throw error;
    }
  }

  #defaultGoal(): string[] {
    const set = expanded('$(.DEFAULT_GOAL)', this.#makefile.scope).trim();
    if (set !== '') return [set];
    const first = this.#makefile.rules
      .flatMap(({ targets }) => targets)
      .find((each) => !each.includes('%') && (!each.startsWith('.') || each.includes('/')));
    return first === undefined ? [] : [first];
  }

  #visit(target: string, runs: Chance, outer: MakeScope, isGoal: boolean): void {
    if (this.#visited.has(target)) return;
    if (this.#visited.size > MAX_TARGETS || this.#around.effort.left < 0) throw new Unread();
    this.#visited.add(target);
    const rules = this.#rulesOf(target);
    if (rules.length === 0) {
      // A file of the checkout needs no rule; what no rule makes stands in a file that is not read.
      if (isGoal && this.#fileOf(target) === null) throw new Unread();
      return;
    }
    const scope = this.#scopeOf(target, outer);
    for (const { rule, stem } of rules) {
      const chance = both(runs, rule.runs);
      for (const each of rule.prerequisites) {
        if (!hasHole(each))
          this.#visit(stem === null ? each : each.replace('%', () => stem), chance, scope, false);
      }
    }
    const withRecipe = rules.filter(({ rule }) => rule.recipe.length > 0);
    const isSure = withRecipe.at(-1)?.rule.runs === 'yes';
    const chosen =
      withRecipe.every(({ rule }) => rule.isDouble) || !isSure ? withRecipe : withRecipe.slice(-1);
    // A file of that name is made only when something is newer.
    const isMade: Chance = this.#phony.has(target) || this.#fileOf(target) === null ? 'yes' : 'unknown';
    for (const { rule, stem } of chosen) this.#recipe(rule, target, stem, both(runs, isMade), scope);
  }

  #rulesOf(target: string): { rule: Rule; stem: string | null }[] {
    const explicit = (this.#byTarget.get(target) ?? []).map((rule) => ({
      rule,
      stem: rule.pattern === null ? null : stemOf(rule.pattern, target),
    }));
    if (explicit.some(({ rule }) => rule.recipe.length > 0) || this.#phony.has(target)) return explicit;
    const implicit = this.#implicitRule(target, []);
    return implicit ? [...explicit, implicit] : explicit;
  }

  /**
   * The first pattern rule whose prerequisites are there or can be made, also by further pattern rules, none
   * of which comes twice in a chain (GNU make manual, Chains of Implicit Rules).
   */
  #implicitRule(target: string, chain: readonly Rule[]): { rule: Rule; stem: string } | null {
    if (chain.length > MAX_CHAIN) return null;
    for (const rule of this.#patterns) {
      if (rule.recipe.length === 0 || chain.includes(rule)) continue;
      this.#around.effort.left -= 1;
      if (this.#around.effort.left < 0) throw new Unread();
      const stem = rule.targets.map((each) => stemOf(each, target)).find((each) => each !== null) ?? null;
      if (stem === null) continue;
      const needed = rule.prerequisites.map((each) => each.replace('%', () => stem));
      const isThere = (each: string) =>
        this.#byTarget.has(each) ||
        this.#fileOf(each) !== null ||
        this.#implicitRule(each, [...chain, rule]) !== null;
      if (needed.every(isThere)) return { rule, stem };
    }
    return null;
  }

  /** The variables that a target and those that need it have alone. */
  #scopeOf(target: string, outer: MakeScope): MakeScope {
    const own = new Map<string, MakeVariable>();
    const exported = new Set<string>();
    const scope: MakeScope = {
      ...outer,
      variable: (name) => own.get(name) ?? outer.variable(name),
      exports: (name) => exported.has(name) || outer.exports(name),
    };
    for (const { targets, assignment } of this.#makefile.ofTarget) {
      if (!targets.some((each) => stemOf(each, target) !== null)) continue;
      if (assignment.exports) exported.add(assignment.name);
      const before = scope.variable(assignment.name);
      const made = assignedValue(assignment, before?.value === HOLE ? null : before, null, scope);
      if (made) own.set(assignment.name, made);
    }
    return own.size + exported.size === 0 ? outer : scope;
  }

  #recipe(rule: Rule, target: string, stem: string | null, runs: Chance, outer: MakeScope): void {
    const needed = rule.prerequisites.map((each) => (stem === null ? each : each.replace('%', () => stem)));
    const automatic = new Map([
      ['@', target],
      ['<', needed[0] ?? ''],
      ['^', needed.join(' ')],
      ['+', needed.join(' ')],
      ['?', needed.join(' ')],
      ['*', stem ?? target.replace(/\.[^./]*$/, '')],
      ['@F', nameOfFile(target)],
      ['@D', /^(.*)\//.exec(target)?.[1] ?? '.'],
    ]);
    const scope: MakeScope = {
      ...outer,
      variable(name) {
        const value = automatic.get(name);
        return value === undefined ? outer.variable(name) : { value, isRecursive: false, isFixed: false };
      },
    };
    const shell = expanded('$(SHELL)', scope);
    if (!isPosixShell(shell)) throw new Unread();
    // A profile that it reads may set what nothing else does.
    const isOpen = this.#makefile.isOpen || isOpenShell(`${shell} ${expanded('$(.SHELLFLAGS)', scope)}`);
    const isOne = this.#makefile.rules.some(({ targets }) => targets.includes('.ONESHELL'));
    const lines = rule.recipe.flatMap(({ text, runs: own }) =>
      // A `define` that is called may hold several lines.
      expandedLines(text, scope).map((source) => ({ source, runs: both(runs, own) })),
    );
    const parts = isOne
      ? [{ source: lines.map(({ source }) => source).join('\n'), runs }]
      : lines.map((each) => {
          const [prefix = ''] = /^[\s@+-]*/.exec(each.source) ?? [];
          return { ...each, source: each.source.slice(prefix.length), ...this.#atFailure(prefix, scope) };
        });
    for (const { source, ...rest } of parts) {
      if (this.#made.length >= MAX_LINES) throw new Unread();
      if (source.trim() === '') continue;
      const variable = (name: string) => {
        const value = this.#exported(name, scope);
        return isOpen && isUnset(value) ? null : value;
      };
      this.#made.push(textStarted(source, { folder: this.#around.folder, variable }, rest));
    }
  }

  /**
   * With a line that fails make ends, but for one with a `-` (GNU make manual, Errors in Recipes). What a shell with flags of its own makes
   * of it, nobody knows.
   */
  #atFailure(prefix: string, scope: MakeScope): Pick<StartedScript, 'atFailure'> {
    const shell = `${expanded('$(SHELL)', scope)} ${expanded('$(.SHELLFLAGS)', scope)}`;
    if (this.#mayPassOver || !/^\S+(?: -c)?\s*$/.test(shell)) return {};
    return { atFailure: prefix.includes('-') ? 'goes on' : 'ends' };
  }

  /** A variable as the recipe's shell gets it. */
  #exported(name: string, scope: MakeScope): string | null {
    if (name === FLAGS) return JSON.stringify(this.#given);
    const outer = this.#around.variable(name);
    if (scope.exports(name)) return scope.variable(name) ? expanded(`$(${name})`, scope) : outer;
    // What the environment has is handed on with the value that the Makefile gives it.
    return outer === null || isUnset(outer) ? outer : expanded(`$(${name})`, scope);
  }

  #fileOf(target: string): string | null {
    const path = inWorkspace(this.#around.folder, target);
    return path === null ? null : this.#around.file(path);
  }
}

function expandedLines(text: string, scope: MakeScope): string[] {
  return expanded(text, scope)
    .split(/(?<!\\)\n/)
    .map((each) => each.replace(/^\t/, ''));
}
