/** The platforms of an image index, and whether a client that asks for one of them finds an image. */
import type { HttpResponse } from '../http/http.js';
import { isRecord } from '../json-text.js';

/** Image specification "Image Index"; docker's manifest list is the same. */
const INDEX = /^application\/vnd\.(?:oci\.image\.index\.v1|docker\.distribution\.manifest\.list\.v2)\+json\b/;

/** Does the manifest that was found list others? */
export function isIndex({ headers }: HttpResponse): boolean {
  return INDEX.test(String(headers['content-type'] ?? ''));
}

/** As `linux/arm/v7`; null: the text is no index, or not all of it was read. */
export function platformsIn({ body, truncated }: HttpResponse): string[] | null {
  if (truncated) return null;
  try {
    const { manifests } = JSON.parse(body) as { manifests?: unknown };
    if (!Array.isArray(manifests)) return null;
    const named = manifests.map((each: unknown) => (isRecord(each) ? each.platform : undefined));
    // A client may take an entry that says nothing of its platform.
    if (!named.every(isRecord)) return null;
    return named
      .map(({ os, architecture, variant }) => [os, architecture, variant].filter(Boolean).join('/'))
      .filter((each) => !each.startsWith('unknown/'));
  } catch {
    return null;
  }
}

interface Platform {
  /** null: any. */
  os: string | null;
  architecture: string;
}

/** What clients call otherwise (containerd, `platforms/database.go`). */
const ALIASES: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  armel: 'arm',
  armhf: 'arm',
  i386: '386',
  x86_64: 'amd64',
  'x86-64': 'amd64',
};

/** By which they are named without their system (containerd, `platforms/platforms.go`, `Parse`). */
const ARCHITECTURES = '386 amd64 arm arm64 loong64 mips64le ppc64le riscv64 s390x'.split(' ');

/** What runs on these, too (containerd, `platforms/compare.go`, `platformVector`). */
const ALSO_RUNS: Readonly<Record<string, readonly string[]>> = { amd64: ['386'], arm64: ['arm'] };

/**
 * Variants are left out: which one runs on which other, clients do not agree about.
 *
 * @param wanted as a deployment names it: `linux/arm64/v8`, or `arm64` of any system. One that is not known is served by any.
 */
export function servesPlatform(there: readonly string[], wanted: string): boolean {
  const asked = platformOf(wanted);
  if (asked === null) return true;
  const taken = [asked.architecture, ...(ALSO_RUNS[asked.architecture] ?? [])];
  return there.some((each) => {
    const own = platformOf(each);
    if (own === null) return true;
    return (asked.os === null || own.os === asked.os) && taken.includes(own.architecture);
  });
}

/** null: nobody knows what is meant. */
function platformOf(written: string): Platform | null {
  const text = written.trim().toLowerCase();
  const alone = ALIASES[text] ?? text;
  if (ARCHITECTURES.includes(alone)) return { os: null, architecture: alone };
  const [, os, architecture] =
    /^(linux|windows|darwin|freebsd)\/([a-z\d_-]{1,20})(?:\/[\w.]{1,20})?$/.exec(text) ?? [];
  return os && architecture ? { os, architecture: ALIASES[architecture] ?? architecture } : null;
}
