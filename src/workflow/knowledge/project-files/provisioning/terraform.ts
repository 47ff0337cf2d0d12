/**
 * What `terraform apply` pushes: resources `docker_registry_image` of the docker provider, and what `local-exec` runs.
 * Docs: registry.terraform.io, kreuzwerker/docker, `docker_registry_image`; developer.hashicorp.com, local-exec.
 */
import { HOLE, hasHole } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { attributeOf, closingBrace } from '../bake/hcl.js';
import { inFolder } from '../files.js';
import { textStarted } from '../scripts.js';

/** Files that are looked into for one command, the modules of the repository included. */
const MOST_FILES = 20;
const DEEPEST = 3;

/** `terraform -chdir=infra apply -auto-approve`; of Terragrunt also `run-all apply`, whose units lie in folders below. */
export function terraformStarted(
  { words }: Arguments,
  around: StartSurroundings,
): readonly StartedScript[] | null {
  if (!words.includes('apply') || words.some((each) => /^--?destroy$/.test(each))) return null;
  const moved = words.flatMap(
    (each) => /^--?(?:chdir|(?:terragrunt-)?working-dir)=(.+)$/.exec(each)?.[1] ?? [],
  );
  const folder = inWorkspace(around.folder, moved.at(-1) ?? '.');
  if (folder === null) return null;
  const isAll = words.some((each) => /^(?:run-all|--all|-a|apply-all)$/.test(each));
  const source = textsIn(folder, around, isAll).join('\n');
  const started = [...pushed(source), ...localCommands(source)];
  if (started.length === 0) return null;
  // What has not changed since the last time is left as it is.
  return started.map((each) => textStarted(each, { ...around, folder }, { runs: 'unknown' }));
}

/** The text of a folder's files, and of the modules of the repository that they use. */
function textsIn(start: string, { file, entries }: StartSurroundings, isAll: boolean): string[] {
  const texts: string[] = [];
  const seen = new Set<string>();
  const visit = (folder: string, depth: number) => {
    if (seen.has(folder) || depth > DEEPEST) return;
    seen.add(folder);
    const names = entries(folder) ?? ['main.tf', 'terragrunt.hcl'];
    for (const name of names.filter((each) => /\.(?:tf|tofu)$|^terragrunt\.hcl$/.test(each))) {
      const text = texts.length < MOST_FILES ? file(inFolder(folder, name)) : null;
      if (text === null) continue;
      texts.push(text.replace(/^[ \t]*(?:#|\/\/).*$/gm, ''));
      for (const [, module = ''] of text.matchAll(LOCAL_MODULE)) {
        const used = inWorkspace(folder, module.replace('//', '/'));
        if (used !== null) visit(used, depth + 1);
      }
    }
    if (!isAll) return;
    for (const name of names.filter((each) => /^[^.].*\/$/.test(each)))
      visit(inFolder(folder, name.slice(0, -1)), depth + 1);
  };
  visit(start, 0);
  return texts;
}

const LOCAL_MODULE = /^[ \t]*source[ \t]*=[ \t]*"(\.{1,2}\/[^"$\n]+)"/gm;

interface Block {
  kind: string;
  name: string;
  body: string;
}

/** Blocks with these words in front, in whatever other block they stand. */
function blocksOf(source: string, begins: RegExp): Block[] {
  return [...source.matchAll(begins)]
    .slice(0, MOST_BLOCKS)
    .map(({ 0: all, 1: kind = '', 2: name = '', index }) => {
      const from = index + all.length;
      return {
        kind,
        name,
        body: source.slice(from, Math.min(closingBrace(source, from), from + LONGEST_BLOCK)),
      };
    });
}

const MOST_BLOCKS = 100;
const LONGEST_BLOCK = 10_000;
const IMAGES = /^[ \t]*resource[ \t]+"(docker_(?:registry_)?image)"[ \t]+"([\w-]+)"[ \t]*\{/gm;
const LOCALS = /^[ \t]*(locals)()[ \t]*\{/gm;
const LOCAL_EXEC = /^[ \t]*provisioner[ \t]+"(local-exec)"()[ \t]*\{/gm;
/** The provider's own credential, in the place of docker's. */
const OWN_LOGIN = /\bregistry_auth[ \t]*\{[^}]{0,500}\bpassword\b|\bauth_config[ \t]*\{/;

function pushed(source: string): string[] {
  const images = blocksOf(source, IMAGES);
  const locals = blocksOf(source, LOCALS);
  const nameOf = ({ body }: Block) => textOf(attributeOf(body, 'name'), images, locals);
  const hasOwnLogin = OWN_LOGIN.test(source);
  return images
    .filter(({ kind }) => kind === 'docker_registry_image')
    .map((each) => {
      const name = nameOf(each);
      return hasOwnLogin
        ? asScript(['skopeo', 'copy', 'docker-daemon:image', `docker://${name}`, '--dest-creds', HOLE])
        : asScript(['docker', 'push', name]);
    });
}

/** The text that an expression comes to; a hole where it is none that is followed. */
function textOf(said: string | null, images: readonly Block[], locals: readonly Block[], depth = 0): string {
  if (said === null || depth > DEEPEST) return HOLE;
  const [, kind, name = ''] = /^(docker_image|local)\.([\w-]+)(?:\[[^\]]*\])?(?:\.name)?$/.exec(said) ?? [];
  if (kind === 'docker_image') {
    const image = images.find((each) => each.kind === kind && each.name === name);
    return image ? textOf(attributeOf(image.body, 'name'), images, locals, depth + 1) : HOLE;
  }
  if (kind === 'local') {
    const written = locals.map(({ body }) => attributeOf(body, name)).find((each) => each !== null);
    return textOf(written ?? null, images, locals, depth + 1);
  }
  const text = /^"([^"\n]*)"$/.exec(said)?.[1];
  return text === undefined
    ? HOLE
    : text.replace(/\$\{([^{}]*)\}/g, (_, inner: string) =>
        /^\s*local\./.test(inner) ? textOf(inner.trim(), images, locals, depth + 1) : HOLE,
      );
}

/** What is run here, as a shell gets it; with a part that a module or a variable fills in, where that is in a word. */
function localCommands(source: string): string[] {
  return blocksOf(source, LOCAL_EXEC).flatMap(({ body }) => {
    const heredoc = /^[ \t]*command[ \t]*=[ \t]*<<[-~]?(\w+)\n([\s\S]*)/m.exec(body);
    const end = heredoc?.[2]?.search(new RegExp(`^[ \\t]*${heredoc[1]}[ \\t]*$`, 'm')) ?? -1;
    const written = attributeOf(body, 'command');
    const text =
      end === -1 ? /^"(.*)"$/.exec(written ?? '')?.[1]?.replace(/\\(.)/g, '$1') : heredoc?.[2]?.slice(0, end);
    const filled = text?.replace(/\$\{[^{}]*\}/g, HOLE);
    return filled === undefined || hasHole(filled.trim().split(/\s/, 1)[0] ?? '') ? [] : [filled];
  });
}
