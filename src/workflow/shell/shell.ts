/**
 * The grammar of shell scripts, as far as `run:` steps need it: words with quotes
 * and expansions, lists, pipes, redirections, here-documents, `if`, `for`,
 * `while`, `case`, groups and functions (POSIX.1-2024, Shell Command Language, and
 * bash's additions). It reads and judges nothing; see script.ts for the meaning.
 */

export type WordPart =
  | { kind: 'text'; text: string; quoted: boolean }
  /** `$NAME`, `${NAME…}`; `modifier` is all that follows the name: `,,`, `:-x`, `#prefix`. */
  | { kind: 'variable'; name: string; modifier: string; quoted: boolean }
  /** `$(…)` or backquotes: the script within. */
  | { kind: 'substitution'; source: string; quoted: boolean }
  /** Arithmetic, process substitution: nothing that we follow. */
  | { kind: 'unknown'; quoted: boolean };

export interface Word {
  parts: WordPart[];
  /** As written. */
  source: string;
  offset: number;
}

export interface Redirect {
  operator: string;
  target: Word;
  /** Text of a here-document; its expansions are still in it. */
  body: Word | null;
}

export interface Simple {
  kind: 'simple';
  assignments: { name: string; value: Word }[];
  words: Word[];
  redirects: Redirect[];
  offset: number;
}

export type Command =
  | Simple
  | { kind: 'if'; branches: { condition: List; body: List }[]; otherwise: List | null; redirects: Redirect[] }
  | { kind: 'for'; name: string; words: Word[] | null; body: List; redirects: Redirect[] }
  | { kind: 'while'; condition: List; body: List; redirects: Redirect[] }
  | { kind: 'case'; word: Word; branches: List[]; redirects: Redirect[] }
  | { kind: 'group'; body: List; subshell: boolean; redirects: Redirect[] }
  | { kind: 'function'; name: string; body: Command };

export interface Link {
  /** What joins it to the one before. */
  join: 'then' | 'and' | 'or';
  negated: boolean;
  pipeline: Command[];
}

export type List = Link[];

class ShellError extends Error {}

