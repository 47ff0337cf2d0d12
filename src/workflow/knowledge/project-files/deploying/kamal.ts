/** The image that kamal builds, pushes and deploys (kamal-deploy.org/docs/configuration: `image`, `registry`). */
import { recordOf } from '../../../../evidence/json-text.js';
import { HOLE, hasHole } from '../../../language/values.js';
import { folderOf, nameOfFile } from '../../../language/workspace.js';
import type { Surroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { yamlFields } from '../parsed.js';

type Files = Pick<Surroundings, 'file' | 'variable' | 'entries'>;

/** Ruby in it may make any text of any line. */
const RUBY = /<%(?:(?!%>)[\s\S])*%>/g;

/** Where the secrets stand that its file names (kamal-deploy.org/docs/configuration/environment-variables: Secrets). */
const SECRETS = '.kamal/secrets';

export interface KamalImage {
  /** Without a server it is Docker Hub's. Its tag is a version. */
  image: string;
  /** It logs in by itself. What nobody knows is a hole. */
  password: string;
}

/**
 * A destination has a file and secrets of its own, and what its file says takes the place of what the other one says
 * (kamal-deploy.org/docs/configuration/overview: Destinations).
 *
 * @param destination null: none is given
 * @returns null: the file is not at hand, or names none
 */
export function kamalPush(path: string, destination: string | null, around: Files): KamalImage | null {
  const found = destinationsOf(path, destination, around).map((each) => imageOf(path, each, around));
  const [first = null] = found;
  if (found.every((each) => each?.image === first?.image && each?.password === first?.password)) return first;
  return { image: HOLE, password: HOLE };
}

/** Whichever nobody knows may be any of those that have a file. */
function destinationsOf(path: string, destination: string | null, around: Files): (string | null)[] {
  if (destination === null || !hasHole(destination)) return [destination];
  const [stem] = nameOfFile(path).split('.');
  const others = (around.entries(folderOf(path)) ?? []).flatMap((each) => {
    const [begins, name, ends, ...more] = each.split('.');
    return begins === stem && name !== undefined && ends === 'yml' && more.length === 0 ? name : [];
  });
  return others.length > 0 ? others : [destination];
}

function imageOf(path: string, destination: string | null, around: Files): KamalImage | null {
  const settings = settingsIn(path, around);
  const own = destination === null ? null : settingsIn(ofDestination(path, destination), around);
  const registry = { ...recordOf(settings?.registry), ...recordOf(own?.registry) };
  const server = registry.server ?? '';
  const image = own?.image ?? settings?.image;
  if (typeof image !== 'string' || typeof server !== 'string') return null;
  const secrets = destination === null ? SECRETS : `${SECRETS}.${destination}`;
  return {
    image: `${server === '' ? '' : `${server}/`}${image}:${HOLE}`,
    password: passwordOf(registry.password, [`${SECRETS}-common`, secrets], around),
  };
}

function settingsIn(path: string, { file }: Files): Record<string, unknown> | null {
  return yamlFields(file(path)?.replace(RUBY, HOLE) ?? null);
}

/** `config/deploy.yml`: `config/deploy.staging.yml`. */
function ofDestination(path: string, destination: string): string {
  const stem = nameOfFile(path).replace(/\.\w+$/, '');
  return inFolder(folderOf(path), `${stem}.${destination}.yml`);
}

/** The list of one names a secret, which mostly is the variable of its name. */
function passwordOf(written: unknown, secrets: readonly string[], { file, variable }: Files): string {
  const [name] = [written].flat();
  if (!Array.isArray(written) || typeof name !== 'string') return HOLE;
  const lines = secrets.flatMap((each) => file(each)?.split(/\r?\n/) ?? []);
  const said = lines.map((each) => each.trim()).filter((each) => each.startsWith(`${name}=`));
  const isItself = said.length > 0 && said.every((each) => VARIABLE_ITSELF.exec(each)?.[1] === name);
  return (isItself ? variable(name) : null) ?? HOLE;
}

/** `NAME=$NAME`, however its value is written. */
const VARIABLE_ITSELF = /^(\w+)=("?)\$(?:\1|\{\1\})\2$/;
