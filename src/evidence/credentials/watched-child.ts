/** A hold on the child process that `@actions/exec` starts and does not hand out. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';

/** Who waits for the process that comes into being; kept through the waits of the package. */
const starting = new AsyncLocalStorage<WatchedChild>();

// Node.js announces each child before it is started (docs "Diagnostics channel", `child_process`).
subscribe('child_process', (message) =>
  starting.getStore()?.begin((message as { process: ChildProcess }).process),
);

/** `ChildProcess.spawn`, which `child_process.spawn` calls on the child that it has announced. */
interface Unstarted {
  spawn(options: SpawnOptions): unknown;
}

const isWindows = process.platform === 'win32';

/** What the package does not see to: a program that does not read its input, one that can't be started, one that does not end. */
export class WatchedChild {
  /** The system's own words when the program could not be started. */
  failure: string | null = null;
  #child: ChildProcess | null = null;
  #stdin: string;
  #meanwhile: () => void;
  #isOver = false;

  /**
   * @param stdin what the program reads, then end of file
   * @param meanwhile called once it is at work
   */
  constructor(stdin: string, meanwhile = () => {}) {
    this.#stdin = stdin;
    this.#meanwhile = meanwhile;
  }

  /** Calls what will start the child. */
  during<T>(start: () => T): T {
    return starting.run(this, start);
  }

  /** Makes the child lead a process group of its own, so that what it starts can be ended with it, and feeds it. */
  begin(child: ChildProcess): void {
    this.#child = child;
    child.once('error', ({ message }) => {
      this.failure = message;
    });
    const unstarted = child as unknown as Unstarted;
    const start = unstarted.spawn;
    unstarted.spawn = (options) => {
      try {
        return start.call(child, { ...options, detached: !isWindows });
      } catch (error) {
        // Thrown, it would end this process: the package lets it go by as an unhandled rejection.
        process.nextTick(() => child.emit('error', error));
        return -1;
      } finally {
        // A program that ends without reading its input is judged by its exit code.
        child.stdin?.on('error', () => {}).end(this.#stdin);
        setImmediate(this.#meanwhile);
        if (this.#isOver) this.end();
      }
    };
  }

  /** Lets the rest of a stream run by: the package would gather what has no line end. */
  ignore(stream: 'stdout' | 'stderr'): void {
    this.#child?.[stream]?.removeAllListeners('data').resume();
  }

  /** Ends the program and everything that it has started. */
  end(): void {
    this.#isOver = true;
    const pid = this.#child?.pid;
    try {
      if (isWindows) this.#child?.kill();
      else if (pid) process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
    this.letGo();
  }

  /** What still holds the program's output must not hold this process. */
  letGo(): void {
    this.#child?.stdout?.destroy();
    this.#child?.stderr?.destroy();
  }
}