/** The script as a tree; null where it is not a script that we can read. Never throws. */
export function parseScript(source: string): List | null {
  try {
    const parser = new Parser(source.replaceAll('\r\n', '\n'));
    const list = parser.list([]);
    return parser.done ? list : null;
  } catch (error) {
    if (error instanceof ShellError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Splits the text of a here-document or of a default value into its parts, as if between double quotes. */
export function parseQuoted(source: string): WordPart[] {
  try {
    return new Parser(source).quotedText();
  } catch {
    return [{ kind: 'unknown', quoted: true }];
  }
}

const RESERVED_END = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;

class Parser {
  readonly #text: string;
  #at = 0;
  #pending: { redirect: Redirect; delimiter: string; strip: boolean; quoted: boolean }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    this.#blanks(true);
    return this.#at >= this.#text.length;
  }

  /** Commands up to one of the reserved words (or `)` and `;;`), which is left standing. */
  list(until: readonly string[]): List {
    const links: List = [];
    let join: Link['join'] = 'then';
    for (;;) {
      this.#blanks(true);
      if (this.#at >= this.#text.length || this.#peek(')') || this.#peek(';;') || this.#reserved(until))
        return links;
      if (join === 'then') {
        const word = this.#word();
        if (word !== null && RESERVED_END.has(word) && !until.includes(word)) throw new ShellError(word);
      }
      links.push(this.#link(join));
      this.#blanks(false);
      if (this.#take('&&')) join = 'and';
      else if (this.#take('||')) join = 'or';
      else {
        join = 'then';
        if (this.#peek(';;')) return links;
        if (!this.#take(';') && !this.#take('&') && !this.#newline()) {
          if (this.#at < this.#text.length && !this.#peek(')') && !this.#reserved(until))
            throw new ShellError('separator');
        }
      }
    }
  }

  quotedText(): WordPart[] {
    const parts: WordPart[] = [];
    while (this.#at < this.#text.length) this.#quotedPart(parts, null);
    return parts;
  }

  #link(join: Link['join']): Link {
    let negated = false;
    if (this.#reserved(['!'])) {
      this.#at += 1;
      this.#blanks(false);
      negated = true;
    }
    const pipeline = [this.#command()];
    for (;;) {
      this.#blanks(false);
      if (this.#peek('||') || !this.#take('|')) return { join, negated, pipeline };
      this.#take('&');
      this.#blanks(true);
      pipeline.push(this.#command());
    }
  }

  #command(): Command {
    this.#blanks(false);
    if (this.#peek('((')) return this.#arithmetic();
    if (this.#take('(')) {
      const body = this.list([]);
      this.#expect(')');
      return { kind: 'group', body, subshell: true, redirects: this.#redirects() };
    }
    switch (this.#word()) {
      case '{': {
        this.#at += 1;
        const body = this.#until(['}']);
        return { kind: 'group', body, subshell: false, redirects: this.#redirects() };
      }
      case 'if':
        return this.#if();
      case 'for':
      case 'select':
        return this.#for();
      case 'while':
      case 'until': {
        this.#skipWord();
        const condition = this.#until(['do']);
        const body = this.#until(['done']);
        return { kind: 'while', condition, body, redirects: this.#redirects() };
      }
      case 'case':
        return this.#case();
      case 'function': {
        this.#skipWord();
        return this.#function();
      }
      default:
        return this.#simple();
    }
  }

  #if(): Command {
    this.#skipWord();
    const branches: { condition: List; body: List }[] = [];
    let otherwise: List | null = null;
    for (;;) {
      const condition = this.#until(['then']);
      const body = this.list(['elif', 'else', 'fi']);
      branches.push({ condition, body });
      const word = this.#word();
      this.#skipWord();
      if (word === 'else') {
        otherwise = this.#until(['fi']);
        break;
      }
      if (word === 'fi') break;
      if (word !== 'elif') throw new ShellError('if');
    }
    return { kind: 'if', branches, otherwise, redirects: this.#redirects() };
  }

  #for(): Command {
    this.#skipWord();
    this.#blanks(false);
    if (this.#peek('((')) {
      this.#arithmetic();
      this.#separator();
      this.#expectWord('do');
      return {
        kind: 'for',
        name: '',
        words: null,
        body: this.#until(['done']),
        redirects: this.#redirects(),
      };
    }
    const name = this.#name();
    if (name === null) throw new ShellError('for');
    this.#blanks(true);
    let words: Word[] | null = null;
    if (this.#word() === 'in') {
      this.#skipWord();
      words = [];
      for (;;) {
        this.#blanks(false);
        if (this.#at >= this.#text.length || /[;\n]/.test(this.#char())) break;
        words.push(this.#readWord());
      }
    }
    this.#separator();
    this.#expectWord('do');
    return { kind: 'for', name, words, body: this.#until(['done']), redirects: this.#redirects() };
  }

  #case(): Command {
    this.#skipWord();
    this.#blanks(false);
    const word = this.#readWord();
    this.#blanks(true);
    this.#expectWord('in');
    const branches: List[] = [];
    for (;;) {
      this.#blanks(true);
      if (this.#word() === 'esac') break;
      this.#take('(');
      for (;;) {
        this.#blanks(false);
        this.#readWord();
        this.#blanks(false);
        if (!this.#take('|')) break;
      }
      this.#expect(')');
      branches.push(this.list(['esac']));
      if (this.#take(';;')) this.#take('&');
    }
    this.#skipWord();
    return { kind: 'case', word, branches, redirects: this.#redirects() };
  }

  #function(): Command {
    this.#blanks(false);
    const name = this.#readWord().source.replace(/\(\)$/, '');
    this.#blanks(false);
    if (this.#take('(')) this.#expect(')');
    this.#blanks(true);
    return { kind: 'function', name, body: this.#command() };
  }

  #simple(): Command {
    const made: Simple = { kind: 'simple', assignments: [], words: [], redirects: [], offset: this.#at };
    const from = this.#at;
    for (;;) {
      this.#blanks(false);
      const redirect = this.#redirect();
      if (redirect) {
        made.redirects.push(redirect);
        continue;
      }
      if (this.#at >= this.#text.length || /[;&|()\n]/.test(this.#char())) {
        // `name() { … }`
        if (this.#peek('(') && made.words.length === 1 && made.assignments.length === 0) {
          this.#at = from;
          return this.#definition();
        }
        break;
      }
      const assignment = made.words.length === 0 ? this.#assignment() : null;
      if (assignment) made.assignments.push(assignment);
      else made.words.push(this.#readWord());
    }
    if (made.words.length + made.assignments.length + made.redirects.length === 0)
      throw new ShellError('command');
    return made;
  }

  #definition(): Command {
    const name = this.#readWord().source;
    this.#blanks(false);
    this.#expect('(');
    this.#blanks(false);
    this.#expect(')');
    this.#blanks(true);
    return { kind: 'function', name, body: this.#command() };
  }

  #assignment(): { name: string; value: Word } | null {
    const from = this.#at;
    const name = this.#name();
    if (name !== null) {
      const append = this.#take('+=');
      if (append || this.#take('=')) {
        if (this.#peek('(')) {
          const value = this.#array();
          return { name, value };
        }
        const offset = this.#at;
        const value = /[\s;&|()]/.test(this.#char() || ' ')
          ? { parts: [], source: '', offset }
          : this.#readWord();
        if (append) value.parts.unshift({ kind: 'variable', name, modifier: '', quoted: true });
        return { name, value };
      }
    }
    this.#at = from;
    return null;
  }

  /** `NAME=(a b)`: an array, which we don't follow. */
  #array(): Word {
    const offset = this.#at;
    this.#expect('(');
    for (;;) {
      this.#blanks(true);
      if (this.#take(')')) break;
      if (this.#at >= this.#text.length) throw new ShellError('array');
      this.#readWord();
    }
    return { parts: [{ kind: 'unknown', quoted: true }], source: this.#text.slice(offset, this.#at), offset };
  }

  #arithmetic(): Simple {
    const offset = this.#at;
    this.#balanced('(', ')');
    const source = this.#text.slice(offset, this.#at);
    const word: Word = { parts: [{ kind: 'text', text: '((', quoted: false }], source, offset };
    return { kind: 'simple', assignments: [], words: [word], redirects: this.#redirects(), offset };
  }

  #redirects(): Redirect[] {
    const found: Redirect[] = [];
    for (;;) {
      this.#blanks(false);
      const redirect = this.#redirect();
      if (!redirect) return found;
      found.push(redirect);
    }
  }

  #redirect(): Redirect | null {
    const match = this.#match(/(?:\d+|&)?(?:<<<|<<-?|<>|<&|<(?!\()|>>|>\||>&|>(?!\())/y);
    if (match === null) return null;
    const operator = match.replace(/^(\d+|&)/, '');
    this.#blanks(false);
    const target = this.#readWord();
    const redirect: Redirect = { operator, target, body: null };
    if (operator === '<<' || operator === '<<-') {
      this.#pending.push({
        redirect,
        delimiter: target.source.replace(/['"\\]/g, ''),
        strip: operator === '<<-',
        quoted: /['"\\]/.test(target.source),
      });
    }
    return redirect;
  }

  /** Bodies of here-documents follow the line on which they are announced. */
  #documents(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { redirect, delimiter, strip, quoted } of pending) {
      const offset = this.#at;
      const lines: string[] = [];
      while (this.#at < this.#text.length) {
        const end = this.#text.indexOf('\n', this.#at);
        const line = this.#text.slice(this.#at, end === -1 ? undefined : end);
        this.#at = end === -1 ? this.#text.length : end + 1;
        const bare = strip ? line.replace(/^\t+/, '') : line;
        if (bare === delimiter) break;
        lines.push(bare);
      }
      const source = lines.map((each) => `${each}\n`).join('');
      const parts: WordPart[] = quoted ? [{ kind: 'text', text: source, quoted: true }] : parseQuoted(source);
      redirect.body = { parts, source, offset };
    }
  }

  // ------------------------------------------------------------- words

  #readWord(): Word {
    const offset = this.#at;
    const parts: WordPart[] = [];
    let plain = '';
    const flush = () => {
      if (plain) parts.push({ kind: 'text', text: plain, quoted: false });
      plain = '';
    };
    while (this.#at < this.#text.length) {
      const char = this.#char();
      if (/[\s;&|()]/.test(char)) break;
      if (char === '<' || char === '>') {
        if (this.#text[this.#at + 1] !== '(' || parts.length > 0 || plain) break;
        this.#at += 1;
        this.#balanced('(', ')');
        parts.push({ kind: 'unknown', quoted: true });
      } else if (char === '\\') {
        if (this.#text[this.#at + 1] !== '\n') {
          flush();
          parts.push({ kind: 'text', text: this.#text[this.#at + 1] ?? '', quoted: true });
        }
        this.#at += 2;
      } else if (char === "'") {
        flush();
        parts.push({ kind: 'text', text: this.#single(), quoted: true });
      } else if (char === '"') {
        flush();
        this.#at += 1;
        parts.push({ kind: 'text', text: '', quoted: true });
        while (this.#char() !== '"') this.#quotedPart(parts, '"');
        this.#at += 1;
      } else if (char === '$' || char === '`') {
        flush();
        this.#expansion(parts, false);
      } else {
        plain += char;
        this.#at += 1;
      }
    }
    flush();
    if (this.#at === offset) throw new ShellError('word');
    return { parts, source: this.#text.slice(offset, this.#at), offset };
  }

  #single(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end === -1) throw new ShellError("'");
    const text = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return text;
  }

  /** One piece of a text between double quotes. */
  #quotedPart(parts: WordPart[], end: '"' | null): void {
    const char = this.#char();
    if (char === '') throw new ShellError('"');
    if (char === '\\') {
      const next = this.#text[this.#at + 1] ?? '';
      const escaped = '$`"\\'.includes(next) || next === '\n';
      if (next !== '\n') parts.push({ kind: 'text', text: escaped ? next : `\\${next}`, quoted: true });
      this.#at += 2;
    } else if (char === '$' || char === '`') this.#expansion(parts, true);
    else {
      let text = '';
      while (this.#at < this.#text.length && !'\\$`'.includes(this.#char()) && this.#char() !== end) {
        text += this.#char();
        this.#at += 1;
      }
      parts.push({ kind: 'text', text, quoted: true });
    }
  }

  #expansion(parts: WordPart[], quoted: boolean): void {
    if (this.#take('`')) {
      const from = this.#at;
      while (this.#char() !== '`') {
        if (this.#char() === '') throw new ShellError('`');
        this.#at += this.#char() === '\\' ? 2 : 1;
      }
      parts.push({ kind: 'substitution', source: this.#text.slice(from, this.#at), quoted });
      this.#at += 1;
      return;
    }
    this.#at += 1;
    if (this.#peek('((')) {
      this.#balanced('(', ')');
      parts.push({ kind: 'unknown', quoted });
    } else if (this.#peek('(')) {
      const from = this.#at + 1;
      this.#balanced('(', ')');
      parts.push({ kind: 'substitution', source: this.#text.slice(from, this.#at - 1), quoted });
    } else if (this.#peek('{')) {
      const from = this.#at + 1;
      this.#balanced('{', '}');
      parts.push(braced(this.#text.slice(from, this.#at - 1), quoted));
    } else if (!quoted && this.#peek("'")) {
      const text = this.#single();
      parts.push(
        text.includes('\\') ? { kind: 'unknown', quoted: true } : { kind: 'text', text, quoted: true },
      );
    } else {
      const name = this.#name() ?? this.#match(/[0-9@*#?$!-]/y);
      if (name === null) parts.push({ kind: 'text', text: '$', quoted });
      else parts.push({ kind: 'variable', name, modifier: '', quoted });
    }
  }

  /** From an opening bracket to behind its closing one, over quotes and nested brackets. */
  #balanced(open: string, close: string): void {
    let depth = 0;
    do {
      const char = this.#char();
      if (char === '') throw new ShellError(open);
      if (char === '\\') this.#at += 2;
      else if (char === "'" && open === '(') this.#single();
      else if (char === '"') {
        this.#at += 1;
        const parts: WordPart[] = [];
        while (this.#char() !== '"') this.#quotedPart(parts, '"');
        this.#at += 1;
      } else {
        if (char === open) depth += 1;
        if (char === close) depth -= 1;
        this.#at += 1;
      }
    } while (depth > 0);
  }

  // -------------------------------------------------------- characters

  #char(): string {
    return this.#text[this.#at] ?? '';
  }

  #peek(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#peek(text)) return false;
    this.#at += text.length;
    return true;
  }

  #expect(text: string): void {
    this.#blanks(true);
    if (!this.#take(text)) throw new ShellError(text);
  }

  #expectWord(word: string): void {
    this.#blanks(true);
    if (this.#word() !== word) throw new ShellError(word);
    this.#skipWord();
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #name(): string | null {
    return this.#match(NAME);
  }

  /** The plain word that starts here; null when it is something else. */
  #word(): string | null {
    const pattern = /[A-Za-z0-9_{}!]+(?=$|[\s;&|()<>])/y;
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0] ?? null;
  }

  #skipWord(): void {
    this.#at += this.#word()?.length ?? 0;
  }

  #reserved(words: readonly string[]): boolean {
    const word = this.#word();
    return word !== null && words.includes(word);
  }

  #until(words: readonly string[]): List {
    const list = this.list(words);
    this.#blanks(true);
    if (!this.#reserved(words)) throw new ShellError(words.join());
    this.#skipWord();
    return list;
  }

  #separator(): void {
    this.#blanks(false);
    this.#take(';');
    this.#blanks(true);
  }

  #newline(): boolean {
    if (!this.#take('\n')) return false;
    this.#documents();
    return true;
  }

  /** Blanks, comments and continued lines; with `lines` also the ends of lines. */
  #blanks(lines: boolean): void {
    for (;;) {
      if (this.#match(/(?:[ \t]|\\\n)+/y) !== null) continue;
      if (this.#char() === '#') {
        this.#match(/[^\n]*/y);
        continue;
      }
      if (!lines || !this.#newline()) return;
    }
  }
}

/** The inside of `${…}`. */
function braced(source: string, quoted: boolean): WordPart {
  const match = /^([A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])(.*)$/s.exec(source);
  if (!match || source.startsWith('#') || source.startsWith('!')) return { kind: 'unknown', quoted };
  return { kind: 'variable', name: match[1] as string, modifier: match[2] as string, quoted };
}
