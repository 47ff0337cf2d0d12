/**
 * Commands that somebody typed, or that a shell shows while it runs them: what is refused below one is its answer,
 * until the next one is typed.
 */

import { registriesIn } from './hosts.js';
import type { Line } from './lines/line.js';

/** A prompt: bash's and zsh's with the user and the machine, PowerShell's, a bare one, that of `set -x`, and that of cmd.exe. */
const PROMPT =
  /^(?:(?:[\w.-]{1,40}@[\w.-]{1,60}(?::[^\s$#%>]{0,80}| [^\s$#%>]{1,80} ?)?[$#%>]|\[[\w.-]{1,40}@[^\]\n]{1,80}\][$#]|PS (?:[A-Z]:|\/)[^>\n]{0,100}>|[$❯]|\+{1,3}) |[A-Z]:\\[^>\n]{0,100}>)(?=\S)/;

/** GitHub's REST API, for all but packages. */
const OF_GH = 'cache|gist|issue|label|pr|project|release|repo|ruleset|run|secret|ssh-key|variable|workflow';
/** The API of a cluster, of which nothing is read that tells of images. */
const OF_KUBECTL =
  'annotate|apply|auth|cluster-info|config|cp|create|delete|diff|edit|label|patch|replace|rollout|scale|set';

/** Programs that ask services of their own, with commands that never come to a registry of images. */
const OF_OTHERS = new RegExp(
  String.raw`^(?:sudo )?(?:(?:${[
    'heroku|fly|flyctl|vercel|netlify|wrangler|railway|doctl',
    'gsutil|gcloud|aws|az|s3cmd|rclone|rsync|scp|sftp|curl|wget',
    'twine|pip3?|pipx|cargo|gem|nuget|dotnet nuget|psql|mysql|mongosh|redis-cli|vault|git|apt|apt-get|dnf|yum|apk',
    'argocd|sentry-cli|firebase|supabase|ssh-keyscan',
  ].join(
    '|',
  )}) |(?:npm|pnpm|yarn) (?:publish|install|ci|i|add|login|whoami|view|audit)\b|(?:uv|poetry) publish\b|gh (?:${OF_GH}) |kubectl (?:-\S+ (?:\w[\w.-]* )?)*(?:${OF_KUBECTL})\b)`,
);

/** More than one command, or an address that does not stand there. */
const OPEN = /&&|[;|$]/;

/** The command behind a prompt; null: nobody typed one in this line. */
export function typedCommand(text: string): string | null {
  const prompt = PROMPT.exec(text)?.[0];
  return prompt === undefined ? null : text.slice(prompt.length);
}

/**
 * Whether a typed command can only have been refused by another service than a registry of images.
 *
 * @param command as `typedCommand` gives it; one that names GitHub's registry is for that one all the same
 */
export function isOfOtherService(command: string): boolean {
  return OF_OTHERS.test(command) && !OPEN.test(command);
}

interface Typed {
  line: number;
  step: string | null;
  /** It asked another service. */
  isElsewhere: boolean;
}

/** Follows which command was typed last. */
export class TypedCommandReader {
  #last: Typed | null = null;

  read({ text, number }: Line, step: string | null): void {
    const command = typedCommand(text);
    if (command === null) return;
    const isElsewhere = isOfOtherService(command) && !registriesIn(command).some(({ ours }) => ours);
    this.#last = { line: number, step, isElsewhere };
  }

  /** What is refused in the step now is refused to another service. */
  isElsewhere(step: string | null): boolean {
    return this.#last !== null && this.#last.step === step && this.#last.isElsewhere;
  }

  /** A command of the step was typed in this line or above it. */
  hasTyped(step: string | null): boolean {
    return this.#last !== null && this.#last.step === step;
  }

  /** Whether a command was typed in this line. */
  isTypedAt(line: number): boolean {
    return this.#last?.line === line;
  }

  /** Whether what a line named, in its step, is what the last command works with: none was typed since. */
  isOfLast(line: number, step: string | null): boolean {
    return this.#last !== null && this.#last.step === step && this.#last.line <= line;
  }
}
