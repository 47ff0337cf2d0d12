/** What the entries of these programs are made with. */
import type { Arguments } from '../../arguments.js';
import type { Found, Surroundings } from '../../clients.js';
import type { KnownCommand, Program } from '../../program.js';
import { yamlFields } from '../../project-files/parsed.js';
import { spaced } from '../../transfers/transfers.js';

/** A text of a file of the project. */
export function writtenText(path: string, name: string, { file }: Surroundings): string | undefined {
  const text = file(path);
  const value = yamlFields(text)?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** Of the disk, or of another kind of store: `file://x`, `s3://x`. */
export function isPlace(name: string | undefined): boolean {
  return /^[a-z\d]+:\/\//.test(name ?? '');
}

/** A program of which one command pushes, by these words; '': it has no other. */
export const one = (
  name: string,
  words: string,
  source: string,
  example: string,
  takes: string,
  finds: (args: Arguments, around: Surroundings) => Found[],
  { elsewhere, ...more }: Partial<Program> & Pick<KnownCommand, 'elsewhere'> = {},
): Program => ({
  names: [name],
  commands: [
    {
      words: words === '' ? [] : spaced(words),
      source,
      example,
      takes: spaced(takes),
      finds,
      ...(elsewhere === undefined ? {} : { elsewhere }),
    },
  ],
  log: { name, frame: new RegExp(`\\b${name} (?:${words.replace(/ .*$/, '')})\\b`) },
  hidesLogins: 'no',
  ...more,
});

/** Its login is one of its own, or docker's. */
export const OWN_OR_DOCKERS = { mayBeConfigured: true } as const;
