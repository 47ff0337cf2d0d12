/** Names that commands give to images of the machine: `docker build -t`, `docker tag`, and those of podman and buildah. */
import type { Arguments } from '../arguments.js';
import type { KnownCommand } from '../program.js';

/** Options with which a build is only told of, and not made (docs: buildx bake, `--print`; buildx build, `--call`). */
export const ONLY_TELLS = /^--(?:print|check|list(?:-targets|-variables)?|call)(?:=(?!build$)|$)/;

/** What is pushed is looked at as a push. */
export function builtNames(args: Arguments): readonly string[] {
  const isPushed = args.chance('--push') !== 'no' || args.words.some((each) => ONLY_TELLS.test(each));
  return isPushed ? [] : args.values('-t', '--tag').filter((each) => !each.startsWith('-'));
}

/** `docker tag SOURCE TARGET`, `podman tag SOURCE TARGET…`: each is read as a name. */
export function tagCommands(source: string): KnownCommand[] {
  return [['tag'], ['image', 'tag']].map((begins) => ({
    words: begins,
    source,
    takes: [],
    builds: ({ positional }) => positional,
  }));
}
