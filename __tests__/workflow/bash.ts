/** Real shells as the oracle: many scripts in one go, since to start a process is what takes time. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

export interface ShellOptions {
  /** The shell and its options; the script's file is added. */
  command?: readonly string[];
  env?: Record<string, string>;
}

/** Runs each script in a shell of its own, in an empty folder. Answers in the order of the scripts. */
export function runScripts(scripts: readonly string[], options: ShellOptions = {}): Ran[] {
  const { command = ['bash'], env = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
  try {
    const files = scripts.map((script, index) => {
      const file = join(folder, `${index}.sh`);
      writeFileSync(file, script);
      return file;
    });
    const each = `${command.join(' ')} "$file" < /dev/null 2> errors; status=$?`;
    const driver = `for file; do ${each}; printf '\\0%s\\0' "$status"; cat errors; printf '\\0'; done`;
    const { stdout } = spawnSync('bash', ['-c', driver, 'bash', ...files], {
      cwd: folder,
      env: { ...env, PATH: env.PATH ?? process.env.PATH, LC_ALL: 'C.UTF-8' },
      encoding: 'utf8',
    });
    const parts = stdout.split('\0');
    return scripts.map((_, index) => ({
      stdout: parts[3 * index] ?? '',
      status: Number(parts[3 * index + 1]),
      stderr: parts[3 * index + 2] ?? '',
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
