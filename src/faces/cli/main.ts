/**
 * `ghcr-preflight`: the commands, what they share, and their exit codes (contract, section 3). Each is
 * loaded when it is called, so that none pays for another.
 */
import { Command, CommanderError, Option } from 'commander';
import type { Language } from '../../types.js';
import { version } from '../../version.js';
import { InputError } from '../usage.js';
import type { AuditCommandOptions } from './audit.js';
import { checkCommand } from './check/command.js';
import type { DemoOptions } from './demo.js';
import type { ExplainCommandOptions } from './explain.js';
import type { LintCommandOptions } from './lint.js';
import { printable } from './printable.js';
import { preferredLanguage } from './terminal.js';

/** Runs the command line; `process.exitCode` is its result. Never shows a stack trace. */
export async function cli(
  argv: string[] = process.argv,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  // A reader that goes away (`| head`) is no error.
  process.stdout.off('error', endWithReader).on('error', endWithReader);
  try {
    await program(env, argv).parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version end this way too, with exit code 0.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(printable(`ghcr-preflight: ${(error as Error).message}\n`));
    if (!(error instanceof InputError) && env.GHCR_PREFLIGHT_DEBUG)
      process.stderr.write(printable(`${(error as Error).stack}\n`));
    process.exitCode = 2;
  }
}

function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
}

function program(env: NodeJS.ProcessEnv, argv: readonly string[]): Command {
  const language = preferredLanguage(env);
  const main = new Command('ghcr-preflight')
    .description('Will GitHub Container Registry accept this push or pull, with the token at hand?')
    .version(version, '--version')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(printable(text.replace(/^error: /, 'ghcr-preflight: '))),
    })
    .showHelpAfterError('(--help says more)');

  common(main.command('lint'), language)
    .description('read workflow files and say which jobs GHCR would refuse, without a run or a network')
    .argument(
      '[PATH...]',
      'files, folders, repositories, OWNER/NAME[@REF] to read through the API, or - for standard input; default: .github/workflows here',
    )
    .option('--fix', 'write the repairs that are safe, and say what was changed')
    .option('--diff', 'print the repairs that --fix would write, and nothing else')
    .option(
      '--repository <owner/name>',
      'whose workflows they are; default: the git remote origin, else GITHUB_REPOSITORY',
    )
    .option('--event <name>', 'judge only the runs that this event starts')
    .option(
      '--server <host>',
      'GitHub Enterprise server whose registry is looked at; default: GITHUB_SERVER_URL, the remote',
    )
    .option(
      '--fetch',
      'also read, through the API, workflows and actions of other repositories that are used',
    )
    .option(
      '--ignore <ids>',
      'causes to pass over, comma-separated: their ids stand in brackets before each finding',
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 for errors, for warnings too, or never')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .addHelpText(
      'after',
      `
Exit code: 0 nothing would be refused (warnings alone are 0), 1 something would, 2 bad usage or nothing to read.

  ghcr-preflight lint
  ghcr-preflight lint --diff .github/workflows/publish.yml
  ghcr-preflight lint --format sarif > ghcr-preflight.sarif`,
    )
    .action(async (paths: string[], options: LintCommandOptions) => {
      const { lintCommand } = await import('./lint.js');
      process.exitCode = await lintCommand(paths, options, env);
    });

  checkCommand(common(main.command('check'), language), languageIn(argv) ?? language, env);

  common(main.command('explain'), language)
    .description('read a log and say why the registry refused')
    .argument('[FILE]', 'a log; - or none: standard input')
    .option('--message <text>', 'one line instead of a log')
    .option(
      '--run <id|url>',
      'the logs of the failed jobs of a run on GitHub: its number, or the address of its page',
    )
    .option('--repository <owner/name>', "whose run it is; default: GITHUB_REPOSITORY, else the git remote's")
    .option(
      '--workflow <file>',
      'workflow file that the job is in; default: as the log names it, in this checkout',
    )
    .addHelpText(
      'after',
      `
A run is read with GITHUB_TOKEN, GH_TOKEN or GHCR_TOKEN, which needs actions: read.
Exit code: 0 nothing was refused, 1 a refusal explained, 2 bad usage or nothing to read,
3 lines failed and no cause is known.

  ghcr-preflight explain build.log
  ghcr-preflight explain --message 'denied: permission_denied: write_package'
  gh run view 123 --log-failed | ghcr-preflight explain -
  GH_TOKEN=… ghcr-preflight explain --run 123 --repository octo-org/app`,
    )
    .action(async (file: string | undefined, options: ExplainCommandOptions) => {
      const { explainCommand } = await import('./explain.js');
      process.exitCode = await explainCommand(file, options, env);
    });

  common(main.command('audit'), language)
    .description(
      "lint all repositories of an owner and compare what their workflows push with the owner's packages",
    )
    .argument('[OWNER]', 'organisation or user')
    .option('--shard <k/n>', 'only the K-th of N parts of the repositories, for several jobs side by side')
    .option(
      '--repositories <glob>',
      'only those whose names match: patterns with * and ?, comma-separated; one that begins with ! leaves out',
    )
    .option('--probe', 'also ask the registry whether it takes each push from the token at hand')
    .option('--registry <host>', 'registry to look at; default: that of GITHUB_SERVER_URL, else ghcr.io')
    .option('--resume <file>', 'keep a journal in this file, and go on where one that is there has stopped')
    .option('--merge <file...>', 'put the JSON reports of all shards together instead')
    .addHelpText(
      'after',
      `
The token is taken from GITHUB_TOKEN, GH_TOKEN or GHCR_TOKEN: repositories are those that it may read, and packages
are compared where it has read:packages. Archived repositories and forks are named and not read.
Exit code: 0 nothing would be refused, 1 something would, 2 bad usage or an owner that can't be listed,
3 nothing that was read would be refused, and not all was read.

  GH_TOKEN=… ghcr-preflight audit octo-org --resume audit.jsonl
  GH_TOKEN=… ghcr-preflight audit octo-org --shard 2/8 --format json > 2.json
  ghcr-preflight audit --merge *.json`,
    )
    .action(async (owner: string | undefined, options: AuditCommandOptions) => {
      const { auditCommand } = await import('./audit.js');
      process.exitCode = await auditCommand(owner, options, env);
    });

  common(main.command('demo'), language)
    .description('run the real action against an embedded look-alike of GHCR and the GitHub API')
    .argument('[SCENARIO]', 'one scenario; default: all of them')
    .option('--list', 'name the scenarios')
    .action(async (scenario: string | undefined, options: DemoOptions) => {
      const { demo } = await import('./demo.js');
      process.exitCode = await demo(scenario, options);
    });
  return main;
}

/** That of the texts, where help comes before the options are read. */
function languageIn(argv: readonly string[]): Language | null {
  const given = /(?:^|\n)--language(?:=|\n)(en|zh-CN)(?:\n|$)/.exec(argv.join('\n'))?.[1];
  return (given as Language | undefined) ?? null;
}

function common(command: Command, language: string): Command {
  return command
    .addOption(
      new Option('--format <format>', 'form of the report')
        .choices(['text', 'json', 'sarif', 'github'])
        .default('text'),
    )
    .addOption(
      new Option('--language <language>', 'language of the texts').choices(['en', 'zh-CN']).default(language),
    )
    .option('--no-color', 'no colours (also: NO_COLOR)');
}
