/** Images whose name and version stand under keys of their own, as charts have them in their values. */
import { HOLE } from '../../language/values.js';
import type { Span } from '../../text/document.js';

/** A value, and where it stands; null: there is none, or an empty one. */
export type ValueAt = (name: string) => { text: string; at: Span } | null;

/** The name of an image with holes for what nothing here tells. */
interface SplitImage {
  name: string;
  at: Span;
}

/** `image: {registry, repository, tag, digest}`; null: it is no image. */
export function imageInParts(told: ValueAt): SplitImage | null {
  const [registry, repository] = [told('registry'), told('repository') ?? nameAlone(told)];
  const at = (repository ?? registry)?.at;
  const address = [registry, repository].flatMap((part) => part?.text ?? []).join('/');
  if (!at || address === '') return null;
  // A name beside an address that is whole is another word for it.
  const isPrefix = address.split('/').length < 3;
  const name = isPrefix ? `${address}/${(told('name') ?? told('image'))?.text ?? HOLE}` : address;
  // A name is whole where it has its version; else, without a tag, it is that of the chart.
  if (!told('repository') && /[:@]/.test(name.slice(name.lastIndexOf('/')))) return { name, at };
  return { name: `${name}${versionOf(told('tag'), told('digest')) || `:${HOLE}`}`, at };
}

/** `name: ghcr.io/octo/app` where no other word has the address, as Ansible's modules for images have it. */
function nameAlone(told: ValueAt): ReturnType<ValueAt> {
  const name = told('name');
  return name && !told('registry') && isAddress(name.text) ? name : null;
}

const HOST = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?$/;
const CODE = /^(?:[\w-]+\.)?(?:github|gitlab|bitbucket)\.(?:com|org)\//;

/** Under whatever key: a host beside a repository, or the whole address of one beside a version. */
export function saysItIsAnImage(told: ValueAt): boolean {
  const [registry, repository] = [
    told('registry')?.text,
    (told('repository') ?? nameAlone(told))?.text ?? '',
  ];
  if (registry !== undefined) return HOST.test(registry) && repository !== '';
  return (told('tag') ?? told('digest')) !== null && isAddress(repository);
}

/** Of an image, and of no code. */
export function isAddress(text: string): boolean {
  const [host = '', ...path] = text.split('/');
  return path.length > 1 && HOST.test(host) && !CODE.test(text);
}

/** `workerImageRepository`, `image_repository`: what stands in front of the last word belongs to its neighbours too. */
const FLAT = /^(.{0,60}?image)(_?)(?:repository|repo)$/i;

/**
 * `imageRegistry`, `imageRepository`, `imageName`, `imageTag`, side by side, also with a word in front that they share, or
 * `repository`, `image`, `version`; null: it is none, or nothing beside it tells a version: then it may be what is looked
 * through for one.
 */
export function imageBeside(key: string, told: ValueAt): SplitImage | null {
  if (key === 'image') return imageBelow(told);
  const [, stem, joint] = FLAT.exec(key) ?? [];
  const repository = told(key);
  if (stem === undefined || joint === undefined || repository === null) return null;
  const part = (word: string) => told(`${stem}${joint}${joint ? word : capital(word)}`);
  const version = versionOf(part('tag') ?? part('version') ?? told('tag'), part('digest'));
  const address = [part('registry'), repository].flatMap((each) => each?.text ?? []).join('/');
  const name = address.split('/').length < 3 ? `${address}/${part('name')?.text ?? HOLE}` : address;
  return version === '' ? null : { name: `${name}${version}`, at: repository.at };
}

/** `repository: ghcr.io/octo`, `image: app`, `version`: the last part of a name, below an address that says its host. */
function imageBelow(told: ValueAt): SplitImage | null {
  const [repository, image] = [told('repository'), told('image')];
  if (
    !repository ||
    !image ||
    image.text.includes('/') ||
    !/^[^/]*[.:][^/]*(?:\/[^/:@]+)+$/.test(repository.text)
  )
    return null;
  const isWhole = /[:@]/.test(image.text);
  const version = isWhole ? '' : versionOf(told('tag') ?? told('version'), told('digest')) || `:${HOLE}`;
  return { name: `${repository.text}/${image.text}${version}`, at: image.at };
}

function versionOf(tag: ReturnType<ValueAt>, digest: ReturnType<ValueAt>): string {
  return `${tag ? `:${tag.text}` : ''}${digest ? `@${digest.text}` : ''}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
