/**
 * The services of a compose project: what its files say of each, with what a service extends and what a file includes, as
 * far as these lie on the disk (Compose file reference, `extends` and `include`).
 */
import * as path from 'node:path';
import { hasHole } from '../../language/values.js';
import { readEnvFile } from '../env-file.js';
import type { ImageUse } from '../image-use.js';
import {
  type ComposeFile,
  type ComposeService,
  type Include,
  type MisshapenValue,
  mergedService,
  readComposeFile,
  type Source,
  type Variables,
} from './file.js';

/** From where paths lead, and what variables stand for. */
export interface ComposeScope {
  folder: string;
  variable: Variables;
}

/** Where what a service is stands. */
interface Place {
  file: ComposeFile;
  name: string;
  scope: ComposeScope;
}

/** A file that was named and could not be read: remote, not there, broken, or without such a service. */
export interface UnreadCompose {
  /** The file that names it. */
  by: string;
  as: 'include' | 'extends';
  named: string;
  /** The file is there, and has no such service: docker compose refuses the project. */
  lacks?: string;
}

/** A real project has some ten: files that include each other twice in turn would double with each layer. */
const MOST_INCLUDES = 500;

const ARTIFACT = /^oci:\/\//;
/** A repository or a registry: no path, however it looks. */
const REMOTE = /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|git@)/i;

export class ComposeProject {
  readonly unread: UnreadCompose[] = [];
  /** Files that lie in a registry: `docker compose` pulls them as it pulls images (Compose docs, "OCI artifact"). */
  readonly artifacts: ImageUse[] = [];
  readonly #misshapen = new Set<MisshapenValue>();
  readonly #textOf: (file: string) => string | null;
  readonly #envTextOf: (file: string) => string | null;
  readonly #files = new Map<Variables, Map<string, ComposeFile | null>>();
  readonly #made = new Map<ComposeFile, Map<string, ComposeService>>();
  #includes = 0;

  /**
   * @param textOf the text of a file; null: there is none
   * @param envTextOf the same of one of variables, which may be read otherwise
   */
  constructor(textOf: (file: string) => string | null, envTextOf = textOf) {
    this.#textOf = textOf;
    this.#envTextOf = envTextOf;
  }

