/**
 * The manifests that kustomizations are made of: files, folders with kustomizations of their own, and components, as far as
 * these lie on the disk (docs: Kustomize, "The Kustomization File"). One of which a part can't be seen, or that may change
 * what is pulled in another way than by `images` and patches, is left to kustomize as a whole.
 */
import * as path from 'node:path';
import { child, childAt, entry, text as scalar } from '../../text/document.js';
import { isLocal } from '../manifest-parts.js';
import { items, kindOf, type Manifest, readManifests } from '../manifests.js';
import { type Configured, configuredBy, configuredTogether, scalable } from './configurations.js';
import { haveTwins, isNameless, namesake } from './ids.js';
import { isKustomization, isOpenChange } from './images.js';
import { withNewNames } from './names.js';
import { mayChange, type Patch, patched, patchesIn } from './patches.js';
import { withReferences } from './references.js';
import { lacksSource, mayReplacePulls } from './replacements.js';
import { lacksScaled } from './scaled.js';
import { generatedOutlines, generatedSecrets, makesSecrets } from './secrets.js';
import { isWellFormed } from './shape.js';
import { isUntold } from './untold.js';

export interface FollowedManifests {
  /** Those that were given, with what kustomizations make in the place of what these are made of. */
  manifests: Manifest[];
  /** Kustomizations that could not be followed: where there are any, none was. */
  open: Manifest[];
  /** One of these brings manifests that nobody saw, or makes something else of those that are there. */
  isOpen: boolean;
  /** One of these puts others in the place of images that manifests name: what these would be refused for may never be pulled. */
  mayReplace: boolean;
}

/** The text of a file by its path; null: there is none. */
type TextOf = (file: string) => string | null;

/** Files of one tree: overlays that name each other's bases would double with each layer. */
const MOST_FILES = 500;

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** @param manifests with their files called as `textOf` finds them */
export function followKustomizations(manifests: readonly Manifest[], textOf: TextOf): FollowedManifests {
  const given = manifests.filter(isKustomization);
  const trees = given.flatMap((root) => {
    const tree = new Tree(textOf);
    const found = tree.made(root, null, []);
    const made = found && withReferences(found.manifests, found.configured.references);
    return made ? [{ root, made, files: tree.files }] : [];
  });
  const fileOf = ({ document }: Manifest) => path.resolve(document.file);
  // A component that has no resources says all that it says as a part of another.
  const open = given.filter(
    (each) => !trees.some(({ root, files }) => root === each || files.has(fileOf(each))),
  );
  // It may change any of the others.
  if (open.length > 0)
    return {
      manifests: [...manifests],
      open,
      isOpen: open.some((each) => pullsMore(each, new Tree(textOf))),
      mayReplace: open.some((each) => isOfKustomize(each) && mayReplace(each, new Tree(textOf))),
    };
  // What another one is made of is not applied by itself.
  const isInner = (root: Manifest) =>
    trees.some((each) => each.root !== root && each.files.has(fileOf(root)));
  const outer = trees.filter(({ root }) => !isInner(root));
  const parts = new Set(trees.flatMap(({ files }) => [...files]));
  const apart = manifests.filter((each) => !parts.has(fileOf(each)));
  return {
    manifests: [...apart, ...outer.flatMap(({ made }) => made).filter(({ isOutline }) => !isOutline)],
    open,
    isOpen: false,
    mayReplace: false,
  };
}

/** What a kustomization, or a part of one, comes to. */
interface Made {
  manifests: readonly Manifest[];
  /** What kustomize was told on the way. */
  configured: Configured;
}

/** One kustomization with all that it is made of. */
class Tree {
  /** Absolute, patches among them. */
  readonly files = new Set<string>();
  readonly #textOf: TextOf;
  #read = 0;

  constructor(textOf: TextOf) {
    this.#textOf = textOf;
  }

