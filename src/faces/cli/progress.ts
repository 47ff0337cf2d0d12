/** How far a long command has come, on one line of a terminal that is written over and taken away at the end. */
import { clip, oneLine } from '../../report/text.js';

export interface ProgressLine {
  /** `done` of `all`, and what is being looked at. */
  show(done: number, all: number, what: string): void;
  /** Nobody knows how long it takes: what is being done, and for how many seconds, until something else is shown. */
  wait(what: string): void;
  /** A sentence that stays; the line goes on below it. */
  say(sentence: string): void;
  end(): void;
}

const BAR = 24;
/** Milliseconds: a terminal is slower than the work. */
const PAUSE = 80;

/** Milliseconds that nobody minds to wait. */
export const PATIENCE = 1000;

/**
 * On a terminal outside Actions; elsewhere only what stays is written.
 *
 * @param after milliseconds before which nothing is shown
 */
export function progressLine(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv, after = 0): ProgressLine {
  const isShown = stream.isTTY === true && env.GITHUB_ACTIONS !== 'true' && env.TERM !== 'dumb';
  let isThere = false;
  const start = performance.now();
  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  const clear = () => {
    clearInterval(timer);
    if (isThere) stream.write('\r\u001b[K');
    isThere = false;
  };
  const write = (text: string) => {
    stream.write(`\r\u001b[K${clip(text, (stream.columns ?? 80) - 1)}`);
    isThere = true;
  };
  return {
    show(done, all, what) {
      const now = performance.now();
      if (!isShown || now - start < after || (now - last < PAUSE && done < all)) return;
      clearInterval(timer);
      last = now;
      const filled = all === 0 ? BAR : Math.floor((BAR * done) / all);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
      write(`${bar} ${done}/${all} ${oneLine(what)}`);
    },
    wait(what) {
      if (!isShown) return;
      clearInterval(timer);
      const since = performance.now();
      const seconds = () => Math.round((performance.now() - since) / 1000);
      timer = setInterval(() => write(`${oneLine(what)} (${seconds()} s)`), PATIENCE);
      timer.unref();
    },
    say(sentence) {
      clear();
      stream.write(`${sentence}\n`);
    },
    end: clear,
  };
}
