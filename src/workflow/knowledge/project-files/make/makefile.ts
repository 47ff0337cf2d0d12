/** A Makefile read for one call of make: its variables and its rules, what is under conditions with how surely. */
import { both, type Chance, opposite } from '../../../language/chance.js';
import { HOLE, hasHole } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { isUnset } from '../../../shell/known/process.js';
import { filesMatching } from '../../../shell/words/globs.js';
import type { StartSurroundings } from '../../clients.js';
import { assignedValue, joinedVariables } from './assignments.js';
import { holdsIn } from './conditions.js';
import { type Assignment, type Conditional, makeStatements, type Statement } from './text.js';
import { wordsIn } from './text-functions.js';
import { expanded, type MakeScope, type MakeVariable } from './variables.js';

interface RecipeLine {
  text: string;
  runs: Chance;
}

export interface Rule {
  targets: string[];
  /** `%` in static pattern rules is filled in by target. */
  prerequisites: string[];
  /** Pattern of the target in a static pattern rule. */
  pattern: string | null;
  recipe: RecipeLine[];
  isDouble: boolean;
  runs: Chance;
}

export interface Makefile {
  scope: MakeScope;
  rules: Rule[];
  /** Variables of a target alone, in order. */
  ofTarget: { targets: string[]; assignment: Assignment }[];
  /** A file was included that the job makes, or a text is evaluated: it may set any variable. */
  isOpen: boolean;
  /** Files that it includes and that are not there: they may hold any rule. */
  isWhole: boolean;
}