  /**
   * @param around what a component is put beside, and changes too; null: it is none
   * @returns null: a part of it can't be told
   */
  made(kustomization: Manifest, around: Made | null, chain: readonly string[]): Made | null {
    const file = kustomization.document.file;
    const own = path.resolve(file);
    const isPart = chain.length > 0;
    if (chain.includes(own) || !isPlain(kustomization, isPart) || this.#hasRival(file)) return null;
    this.files.add(own);
    const secrets = generatedSecrets(kustomization, (each) => this.#contentOf(each));
    if (!secrets) return null;
    const partAt = (name: string, beside: Made | null) => {
      const place = path.join(path.dirname(file), name);
      return isLocal(name) ? this.#partAt(place, beside, [...chain, own]) : null;
    };
    const resources = partsOf(kustomization, ['resources', 'bases']).map((name) => partAt(name, null));
    const parts = [around, ...resources].flatMap((each) => each ?? []);
    const generated = [...secrets, ...generatedOutlines(kustomization)];
    const known = this.#configuredBy(
      kustomization,
      configuredTogether(parts.map(({ configured }) => configured)),
    );
    if (resources.includes(null) || generated.some(isNameless) || !known) return null;
    let found: Made = {
      manifests: [...parts.flatMap(({ manifests }) => manifests), ...generated],
      configured: known,
    };
    // A patch that takes one of two away comes too late.
    if (haveTwins(found.manifests)) return null;
    // What is there by that name, or was, it may only change: it would have to say so.
    if (generated.some((each) => namesake(found.manifests, each) !== each)) return null;
    for (const name of partsOf(kustomization, ['components'])) {
      const part = partAt(name, found);
      if (!part) return null;
      found = part;
    }
    const { configured } = found;
    const all = this.#patched(found.manifests, kustomization);
    if (!all || this.mayReplacePulls(kustomization)) return null;
    const changing: Manifest = { ...kustomization, seesImagesAt: configured.images };
    const manifests = withNewNames(all, kustomization).map(
      (each): Manifest => ({ ...each, changedBy: [...(each.changedBy ?? []), changing] }),
    );
    const textOf = (name: string) => this.#textBeside(kustomization, name);
    const isRefused =
      haveTwins(manifests) ||
      lacksScaled(kustomization, manifests, scalable(configured)) ||
      lacksSource(kustomization, manifests, textOf);
    return isRefused ? null : { manifests, configured };
  }

  /** `Found multiple kustomization files`. */
  #hasRival(file: string): boolean {
    const places = NAMES.map((name) => path.join(path.dirname(file), name));
    return places.some((each) => each !== path.normalize(file) && this.#textOf(each) !== null);
  }

  /** @param around what a component changes; null: it is to be no component */
  #partAt(place: string, around: Made | null, chain: readonly string[]): Made | null {
    const text = this.#textIn(place);
    if (text !== null) {
      const { manifests, unread } = readManifests(place, text);
      this.files.add(path.resolve(place));
      // Of a file alone no component is made.
      if (around || unread.length > 0 || manifests.some(isKustomization)) return null;
      const applied = manifests.filter((each) => !isLeftOut(each));
      return applied.some(isNameless) ? null : { manifests: applied, configured: configuredTogether([]) };
    }
    for (const name of NAMES) {
      const file = path.join(place, name);
      const inner = this.#textIn(file);
      if (inner === null) continue;
      const { manifests, unread } = readManifests(file, inner);
      const [kustomization] = manifests;
      const isOne = kustomization && manifests.length === 1 && unread.length === 0;
      const isMeant = kustomization && isComponent(kustomization) === (around !== null);
      return isOne && isMeant && isKustomization(kustomization)
        ? this.made(kustomization, around, chain)
        : null;
    }
    return null;
  }

