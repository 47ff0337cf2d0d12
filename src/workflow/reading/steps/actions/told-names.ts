/** What the inputs of an action that nobody knows name: an image, also in two of them, a registry and a name. */

/** Of an action, each by its name. */
export type ToldInputs = readonly (readonly [name: string, value: string])[];

const REGISTRY_INPUT =
  /^(?:docker|container|image)?[-_]?registry(?:[-_]?(?:url|host|server|address|name))?$/i;
/** GitHub's, and no image behind it (docs/contract.md, section 2: registry). */
const REGISTRY_HOST = /^\s*(?:https?:\/\/)?(?:ghcr\.io|containers(?:\.[\w-]+){2,})\/?\s*$/i;
export const IMAGE_INPUT =
  /^(?:docker|container|oci)?[-_]?(?:images?|(?:image|container)[-_]?names?|repository|repo|image[-_]?repository|name)$/i;

/** Does it name the registry, by its own name or by all that it says: `dockerServer: ghcr.io`? */
export function isRegistryInput([name, value]: ToldInputs[number]): boolean {
  return REGISTRY_INPUT.test(name) || REGISTRY_HOST.test(value);
}

/** What is only read, such as the image that another one is built on: `base-image: ghcr.io/acme/base:1`. */
export const READ_INPUT =
  /^(?:cache[-_]?from|from|(?:base|parent|builder|source|src|from|run)[-_]?(?:images?|ref(?:erence)?|tags?)|base|parent)$/i;

/** `registry: ghcr.io` and `image: octo/app`, as one name. */
function joinedImages(inputs: ToldInputs): string[] {
  const registry = inputs.find(isRegistryInput)?.[1] ?? '';
  const host = registry.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  if (host === '') return [];
  return inputs
    .filter(([name, value]) => IMAGE_INPUT.test(name) && (host.includes('/') || value.includes('/')))
    .flatMap(([, value]) => value.split(/[\s,]+/))
    .filter((each) => OWN_NAME.test(each))
    .map((each) => `${host}/${each}`);
}

/**
 * All values, and the names that stand in two inputs. A registry with an owner, `ghcr.io/octo`, is what names stand below: its host alone
 * is told, as of what is only read.
 */
export function toldOfImages(inputs: ToldInputs): string[] {
  const told = ([name, value]: ToldInputs[number]) =>
    !READ_INPUT.test(name) && (!isRegistryInput([name, value]) || /[^/]\/[^/]+\/./.test(value))
      ? value
      : value.replace(/^(?:https?:\/\/)?([^/]*).*$/s, '$1');
  return [...inputs.map(told), ...joinedImages(inputs)];
}

/** A name without a registry. */
const OWN_NAME = /^[a-z\d][\w-]*(?:\/[\w.-]+)*(?::[\w.-]+)?$/;
