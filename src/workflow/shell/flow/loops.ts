/** Loops of a script: how often the body of one is walked, and with what in its variables, and what leaves it early. */
import type { ArithmeticFor, Command, CompoundList, For, Select, While, Word } from 'unbash';
import { looksForImage } from '../../knowledge/looks.js';
import { both, type Chance, either, opposite } from '../../language/chance.js';
import { FOUND, isSurelyPresent } from '../../language/origins.js';
import { hasHole, isHole } from '../../language/values.js';
import { copyOf, freshTurn, joinedCommands, type State, type Turn } from '../known/state.js';
import { fill, readOf } from '../read.js';
import { isGivenInput } from '../redirections.js';
import type { Shell } from '../shell.js';
import { counted, numberIn } from '../words/arithmetic.js';
import { commandFields, separatorsOf } from '../words/command-words.js';
import { withoutEmptied } from '../words/unset-variables.js';
import { fieldsOf, isOpenField, standsInQuotes } from '../words/words.js';
import type { Outcome } from './answers.js';
import type { FlowWalk } from './walk.js';

/** How often a `for` with a known list is walked; beyond that its variable is a hole. */
const MAX_TURNS = 20;

/** Loops in loops are turned through twice only so deep. */
const MAX_LOOPS = 3;

/** Walks the bodies of loops, as part of the walk that it is given. */
export class Loops {
  readonly #walk: FlowWalk;
  #depth = 0;
  /** What of the conditions was open where the outermost loop began that is sure to be come to; null: outside of one. */
  #turning: number | null = null;

  constructor(walk: FlowWalk) {
    this.#walk = walk;
  }

  /** Does nothing but a loop stand around the command, of which nobody knows how often it turns? */
  get isTurned(): boolean {
    return this.#turning !== null && this.#turning === this.#walk.conditions.open;
  }

  /**
   * `continue`, `break`, `continue 2`: leaves as many loops, and the outermost of them for its next turn or for good. One
   * that stands under no condition is sure, however sure the turn itself is.
   *
   * @param isOpen it stands behind an answer that nobody knows
   */
  leave([name, levels = '1']: readonly string[], runs: Chance, isOpen: boolean): void {
    const { state } = this.#walk.shell;
    const { succeeded, failing } = this.#walk.conditions;
    const missing = name === 'continue' ? failing.filter(({ words }) => looksForImage(words)) : [];
    const from = Math.max(0, state.turns.length - (/^[1-9]\d?$/.test(levels) ? Number(levels) : 1));
    state.turns = state.turns.map((turn, at): Turn => {
      if (at < from || runs === 'no') return turn;
      const isSure = !isOpen && turn.conditions === this.#walk.conditions.open;
      const chance = runs === 'yes' || isSure ? 'yes' : runs;
      const over = {
        ...turn,
        isOver: either(turn.isOver, chance),
        overBehind: joinedCommands([turn.overBehind, succeeded]),
        skippedFor: joinedCommands([turn.skippedFor, missing]),
      };
      if (name !== 'break' && at === from) return over;
      const lastBehind = joinedCommands([turn.lastBehind, succeeded]);
      return { ...over, isLast: either(turn.isLast, chance), lastBehind };
    });
  }

  /** `docker push $TAG || continue`: what stands behind it in the turn is only come to where that has ended well. */
  skip([name, levels = '1']: readonly string[]): void {
    const { state } = this.#walk.shell;
    const { failing } = this.#walk.conditions;
    const turn = state.turns.at(-1);
    if (!turn || name !== 'continue' || levels !== '1') return;
    const skipped = { ...turn, skippedFor: joinedCommands([turn.skippedFor, failing]) };
    state.turns = [...state.turns.slice(0, -1), skipped];
  }