const EVALUATES = /\$[({](?:eval|guile)\b/;

const MAX_INCLUDES = 40;
const MAX_RULES = 20_000;

/** Texts that were cut already: a Makefile is read for each run that is looked at. */
const CUT = new Map<string, Statement[] | null>();
const MAX_CUT = 64;

function statementsOf(text: string): Statement[] | null {
  const found = CUT.get(text);
  if (found !== undefined) return found;
  if (CUT.size >= MAX_CUT) CUT.clear();
  const made = makeStatements(text);
  CUT.set(text, made);
  return made;
}

/** What a call of make says beside its files and its goals. */
export interface MakeCall {
  /** Variables of the command line. */
  given: readonly (readonly [string, string])[];
  /** May it have others that are not seen? */
  isOpen: boolean;
  /** `-e`: the environment's values come before those of the files (GNU make manual, Options Summary). */
  prefersEnvironment: boolean;
}

/**
 * Reads a Makefile; null where it can't be.
 *
 * @param around its folder is that of make
 */
export function readMakefile(text: string, call: MakeCall, around: StartSurroundings): Makefile | null {
  const statements = statementsOf(text);
  if (!statements) return null;
  const reader = new Reader(call, around);
  reader.opens(text);
  reader.all(statements, 'yes');
  return reader.isTooMuch ? null : reader;
}

/** Files by which a step hands on what later ones have (docs: Workflow commands). */
const OF_STEP = /^GITHUB_(?:ENV|OUTPUT|PATH)$/;

class Reader implements Makefile {
  readonly rules: Rule[] = [];
  readonly ofTarget: Makefile['ofTarget'] = [];
  isOpen: boolean;
  isWhole = true;
  isTooMuch = false;
  readonly #exported = new Set<string>();
  #exportsAll = false;
  readonly scope: MakeScope;
  #variables = new Map<string, MakeVariable>();
  readonly #around: StartSurroundings;
  readonly #prefersEnvironment: boolean;
  /** The rules to which the recipe lines that come belong. */
  #current: Rule[] = [];
  #includes = 0;

  constructor({ given, isOpen, prefersEnvironment }: MakeCall, around: StartSurroundings) {
    this.#around = around;
    this.isOpen = isOpen;
    this.#prefersEnvironment = prefersEnvironment;
    for (const [name, value] of given) {
      this.#variables.set(name, { value, isRecursive: false, isFixed: true });
      this.#exported.add(name);
    }
    for (const [name, value] of DEFAULTS)
      this.#variables.set(name, { value, isRecursive: false, isFixed: false });
    this.scope = {
      prints: around.prints,
      effort: around.effort,
      variable: (name) => this.#variables.get(name) ?? this.#outer(name),
      exports: (name) => this.#exported.has(name) || this.#exportsAll,
    };
  }

  /** The environment; what nothing sets is empty, unless it is asked for as a token. */
  #outer(name: string): MakeVariable | null {
    if (!/^[A-Za-z_]\w*$/.test(name)) return null;
    // A file of the step is told by its name, by which the recipe's shell has it too.
    const value = OF_STEP.test(name) ? `$${name}` : this.#around.variable(name);
    return {
      value: value === null || (this.isOpen && isUnset(value)) ? HOLE : value,
      isRecursive: false,
      isFixed: false,
    };
  }

  /** What is evaluated while a recipe is filled in is read as a part of the file (GNU make manual, The eval Function). */
  opens(text: string): void {
    this.isOpen ||= EVALUATES.test(text);
  }

  all(statements: readonly Statement[], runs: Chance): void {
    for (const each of statements) {
      this.#around.effort.left -= 1;
      this.isTooMuch ||= this.#around.effort.left < 0;
      if (this.isTooMuch) return;
      this.#one(each, runs);
    }
  }

  #one(statement: Statement, runs: Chance): void {
    switch (statement.kind) {
      case 'assignment':
        this.#assign(statement);
        return;
      case 'conditional':
        this.#conditional(statement, runs);
        return;
      case 'include':
        this.#include(expanded(statement.files, this.scope), statement.mayLack, runs);
        return;
      case 'export': {
        const names = wordsIn(expanded(statement.names, this.scope));
        if (names.length === 0) this.#exportsAll = !statement.isUndone;
        for (const each of names) {
          if (statement.isUndone) this.#exported.delete(each);
          else this.#exported.add(each);
        }
        return;
      }
      case 'target-variable': {
        const targets = wordsIn(expanded(statement.targets, this.scope));
        this.ofTarget.push({ targets, assignment: statement.assignment });
        return;
      }
      case 'rule':
        this.#rule(statement, runs);
        return;
      case 'recipe':
        for (const rule of this.#current) rule.recipe.push({ text: statement.text, runs });
    }
  }

  #assign(assignment: Assignment): void {
    const name = expanded(assignment.name, this.scope);
    if (hasHole(name)) return;
    if (assignment.exports) this.#exported.add(name);
    if (this.#prefersEnvironment && !assignment.overrides && isGiven(this.#around.variable(name))) return;
    const before = this.#variables.get(name) ?? (this.isOpen ? this.#outer(name) : null);
    const made = assignedValue(assignment, before, this.#outer(name), this.scope);
    if (made) this.#variables.set(name, made);
  }

  #rule(statement: Extract<Statement, { kind: 'rule' }>, runs: Chance): void {
    this.isTooMuch ||= this.rules.length > MAX_RULES;
    const targets = wordsIn(expanded(statement.targets, this.scope));
    const parts = expanded(statement.prerequisites, this.scope).split(':');
    // `|` parts the ones of which only the order counts: they are made all the same.
    const prerequisites = wordsIn((parts.at(-1) ?? '').replaceAll('|', ' '));
    const pattern = parts.length > 1 ? (parts[0] ?? '').trim() : null;
    const { isDouble, recipe } = statement;
    // GNU make manual, Special Built-in Target Names.
    this.#exportsAll ||= targets.includes('.EXPORT_ALL_VARIABLES');
    const rule: Rule = {
      targets,
      prerequisites,
      pattern,
      recipe: recipe === null || recipe === '' ? [] : [{ text: recipe, runs }],
      isDouble,
      runs,
    };
    this.rules.push(rule);
    this.#current = [rule];
  }

  #include(files: string, mayLack: boolean, runs: Chance): void {
    for (const name of wordsIn(files).flatMap((each) => this.#filesOf(each))) {
      this.#includes += 1;
      const { folder, file, isMade } = this.#around;
      const path = inWorkspace(folder, name);
      const text = path === null || this.#includes > MAX_INCLUDES ? null : file(path);
      const statements = text === null ? null : statementsOf(text);
      const isMadeHere = path !== null && isMade(path);
      this.isOpen ||= isMadeHere;
      this.opens(text ?? '');
      if (statements) this.all(statements, runs);
      // What may lack is usually what one developer has.
      else if (!mayLack || hasHole(name) || isMadeHere) this.isWhole = false;
      if (this.#includes > MAX_INCLUDES) this.isTooMuch = true;
    }
    this.#current = [];
  }

  /** `mk/*.mk`: the files of that name, where the folder can be listed. */
  #filesOf(name: string): readonly string[] {
    const { folder, entries } = this.#around;
    return filesMatching(name, folder, { entries, text: () => null }) ?? [name];
  }

  /** Where it is not known which branch counts, only what they leave alike is. */
  #conditional({ branches }: Conditional, runs: Chance): void {
    let open: Chance = 'yes';
    let isByRun = true;
    const before = this.#variables;
    const ends: Map<string, MakeVariable>[] = [];
    for (const { test, body } of branches) {
      const holds = test ? holdsIn(this.scope, test) : 'yes';
      const taken = both(open, holds);
      open = both(open, opposite(holds));
      isByRun &&= holds !== 'unknown';
      if (taken === 'no') continue;
      this.#variables = new Map(before);
      this.all(body, both(runs, taken));
      ends.push(this.#variables);
      if (taken === 'yes') break;
    }
    if (open !== 'no') ends.push(before);
    this.#variables = joinedVariables(ends, isByRun);
  }
}

function isGiven(value: string | null): boolean {
  return value !== null && !isUnset(value);
}

const DEFAULTS: readonly (readonly [string, string])[] = [
  ['MAKE', 'make'],
  ['SHELL', '/bin/sh'],
  ['MAKE_VERSION', '4.3'],
];
