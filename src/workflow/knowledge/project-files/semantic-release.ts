/** What a release by semantic-release pushes: its configuration names the plugins, and these the images or the commands. */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE } from '../../language/values.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { StartSurroundings, Surroundings } from '../clients.js';
import { yaml } from './parsed.js';
import { textStarted } from './scripts.js';

/** semantic-release.gitbook.io: Configuration, Configuration file. Those in JavaScript are not read. */
const FILES = ['.releaserc', ...['json', 'yaml', 'yml'].map((ending) => `.releaserc.${ending}`)];
const PROGRAMS = ['.releaserc', 'release.config'].flatMap((name) =>
  ['js', 'cjs', 'mjs', 'ts'].map((ending) => `${name}.${ending}`),
);

/** A plugin that pushes an image, by its name: @codedependant/semantic-release-docker, @semantic-release-plus/docker. */
const OF_IMAGES = /(?:^|\/)semantic-release-docker(?:-[\w-]+)?$|^@semantic-release-plus\/docker$/;
const OF_COMMANDS = '@semantic-release/exec';
/** Those that come with it, and its own others: what they publish is no image. */
const OF_RELEASES = /^@semantic-release\/(?!exec$)/;

type Fields = Readonly<Record<string, unknown>>;

interface Plugin {
  name: string;
  options: Fields;
}

/** The images that its plugins push; their tags are the versions of releases. */
export function releasedImages(around: Pick<Surroundings, 'file'>): string[] {
  const plugins = pluginsIn(around);
  if (plugins === null) return isOfDocker(around) ? [HOLE] : [];
  return plugins
    .filter(({ name }) => OF_IMAGES.test(name))
    .map(({ options }) => `${nameIn(options)}:${HOLE}`);
}

/**
 * The commands of its plugins, in which a template stands for what is released; null: it pushes an image itself, or has a
 * plugin of which nobody knows what it does.
 */
export function releaseCommands(around: StartSurroundings): StartedScript[] | null {
  if (releasedImages(around).length > 0) return null;
  const plugins = pluginsIn(around);
  const commands = (plugins ?? [])
    .filter(({ name }) => name === OF_COMMANDS)
    .flatMap(({ options }) => [options.prepareCmd, options.publishCmd, options.successCmd]);
  const started = commands.flatMap((command) =>
    typeof command === 'string'
      ? [textStarted(command.replace(/\$\{[^}]*\}|<%[^%]*%>/g, HOLE), around, { runs: 'sometimes' })]
      : [],
  );
  const isAllKnown =
    fields(settingsIn(around)).extends === undefined &&
    plugins?.every(({ name }) => name === OF_COMMANDS || OF_RELEASES.test(name));
  return started.length > 0 || isAllKnown ? started : null;
}

/** Does the configuration say `dryRun`? */
export function isDryByConfiguration(around: Pick<Surroundings, 'file'>): boolean {
  return fields(settingsIn(around)).dryRun === true;
}

function settingsIn({ file }: Pick<Surroundings, 'file'>): unknown {
  const own = fields(yaml(file('package.json'))).release;
  const text = FILES.map((name) => file(name)).find((each) => each !== null);
  return own ?? yaml(text ?? null);
}

/** null: the configuration is a program, or there is none. */
function pluginsIn(around: Pick<Surroundings, 'file'>): Plugin[] | null {
  const settings = settingsIn(around);
  if (settings === undefined || settings === null) return null;
  const { plugins, publish } = fields(settings);
  const said = [...list(plugins), ...list(publish)];
  return said.map((each) => {
    const [name, options] = Array.isArray(each) ? each : [each, each];
    const path = fields(each).path;
    return { name: String(typeof path === 'string' ? path : name), options: fields(options) };
  });
}

/** Names a program of the configuration such a plugin? */
function isOfDocker({ file }: Pick<Surroundings, 'file'>): boolean {
  return PROGRAMS.some((name) =>
    /semantic-release-docker|semantic-release-plus\/docker/.test(file(name) ?? ''),
  );
}

/** Of one plugin `dockerRegistry/dockerProject/dockerImage`, of others `registry` and `name`; what a template fills in is open. */
function nameIn(options: Fields): string {
  const { dockerImage, dockerProject, dockerRegistry, name, registry, registryUrl } = options;
  const parts =
    typeof name === 'string' ? [registryUrl ?? registry, name] : [dockerRegistry, dockerProject, dockerImage];
  const [host, ...rest] = parts.map((each) => (typeof each === 'string' && !/[{}]/.test(each) ? each : HOLE));
  const whole = rest.join('/');
  return host === HOLE && /^[\w-]+\.[\w.-]+(?::\d+)?\//.test(whole)
    ? whole
    : whole.startsWith(`${host}/`)
      ? whole
      : `${host}/${whole}`;
}

function fields(value: unknown): Fields {
  return recordOf(value) ?? {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