  #textIn(file: string): string | null {
    this.#read += 1;
    return this.#read > MOST_FILES ? null : this.#textOf(file);
  }

  #contentOf(place: string): string | null {
    this.files.add(path.resolve(place));
    return this.#textIn(place);
  }

  arePatchesHarmless(kustomization: Manifest): boolean {
    return !this.#patchesOf(kustomization).some(mayChange);
  }

  /** null: kustomize refuses one of them, or it changes what is pulled in a way that is not followed. */
  #patched(manifests: readonly Manifest[], kustomization: Manifest): readonly Manifest[] | null {
    let found = manifests;
    for (const patch of this.#patchesOf(kustomization)) {
      const next = patched(found, patch);
      if (next === 'refused' || (next === 'unread' && mayChange(patch))) return null;
      if (!isUntold(next)) found = next;
    }
    return found;
  }

  mayReplacePulls(kustomization: Manifest): boolean {
    return mayReplacePulls(kustomization, (name) => this.#textBeside(kustomization, name));
  }

  /** null: it may change what is read of pulls in a way that is not followed. */
  #configuredBy(kustomization: Manifest, inner: Configured): Configured | null {
    return configuredBy(kustomization, (name) => this.#textBeside(kustomization, name), inner);
  }

  mayReachPulls(kustomization: Manifest): boolean {
    const told = this.#configuredBy(kustomization, configuredTogether([]));
    return !told || told.images.length > 0 || told.references.length > 0;
  }

  #patchesOf(kustomization: Manifest): Patch[] {
    return patchesIn(kustomization, (name) => this.#textBeside(kustomization, name));
  }

  #textBeside({ document }: Manifest, name: string): string | null {
    const place = path.join(path.dirname(document.file), name);
    this.files.add(path.resolve(place));
    return isLocal(name) ? this.#textIn(place) : null;
  }
}

/** Flux' own kind changes what it brings itself. What only puts other images in their places is heeded without being followed. */
function pullsMore(kustomization: Manifest, tree: Tree): boolean {
  const names = [...PARTS, ...UNSEEN];
  return (
    isOfKustomize(kustomization) &&
    (names.some((name) => entry(kustomization.root, name)) ||
      tree.mayReplacePulls(kustomization) ||
      tree.mayReachPulls(kustomization) ||
      !tree.arePatchesHarmless(kustomization))
  );
}

function isComponent({ root }: Manifest): boolean {
  return kindOf({ root }) === 'Component';
}

/** Flux' own kind has the same name, and is none that kubectl knows to build. */
export function isOfKustomize({ root }: Manifest): boolean {
  const version = scalar(child(root, 'apiVersion')) ?? '';
  return version === '' || version.startsWith('kustomize.config.k8s.io/');
}

/** The pods of others with other images, in a way that is not followed here. */
function mayReplace(kustomization: Manifest, tree: Tree): boolean {
  const names = ['components', 'transformers'];
  return (
    names.some((name) => entry(kustomization.root, name)) ||
    tree.mayReplacePulls(kustomization) ||
    tree.mayReachPulls(kustomization) ||
    !tree.arePatchesHarmless(kustomization)
  );
}

/**
 * It makes nothing but pods' neighbours, and changes no image but by `images` and patches.
 *
 * @param isPart of another, which may have all that it changes
 */
function isPlain(kustomization: Manifest, isPart: boolean): boolean {
  const { root, document } = kustomization;
  const hasPlace = NAMES.includes(path.basename(document.file));
  const isUnseen = UNSEEN.some((name) => entry(root, name));
  const isOpen = items(root, 'images').some(isOpenChange);
  const isMade = isPart || PARTS.some((name) => entry(root, name)) || makesSecrets(kustomization);
  return isOfKustomize(kustomization) && isWellFormed(root) && hasPlace && isMade && !isUnseen && !isOpen;
}

const PARTS = ['resources', 'bases', 'components'];
const UNSEEN = [
  'generators',
  'imageTags',
  'transformers',
  'helmCharts',
  'helmChartInflationGenerator',
  'crds',
];

/** It is for tools alone (kubernetes-sigs/kustomize, `IgnoredByKustomizeAnnotation`). */
function isLeftOut({ root }: Manifest): boolean {
  const annotation = scalar(childAt(root, ['metadata', 'annotations', 'config.kubernetes.io/local-config']));
  return annotation !== null && annotation !== 'false';
}

/** In the order in which kustomize takes them. */
function partsOf({ root }: Manifest, fields: readonly string[]): string[] {
  return fields.flatMap((key) => items(root, key).map((each) => scalar(each) ?? ''));
}
