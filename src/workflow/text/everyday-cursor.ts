/** A place in everyday YAML, which goes from one line that says something to the next. */

/** It is not everyday YAML. */
export class Beyond extends Error {}

/** What may stand behind a value: nothing, or a comment. */
export const REST = / *(?:(?<= )#[^\n]*)?(?=\n)/y;

export class Cursor {
  readonly text: string;
  /** Where the next thing stands: after `next`, behind the indentation of a line that says something. */
  at = 0;
  /** Of that line, in blanks; -1 at the end of the text. */
  indent = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Goes to the next line, from the start of one, that is neither blank nor a comment. */
  next(): void {
    const text = this.text;
    for (let start = this.at; start < text.length; start = text.indexOf('\n', start) + 1) {
      let at = start;
      while (text[at] === ' ') at += 1;
      if (text[at] === '\n' || text[at] === '#') continue;
      this.at = at;
      this.indent = at - start;
      return;
    }
    this.at = text.length;
    this.indent = -1;
  }

  /** Behind a value: to the next line that says something. */
  endLine(): void {
    if (!this.passes(REST)) throw new Beyond();
    this.at += 1;
    this.next();
  }

  /** Goes behind what stands here, if it is that. */
  passes(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  match(pattern: RegExp): string | null {
    const start = this.at;
    return this.passes(pattern) ? this.text.slice(start, this.at) : null;
  }

  /** Where the line begins that it is on. */
  get lineStart(): number {
    return this.text.lastIndexOf('\n', this.at - 1) + 1;
  }
}
