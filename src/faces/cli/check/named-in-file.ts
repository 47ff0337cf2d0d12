/** Files of which no option takes the kind: a quadlet, a Dockerfile, a job of another CI. They name images all the same. */
import * as path from 'node:path';
import { readRegularFile } from '../../../evidence/files/regular-file.js';
import { hasGlobalRegistry } from '../../../workflow/deployment/charts/joined-values.js';
import { imagesOfValues } from '../../../workflow/deployment/custom-resources.js';
import { withArguments } from '../../../workflow/deployment/dockerfile.js';
import { kamalName } from '../../../workflow/deployment/kamal.js';
import { namesInText } from '../../../workflow/deployment/mentions.js';
import { withOwnVariables } from '../../../workflow/deployment/script-lines.js';
import { hasHole } from '../../../workflow/language/values.js';
import { isScript, takenByAnother } from './file-kinds.js';

/** Bytes: what lists images by hand is shorter. */
const LIMIT = 1024 * 1024;
/** As many as a command in a sentence has room for: real files name a handful. */
const MOST = 20;

export interface NamedImages {
  /** The first few, each once. */
  whole: string[];
  /** Of some a chart tells the version, or the rest of the name. */
  areOpen: boolean;
}

/**
 * The images at a registry that such a text names whole, as far as it says so itself: none in a comment, and none that a
 * variable makes, unless a script sets it once. Where a version stands under a key of its own, the name alone would be that of another image.
 */
export function imagesNamedIn(text: string, registry: string): NamedImages {
  const own = text.split('\n').filter((line) => !/^\s*(?:#|;|\/\/)/.test(line));
  const lines = isScript(text) ? withOwnVariables(own) : withArguments(own);
  const written = lines.flatMap((line) => namesInText(line, registry));
  const all = text.length > LIMIT ? [] : imagesOfValues('', text).map(({ name }) => name);
  const parted = all.filter((name) => name.startsWith(`${registry}/`) && !written.includes(name));
  const isPart = (name: string) =>
    parted.some((each) => /^[:@]/.test(each.slice(name.length)) && each.startsWith(name));
  const deployed = text.length > LIMIT ? null : kamalName(text, registry);
  const whole = [
    ...(deployed === null ? [] : [deployed]),
    ...written.filter((name) => !isPart(name)),
    ...parted.filter((name) => !hasHole(name)),
  ];
  const areOpen = parted.some(hasHole) || (text.length <= LIMIT && hasGlobalRegistry('', text, registry));
  return { whole: [...new Set(whole)].slice(0, MOST), areOpen };
}

/** A quadlet that runs a manifest, or an image that another quadlet pulls (podman-systemd.unit(5)). */
const QUADLET = /^\[(?:Kube|Container|Volume)\][ \t]*\r?$/m;
/** A unit of systemd or podman: it begins with a section, where an env file begins with a variable. */
const UNIT =
  /^(?:[ \t]*(?:[#;][^\n]*)?\r?\n)*\[(?:Unit|Container|Pod|Image|Build|Kube|Volume|Network|Artifact|Service|Install|Socket|Timer|Path)\][ \t]*(?:\r?\n|$)/;

/** Its lines look like those of an env file, and none of them sets a variable. */
export function isUnit(text: string): boolean {
  return UNIT.test(text);
}

const NAMES_FILE = /^(?:Yaml[ \t]*=[ \t]*(\S+)|Image[ \t]*=[ \t]*([\w@.-]+\.image))[ \t]*\r?$/gm;
/** A service runs one manifest, now and then a few. */
const MOST_FILES = 10;

/**
 * A text with those behind it that it leaves its images to.
 *
 * @param file where it lies
 * @param textOf null: there is no such file
 */
export function withNamedFiles(
  text: string,
  file: string,
  textOf: (file: string, limit: number) => string | null,
): string {
  if (!QUADLET.test(text)) return text;
  const named = [...text.matchAll(NAMES_FILE)].map(([, yaml, unit]) => yaml ?? unit ?? '');
  const found = named
    .slice(0, MOST_FILES)
    .map((each) => textOf(path.resolve(path.dirname(file), each), LIMIT) ?? '');
  return [text, ...found].join('\n');
}

/** Those of a file that an option takes are none: that option asks about them. */
export function imagesNamedAt(file: string, registry: string): NamedImages {
  try {
    const text = textAt(file);
    if (takenByAnother('', text) !== null) return NONE;
    return imagesNamedIn(withNamedFiles(text, file, textIfThere), registry);
  } catch {
    // Nothing that is read: the sentence says that it is a file.
    return NONE;
  }
}

const NONE: NamedImages = { whole: [], areOpen: false };

function textAt(file: string): string {
  return readRegularFile(file, LIMIT).toString('utf8');
}

function textIfThere(file: string): string | null {
  try {
    return textAt(file);
  } catch {
    return null;
  }
}
