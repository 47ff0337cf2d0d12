/** An image that a server or a cluster will pull, as the text of its deployment names it. */
import { isMisspelt, isSurelyMisspelt } from '../../evidence/registry/misspelt.js';
import { hostMeant, normaliseHost } from '../../evidence/registry/reference-grammar.js';
import type { UntoldImage } from '../../evidence/types/deployment.js';
import type { Location } from '../../types.js';
import { hasHole } from '../language/values.js';

export interface ImageUse {
  /** With holes for what the text does not tell. */
  name: string;
  /** As it was written. */
  shown: string;
  location: Location;
  /** For which it is pulled, as `linux/arm64`; none: that of the machine, which nobody tells. */
  platforms?: readonly string[];
  /** Variables that nobody sets; empty where a template makes it. */
  missing: string[];
  /** It is built where it can't be pulled. */
  isBuildable?: boolean;
  /** So many of the kustomizations around it, the inner ones, came before it was put there. */
  behind?: number;
}

/** What is to be asked about, and what is not. */
export interface SortedImages {
  /** References as written, each once; those whose host is only misspelt, too. */
  own: ImageUse[];
  untold: UntoldImage[];
  /** Of registries that are called nearly like ghcr.io, and may be somebody's. */
  alike: ImageUse[];
  /** How many different images the other registries have. */
  elsewhere: number;
}

/** The same image, for more platforms. */
function alsoFor(image: ImageUse, platforms: readonly string[] = []): ImageUse {
  return platforms.length === 0
    ? image
    : { ...image, platforms: [...new Set([...(image.platforms ?? []), ...platforms])] };
}

/** Docker's rule: without a dot, a port or `localhost` before the first slash it is Docker Hub's. */
export function sortImages(images: readonly ImageUse[], registry: string): SortedImages {
  const own = new Map<string, ImageUse>();
  const untold = new Map<string, UntoldImage>();
  const alike = new Map<string, ImageUse>();
  const elsewhere = new Set<string>();
  for (const image of images) {
    const host = hostOf(image.name);
    const isMeant = host !== null && isSurelyMisspelt(host);
    const isOther = host !== null && host !== registry && !isMeant;
    if (isOther && isMisspelt(host)) alike.set(image.name, image);
    else if (isOther) elsewhere.add(image.name);
    else if (hasHole(image.name) || host === null) {
      const { shown, location, missing } = image;
      untold.set(shown, { shown, location, missing, isHere: host === registry || isMeant });
    } else own.set(image.name, alsoFor(own.get(image.name) ?? image, image.platforms));
  }
  return {
    own: [...own.values()],
    untold: [...untold.values()],
    alike: [...alike.values()],
    elsewhere: elsewhere.size,
  };
}

/** A scheme or a blank in front makes it no reference, and hides for nobody which registry is meant; null: the text does not tell. */
function hostOf(written: string): string | null {
  const name = written.trim().replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, '');
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  if (hasHole(first) || (slash < 0 && hasHole(name.split(/[:@]/)[0] ?? ''))) return null;
  const host = hostMeant(name);
  return host === null ? 'docker.io' : normaliseHost(host);
}