  /** @param walk its turns */
  #loop(walk: () => void): void {
    const { shell } = this.#walk;
    const conditions = this.#walk.conditions.open;
    const around = shell.state.turns;
    shell.state.turns = [...around, freshTurn(conditions)];
    this.#walk.conditions.afresh(() => this.#walk.failures.inTurns(walk));
    shell.state.turns = shell.state.turns.slice(0, around.length);
  }

  /**
   * One turn, as far as none before it was the last.
   *
   * @param body null: it is never reached any more
   * @param begin what changes in the shell before it
   */
  #turn(body: CompoundList | null, runs: Chance, begin: () => void = () => {}): void {
    const { shell } = this.#walk;
    const conditions = this.#walk.conditions.open;
    const before = shell.state;
    const turn = before.turns.at(-1);
    const { isLast = 'no', lastBehind = [] } = turn ?? {};
    const around = before.turns.slice(0, -1);
    if (isLast === 'yes') {
      if (turn && body) this.#turnOtherwise(turn, body, runs, begin);
      return;
    }
    shell.state = { ...before, turns: [...around, freshTurn(conditions, turn)] };
    begin();
    if (body)
      this.#walk.conditions.insteadOf(lastBehind, () =>
        this.#walk.statements(body.commands, both(runs, opposite(isLast))),
      );
    if (isLast !== 'no') shell.state = shell.merged([before, shell.state], isLast);
  }

  /** A turn that is come to where the commands fail behind which the one before it was the last: `docker push $TAG && break`. */
  #turnOtherwise(turn: Turn, body: CompoundList, runs: Chance, begin: () => void): void {
    const { shell } = this.#walk;
    const { lastBehind } = turn;
    const around = shell.state.turns.slice(0, -1);
    const more = this.#walk.byways.otherwise(lastBehind, () => {
      shell.state.turns = [...around, freshTurn(turn.conditions)];
      begin();
      this.#walk.statements(body.commands, both(runs, 'unknown'));
      return shell.state.turns.at(-1)?.lastBehind;
    });
    const next = { ...turn, lastBehind: joinedCommands([lastBehind, more ?? []]) };
    shell.state = { ...shell.state, turns: [...around, next] };
  }

  for({ type, name, wordlist, body }: For | Select, runs: Chance): void {
    const { shell, byways } = this.#walk;
    const items = wordlist ? wordlist.flatMap((each) => itemsOf(each, shell)) : (shell.positional ?? [FOUND]);
    if (type === 'Select') this.#each(name.value, [FOUND], body, runs);
    else if (items.length === 0) byways.passOver(() => this.#each(name.value, [FOUND], body, 'no'));
    else this.#each(name.value, items, body, runs);
  }

  /** `while read LINE`: a turn for each line, where they are known. */
  while({ kind, clause, body }: While, runs: Chance, fed: string | null): void {
    const command = readIn(clause);
    // `read NAME <&3` reads another file.
    const read =
      command && !isGivenInput(command.redirects) && readOf(commandFields(command, this.#walk.shell));
    if (read && fed !== null && !read.isOther && !read.isWhole) {
      const lines = readLines(fed, clause).filter((each) => each.trim() !== '');
      const [only, ...more] = read.names;
      if (only !== undefined && more.length === 0 && read.array === null) {
        const items = lines.map((each) => each.trim());
        this.#each(only, items, body, runs, () => this.#walk.shell.set(only, ''));
        return;
      }
      if (lines.length <= MAX_TURNS && !lines.some(hasHole)) {
        const separators = separatorsOf(command, this.#walk.shell);
        this.#loop(() => {
          for (const line of lines)
            this.#turn(body, runs, () => fill(read, line, separators, this.#walk.shell));
          this.#turn(null, runs, () => fill(read, '', separators, this.#walk.shell));
        });
        return;
      }
    }
    const holds = this.#walk.failures.asking(() => this.#walk.statements(clause.commands, runs));
    const end = kind === 'until' ? 'yes' : 'no';
    if (holds === end) this.#walk.byways.passOver(() => this.#walk.statements(body.commands, 'no'));
    else if (holds !== opposite(end) || !this.#counted({ clause, body, end }, runs))
      this.#loop(() => this.#turns(body, runs));
  }

  /**
   * `while [ $# -gt 0 ]; do … shift; done`: as many turns as its condition says, where it is known each time.
   *
   * @param end what the condition comes to where there is no further turn
   * @returns was it so? else nothing has happened
   */
  #counted(
    { clause, body, end }: { clause: CompoundList; body: CompoundList; end: Chance },
    runs: Chance,
  ): boolean {
    const { shell, commands, failures } = this.#walk;
    if (this.#depth >= MAX_LOOPS) return false;
    const before = shell.state;
    const known = commands.length;
    let isEnded = false;
    shell.state = copyOf(before);
    this.#depth += 1;
    this.#loop(() => {
      for (let turn = 0; turn < MAX_TURNS && !isEnded; turn += 1) {
        const start = shell.state;
        this.#turn(body, runs);
        isEnded = shell.state.left === 'yes' || shell.state.turns.at(-1)?.isLast === 'yes';
        if (isEnded) return;
        let holds: Outcome = 'unknown';
        this.#turn(null, runs, () => {
          holds = failures.asking(() => this.#walk.statements(clause.commands, runs));
        });
        isEnded = holds === end;
        if (holds !== opposite(end) || !hasChanged(start, shell.state)) return;
      }
    });
    this.#depth -= 1;
    if (isEnded) return true;
    shell.state = before;
    commands.length = known;
    return false;
  }

  /**
   * A turn for each item; those of which nothing is known may be any number, but for one that is never empty.
   *
   * @param end what changes in the shell when there is none left: a `read` that finds nothing empties its variable
   */
  #each(name: string, items: readonly string[], body: CompoundList, runs: Chance, end = () => {}): void {
    if (items.length > MAX_TURNS) {
      this.#walk.shell.set(name, FOUND);
      this.#loop(() => this.#turns(body, runs));
      return;
    }
    this.#loop(() => {
      for (const item of items) {
        const hole = isOpenField(item) ? openedItem(item) : item;
        const begin = () => this.#walk.shell.set(name, hole);
        if (isHole(hole) && !isSurelyPresent(item)) this.#turns(body, runs, begin);
        else this.#turn(body, runs, begin);
      }
      this.#turn(null, runs, end);
    });
  }

  /** `for ((i = 0; i < 3; i++))`: a turn for each number; where they are not known, what it counts is any of them. */
  counting({ initialize, test, update, body }: ArithmeticFor, runs: Chance): void {
    const { shell } = this.#walk;
    const goesOn = () => numberIn(counted(test, shell.counting));
    counted(initialize, shell.counting);
    const before = shell.state;
    shell.state = copyOf(before);
    let turns = 0;
    for (; turns <= MAX_TURNS && (goesOn() ?? 0) !== 0; turns += 1) counted(update, shell.counting);
    const isKnown = turns <= MAX_TURNS && goesOn() !== null;
    shell.state = before;
    if (isKnown) {
      this.#loop(() => {
        for (let turn = 0; turn < turns; turn += 1) {
          this.#turn(body, runs);
          counted(update, shell.counting);
        }
      });
      return;
    }
    const place = { ...shell.counting, assign: (name: string) => shell.set(name, FOUND) };
    for (const each of [initialize, test, update]) counted(each, place);
    this.#loop(() => this.#turns(body, runs));
  }

  /** A body that is turned through any number of times, and once at least: nobody writes one that never turns. */
  #turns(body: CompoundList, runs: Chance, begin?: () => void): void {
    const { shell } = this.#walk;
    const chance = both(runs, 'sometimes');
    const around = this.#turning;
    this.#turning ??= runs === 'yes' ? this.#walk.conditions.open : null;
    const start = shell.state;
    this.#turn(body, chance, begin);
    this.#turning = around;
    if (this.#depth >= MAX_LOOPS) return;
    const once = shell.state;
    const known = this.#walk.commands.length;
    shell.state = copyOf(once);
    this.#openCounters(start, once);
    this.#depth += 1;
    this.#turn(body, chance, begin);
    this.#depth -= 1;
    // What it runs again stands at the same places.
    this.#walk.commands.length = known;
    shell.state = shell.merged([once, shell.state], 'sometimes');
  }

  /** What a turn counts, or takes off its arguments, may have come to anything in a later one. */
  #openCounters(start: State, once: State): void {
    const { shell } = this.#walk;
    for (const name of start.variables.differing(once.variables))
      if (isNumber(start.variables.get(name)) && isNumber(once.variables.get(name))) shell.set(name, FOUND);
    if (start.positional !== once.positional) shell.state.positional = null;
  }
}

