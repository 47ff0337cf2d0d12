/** What a command's report needs to know of where it is printed. */
import { runReport } from '../../evidence/run.js';
import type { RenderOptions } from '../../report/render.js';
import { PROJECT_PAGES } from '../../version.js';
import { type CommonOptions, wantsColor, wantsLinks } from './terminal.js';

/** The same of every command: colours, hyperlinks and width of standard output, and the run that this is a step of. */
export function outputOptions(
  options: CommonOptions,
  env: NodeJS.ProcessEnv,
): RenderOptions & { docsBase: string } {
  return {
    language: options.language,
    color: wantsColor(options, env),
    hyperlinks: wantsLinks(options, env),
    columns: process.stdout.columns,
    run: runReport(env),
    docsBase: PROJECT_PAGES,
  };
}
