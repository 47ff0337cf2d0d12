/**
 * The tools that the log's reader knows, handed in: the table of programs and actions
 * stands in `workflow/knowledge`, which evidence does not know (`knownLogTools` is made
 * of it). Here their names become the patterns by which lines are read.
 */

import { asPattern } from '../pattern.js';
import { type Automaton, automatonOf } from './lines/automaton.js';
import { inOrder, type LogClient } from './words/client.js';
import { vocabularyWith } from './words/vocabulary.js';

/** Names of tools, as scripts and steps write them. */
export interface ToolNames {
  clients: readonly LogClient[];
  /** Programs that push or pull, by their names in scripts: which client speaks in a log. */
  programs: ReadonlyMap<string, string>;
  /** Owners of actions that work with registries: `docker`. */
  publishers: readonly string[];
  /** Actions that are there to log in: `docker/login-action`, with the stores in which they keep a credential. */
  loginActions: ReadonlyMap<string, readonly string[]>;
  /** Commands that log in: `helm registry login`, the same. */
  logins: ReadonlyMap<string, readonly string[]>;
  /** Commands that log out: `helm registry logout`, with the stores that they clear. */
  logouts: ReadonlyMap<string, readonly string[]>;
  /** Commands that are followed by the image: `docker push`. */
  pushes: readonly string[];
  pulls: readonly string[];
  /** Options of these commands that take the next word as their value: `--platform`. */
  takes: readonly string[];
  /** Programs whose commands name what they push with a scheme, wherever: `helm push app.tgz oci://…`. */
  pushers: readonly string[];
}

/** What a log is read by. */
export interface LogTools {
  clients: readonly LogClient[];
  /** A command line, as a shell or a runner shows it; group 1: the program, one of `programs`. */
  command: RegExp;
  programs: ReadonlyMap<string, string>;
  /** In which stores a login is kept, or forgotten, by who does it: an action or a command. */
  stores: ReadonlyMap<string, readonly string[]>;
  automaton: Automaton;
  /** A step that logs in; group 1: the action with its ref. */
  loginStep: RegExp;
  /** A command that logs in; group 1: the command, 2: the rest of the line. */
  login: RegExp;
  /** A command at a prompt that logs out, as nobody is advised; group 1: the command, 2: the registry. */
  logout: RegExp;
  /** A command that pushes; group 1: the reference. */
  pushes: readonly RegExp[];
  pulls: readonly RegExp[];
}

/** The patterns for these tools. Pure, and worth making once. */
export function logTools(names: ToolNames): LogTools {
  const any = (list: Iterable<string>) => `(?:${[...list].map(asPattern).join('|')})`;
  const image = `(?:${any(names.takes)} \\S+ |-\\S+ )*["'\`]?([^\\s"'\`]+)`;
  return {
    clients: inOrder(names.clients),
    command: new RegExp(
      `(?:^|[$+#>❯➜→%] |\\bRun |\\[command\\]|&& |; )(?:\\w+=\\S* )*(?:sudo (?:-\\S+ )*)?(?:[\\w./~-]*/)?(${any(names.programs.keys())})(?= |$)`,
    ),
    programs: names.programs,
    stores: new Map([...names.loginActions, ...names.logins, ...names.logouts]),
    automaton: automatonOf(vocabularyWith(names.publishers)),
    loginStep: new RegExp(
      `^Run ((?:${any(names.loginActions.keys())}|[\\w.-]+/ghcr-preflight)(?:@\\S+)?|[\\w.-]+/[\\w./-]*(?:docker|registry|ghcr|container)[\\w-]*login[\\w-]*(?:@\\S+)?)`,
      'i',
    ),
    login: new RegExp(`\\b(${any(names.logins.keys())})\\b(.*)$`),
    logout: new RegExp(
      `^(?:\\S*[$#%>❯] ?|\\+ |Run )?(?:sudo )?(${any(names.logouts.keys())}) (?:https?://)?((?:[\\w-]+\\.)+[a-z]{2,})/?$`,
    ),
    pushes: [
      // podman's and buildah's with a source of its own in front: `podman push localhost/app ghcr.io/octo/app`.
      new RegExp(
        `\\b${any(names.pushes)} (?:-\\S+ )*["'\`]?(?:(?:containers-storage:)?localhost/\\S+|[\\w:.@-]+) ["'\`]?((?:docker://)?[\\w.-]+\\.[a-z]{2,}(?::\\d+)?/[^\\s"'\`]+)`,
      ),
      new RegExp(`\\b${any(names.pushes)} ${image}`),
      new RegExp(
        `\\b${any(names.pushers)}\\b.* (?:push|publish|sign|copy)\\b.*?((?:docker|oci)://[^\\s"'\`]+)`,
      ),
    ],
    pulls: [new RegExp(`\\b${any(names.pulls)} ${image}`)],
  };
}

/** The client whose command a line shows; null: none is shown, or none that is known. */
export function commandIn(line: string, { command, programs, login, logout }: LogTools): string | null {
  // Who logs in or out is often not who pushes.
  const name = login.test(line) || logout.test(line) ? undefined : command.exec(line)?.[1];
  return programs.get(name ?? '') ?? null;
}

/** The same of the last of several lines that shows one. */
export function lastCommandIn(lines: string, tools: LogTools): string | null {
  return lines.split('\n').reduceRight<string | null>((found, line) => found ?? commandIn(line, tools), null);
}
