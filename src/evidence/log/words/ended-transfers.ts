/** The lines by which clients say that a transfer has ended well. */

/** docker has pushed or pulled one image: what comes is about another one. */
export function isImageDone(text: string): boolean {
  return /^Status: (?:Downloaded|Image is up to date)|\bdigest: sha256:\S+ size: \d/.test(text);
}

/** BuildKit has pushed to one of its registries. */
export function isRegistryDone(text: string): boolean {
  return /^pushing manifest for \S+ .*\bdone$/.test(text);
}

/** A whole push has ended, whichever client made it. */
export function isPushDone(text: string): boolean {
  return /\bdigest: sha256:[0-9a-f*]+ size: \d+|pushing manifest for \S+ (?:\d+\.\d+s )?done|^(?:\[?INFO\]?:? )?Pushed:? \S+|Storing list signatures|pushed image|: digest: sha256:/i.test(
    text,
  );
}

/** A scanner has its database, from whichever of its sources: what one of them refused did no harm. */
export function isArtifactThere(text: string): boolean {
  return /\bArtifact successfully downloaded\b/.test(text);
}

/** The same of what one of those sources refused. */
export function isOfOneSource(text: string): boolean {
  return /\bFailed to download artifact\b/.test(text);
}

/** A whole pull has ended: docker's, the kubelet's and helm's, which name the image. */
export function isPullDone(text: string): boolean {
  return /^Status: (?:Downloaded newer image|Image is up to date) for \S|\bSuccessfully pulled image \\?"|^Pulled: \S/.test(
    text,
  );
}

/** The last that podman and skopeo print of a push: what fails after it says so below. */
export function isManifestWritten(text: string): boolean {
  return /^(?:time="[^"]*" level=info msg=")?Writing manifest to image destination\b/.test(text);
}

/** A transfer has ended well, of which many a program says so itself. */
export function isTransferDone(text: string): boolean {
  return (
    /\b[Ss]uccessfully (?:built|copied|downloaded|pulled|pushed|signed|tagged|uploaded)\b/.test(text) ||
    isPushDone(text) ||
    isImageDone(text) ||
    isRegistryDone(text)
  );
}

/** How a client or a script ends that tells what failed, and not why: that stands in the line beside it. */
const FAILED =
  /\b(?:failed|unable) to (?:push|pull|publish|upload)\b|\b(?:could|can) ?not (?:push|pull|publish|upload)\b|\berror (?:push|pull|publish|upload)ing\b|\b(?:push|pull|upload|publish)(?:ing)?\b(?: (?:of|to|from))?(?: \S+)? (?:has )?failed\b/i;

/** Whether a line tells that a transfer failed. */
export function isTransferFailed(text: string): boolean {
  return FAILED.test(text);
}