/** What a word of a list comes to. Of what nothing sets there is nothing, and a pattern stands for the files that it finds. */
function itemsOf(word: Word, shell: Shell): string[] {
  const fields = fieldsOf([word], shell).flatMap((each) => shell.glob(each) ?? [each]);
  if (!shell.knowsUnset) return fields;
  return fields.map(withoutEmptied).filter((each) => each !== '' || standsInQuotes(word));
}

/** Does a turn leave anything behind by which the next one could be another? */
function hasChanged(start: State, end: State): boolean {
  return (['variables', 'arrays', 'positional'] as const).some((each) => start[each] !== end[each]);
}

function isNumber(text = '0'): boolean {
  return /^-?\d+$/.test(text);
}

/** The `read` of a loop, perhaps with what takes a last line that has no end: `read -r NAME || [ -n "$NAME" ]`. */
function readIn({ commands: [only, ...more] }: CompoundList): Command | null {
  const { command } = only ?? {};
  if (more.length > 0 || command === undefined) return null;
  const first = command.type === 'AndOr' && command.operators[0] === '||' ? command.commands[0] : command;
  return first?.type === 'Command' ? first : null;
}

/** With a line that has no end a `read` fails, which only those look at who ask on: `read -r NAME || [ -n "$NAME" ]`. */
function readLines(fed: string, { commands: [only] }: CompoundList): string[] {
  const lines = fed.split('\n');
  const isLost = only?.command.type === 'Command' && !hasHole(lines.at(-1) ?? '');
  return isLost ? lines.slice(0, -1) : lines;
}

/** An item as far as it is surely one: what is not known of it may have spaces in it. */
function openedItem(item: string): string {
  const at = [...item].findIndex(hasHole);
  if (at <= 0) return FOUND;
  return [...item].slice(0, at + 1).join('');
}
