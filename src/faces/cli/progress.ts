/** How far a long command has come, on one line of a terminal that is written over and taken away at the end. */
import { clip, oneLine } from '../../report/text.js';

export interface ProgressLine {
  /** `done` of `all`, and what is being looked at. */
  show(done: number, all: number, what: string): void;
  /** A sentence that stays; the line goes on below it. */
  say(sentence: string): void;
  end(): void;
}

const BAR = 24;
/** Milliseconds: a terminal is slower than the work. */
const PAUSE = 80;

/** On a terminal outside Actions; elsewhere only what stays is written. */
export function progressLine(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): ProgressLine {
  const isShown = stream.isTTY === true && env.GITHUB_ACTIONS !== 'true' && env.TERM !== 'dumb';
  let isThere = false;
  let last = 0;
  const clear = () => {
    if (isThere) stream.write('\r\u001b[K');
    isThere = false;
  };
  return {
    show(done, all, what) {
      const now = performance.now();
      if (!isShown || (now - last < PAUSE && done < all)) return;
      last = now;
      const filled = all === 0 ? BAR : Math.floor((BAR * done) / all);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
      const columns = (stream.columns ?? 80) - 1;
      stream.write(`\r\u001b[K${clip(`${bar} ${done}/${all} ${oneLine(what)}`, columns)}`);
      isThere = true;
    },
    say(sentence) {
      clear();
      stream.write(`${sentence}\n`);
    },
    end: clear,
  };
}
