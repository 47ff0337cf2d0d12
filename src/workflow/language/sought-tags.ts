/** Which tag of an image is looked for, as far as a text tells. */

/** In place of a tag, or of a digest, that nobody knows. */
const SOME_TAG = ':*';
const VERSION = /[:@][^/]+$/;

/** Is a tag or a digest behind the name, or what stands for one? */
export function hasVersion(image: string): boolean {
  return VERSION.test(image);
}

/** The image with a tag that nobody knows. */
export function withSomeTag(image: string): string {
  return image.replace(VERSION, SOME_TAG);
}

/** By the name alone where nobody knows the tag. */
export function withoutSomeTag(image: string): string {
  return image.endsWith(SOME_TAG) ? image.slice(0, -SOME_TAG.length) : image;
}