  /** Of the files that others name. */
  get misshapen(): readonly MisshapenValue[] {
    return [...this.#misshapen];
  }

  /** The services of a file, and those of the files that it includes. */
  servicesOf(file: ComposeFile, scope: ComposeScope): Map<string, ComposeService> {
    return this.#servicesOf(file, scope, [file.file]);
  }

  #servicesOf(file: ComposeFile, scope: ComposeScope, chain: readonly string[]): Map<string, ComposeService> {
    const found = new Map<string, ComposeService>();
    for (const include of file.includes)
      for (const [name, service] of this.#included(file, include, scope, chain)) found.set(name, service);
    for (const name of file.services.keys()) {
      const service = this.#extended({ file, name, scope });
      if (service) found.set(name, service);
    }
    return found;
  }

  #included(
    by: ComposeFile,
    { paths, folder, envFiles }: Include,
    scope: ComposeScope,
    chain: readonly string[],
  ): Map<string, ComposeService> {
    const places = paths.map((each) => this.#sourceOf(each, scope));
    const [first = ''] = places;
    const own = folder === null ? path.dirname(first) : placeOf(folder, scope);
    const variable = this.#variablesOf(by, envFiles, own, scope);
    const services = new Map<string, ComposeService>();
    for (const place of places) {
      this.#includes += 1;
      const isTooMuch = chain.includes(place) || this.#includes > MOST_INCLUDES;
      const file = isTooMuch ? null : this.#fileAt(place, variable);
      if (!file) {
        this.unread.push({ by: by.file, as: 'include', named: place });
        continue;
      }
      for (const each of file.misshapen) this.#misshapen.add(each);
      const inner = { folder: own, variable };
      for (const [name, service] of this.#servicesOf(file, inner, [...chain, place]))
        services.set(name, mergedService(services.get(name), service));
    }
    if (places.length === 0) this.unread.push({ by: by.file, as: 'include', named: '?' });
    return services;
  }

  /** What is set around it goes before what its own env files say. */
  #variablesOf(by: ComposeFile, envFiles: readonly string[], folder: string, scope: ComposeScope): Variables {
    const named = envFiles.map((each) => placeOf(each, scope));
    const texts = (named.length > 0 ? named : [path.join(folder, '.env')]).map((place) => {
      const text = this.#envTextOf(place);
      if (text === null && named.length > 0) this.unread.push({ by: by.file, as: 'include', named: place });
      return text ?? '';
    });
    const layers = texts.map((text) => readEnvFile(text, scope.variable)).filter(({ size }) => size > 0);
    // The same function, so that what was read with it is read once.
    if (layers.length === 0) return scope.variable;
    return (name) => {
      const value = scope.variable(name) ?? layers.findLast((each) => each.has(name))?.get(name)?.value;
      return value !== undefined && hasHole(value) ? undefined : value;
    };
  }

  /** A loop and no recursion: a chain may be as long as a file. */
  #extended(own: Place): ComposeService | undefined {
    const chain: { at: Place; service: ComposeService; base: string }[] = [];
    const seen = new Set<ComposeService>();
    let found: ComposeService | undefined;
    let isMissing = false;
    const said = new Set<string>();
    for (let at: Place | null = own; at; ) {
      if (at.file.file !== own.file.file) this.#refuseExtended(at, said);
      for (const part of at.file.said.get(at.name) ?? []) said.add(part);
      const service = at.file.services.get(at.name);
      found = service?.base ? this.#made.get(at.file)?.get(at.name) : service;
      isMissing = !service;
      if (found || !service || seen.has(service)) break;
      seen.add(service);
      const { next, named }: { next: Place | null; named: string } = this.#baseOf(service, at);
      chain.push({ at, service, base: named });
      at = next;
    }
    for (const { at, service, base } of chain.reverse()) {
      const unread = { by: at.file.file, as: 'extends' as const, named: base };
      if (!found && isMissing) this.unread.push({ ...unread, lacks: service.base?.service ?? '' });
      // Of a file that is elsewhere: what it says of its image itself is what counts.
      else if (!found && service.image === null && !service.isBuilt) this.unread.push(unread);
      found = mergedService(found, { ...service, base: null });
      const made = this.#made.get(at.file) ?? new Map<string, ComposeService>();
      this.#made.set(at.file, made.set(at.name, found));
    }
    return found;
  }

  /**
   * Of a file that is only extended docker compose looks at what comes of it (compose-spec/compose-go, `extends.go`): what a
   * service takes over. A build it reads before, whoever it is of.
   *
   * @param said what nearer services say in its place
   */
  #refuseExtended({ file, name }: Place, said: ReadonlySet<string>): void {
    for (const each of file.misshapen) {
      const isKept = each.service === name && (each.part === null || !said.has(each.part));
      if (isKept || each.part === 'build') this.#misshapen.add(each);
    }
  }

  /** @returns `named`: as a sentence calls it where it is not there */
  #baseOf({ base }: ComposeService, { file, scope }: Place): { next: Place | null; named: string } {
    const name = base?.service ?? '';
    if (!base?.file) return { next: { file, name, scope }, named: file.file };
    const place = this.#sourceOf(base.file, scope);
    const other = this.#fileAt(place, scope.variable);
    const next = other && { file: other, name, scope: { ...scope, folder: path.dirname(place) } };
    return { next, named: place };
  }

  #sourceOf(source: Source, scope: ComposeScope): string {
    const { name } = source;
    if (ARTIFACT.test(name)) this.artifacts.push({ ...source, name: name.replace(ARTIFACT, '') });
    return placeOf(name, scope);
  }

  #fileAt(place: string, variable: Variables): ComposeFile | null {
    const files = this.#files.get(variable) ?? new Map<string, ComposeFile | null>();
    this.#files.set(variable, files);
    const known = files.get(place);
    if (known !== undefined) return known;
    const text = hasHole(place) || REMOTE.test(place) ? null : this.#textOf(place);
    const { file } = text === null ? { file: null } : readComposeFile(place, text, variable);
    files.set(place, file);
    return file;
  }
}

function placeOf(written: string, { folder }: ComposeScope): string {
  return path.isAbsolute(written) || REMOTE.test(written) ? written : path.join(folder, written);
}
