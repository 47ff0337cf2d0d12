/**
 * What resources pull that are not Kubernetes' own. Argo's workflows are known by their documentation. Of all others a controller
 * knows what it does with an image that they name: most pull it, and with which secret is told where one stands beside it.
 */
import { HOLE, hasHole } from '../language/values.js';
import {
  child,
  entry,
  list,
  map,
  text as scalar,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';
import { workflowPods } from './argo-workflows.js';
import { argoValues } from './charts/argo-values.js';
import { argoArtifact } from './charts/artifacts.js';
import {
  imageBeside,
  imageInParts,
  isAddress,
  saysItIsAnImage,
  type ValueAt,
} from './charts/split-images.js';
import { deployedName, deploysElsewhere } from './custom-namespaces.js';
import { accountFor, saidOfTask, secretsFor, secretsOfTask } from './custom-secrets.js';
import { textWithin } from './manifest-text.js';
import { apiGroup, type Manifest } from './manifests.js';
import { imageUse, itemsOfAll, type NamedAt, POD_CONTAINERS, type PodUse, podOf } from './pod-spec.js';

/** @param pod that the resource's own template makes, which is read by itself */
export function customPods(manifest: Manifest, kind: string, pod: YamlNode | null): PodUse[] {
  const ofWorkflow = workflowPods(manifest, kind);
  if (ofWorkflow) return ofWorkflow;
  const pods = isCustom(manifest) ? new Walk(manifest, kind, pod).pods() : [];
  if (!deploysElsewhere(manifest)) return pods;
  return pods.map((each) => ({ ...each, pullSecrets: null, serviceAccount: null, isElsewhere: true }));
}

/** Images that a text names as values of a chart do, with holes for what the chart tells; none of what is no YAML. */
export function imagesOfValues(file: string, text: string): PodUse['images'] {
  const { document } = parseWorkflow(file, text);
  if (!document?.root) return [];
  const values: Manifest = { document, root: document.root, linesBefore: 0, written: text };
  return new Walk(values, '', null).podsOfValues([]).flatMap(({ images }) => images);
}

/** Flux's sources are read apart; the others define resources, look at what is there, or at what others pull. */
const NO_PULLERS =
  /^(?:apiextensions\.k8s\.io|source\.toolkit\.fluxcd\.io|image\.toolkit\.fluxcd\.io|argocd-image-updater\.argoproj\.io|kargo\.akuity\.io|(?:\w+\.)?kyverno\.io|(?:\w+\.)?gatekeeper\.sh|policy\.sigstore\.dev|aquasecurity\.github\.io)$/;

/** Groups of Kubernetes' own in which pods are made have no dot; some of its community end in k8s.io as well. */
export function isCustom(manifest: Manifest): boolean {
  return apiGroup(manifest).includes('.') && !looksOnly(manifest);
}

/** It says nothing of what it pulls itself. */
export function looksOnly(manifest: Manifest): boolean {
  return NO_PULLERS.test(apiGroup(manifest));
}

/** They make pods as their template says, and add no secret. */
const PASS_ON =
  /^(?:argoproj\.io|(?:\w+\.)*knative\.dev|apps\.kruise\.io|apps\.openshift\.io|actions\.github\.com)$/;

/** Pull secrets that a pod's template leaves out its controller may be told. */
export function mayAddSecrets(manifest: Manifest): boolean {
  const group = apiGroup(manifest);
  return group.includes('.') && !PASS_ON.test(group);
}

const SCHEME = /^(?:oci|docker):\/\//;

/** `image`, `imageName`, `initImage`; not `imagePullPolicy`. */
const IMAGE = /(?:^i|I)mage(?:Name|Ref)?$/;
const POLICIES = ['imagePullPolicy', 'packagePullPolicy'];
/** What is said about a resource, and not by it. */
const ASIDE = ['metadata', 'status'];
/** What somebody else may pull: that is told for whoever mirrors it (docs: Operator Framework, "relatedImages"). */
const IS_LISTED = /^relatedImages$/;
/** What a controller writes to the registry: `output` of Shipwright's and Strimzi's builds, a secret for the push. */
const IS_WRITTEN = /^(?:outputs?|destinations?|push(?:[A-Z]\w*)?)$/;
/** Beside these an image is one that is built. */
const IS_BUILT = /^(?:dockerfile|push(?:[A-Z]\w*)?)$/i;
/** Names of many images, of none, or of where they stand: `ghcr.io/octo/*`, an address of a page, `ghcr.io/octo`. */
const NO_IMAGE = /^https?:\/\/|[*,;?<>|]|^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/[^/:@]+$/;

/** A `package` of one is pulled from a registry as an image is (docs: Crossplane, Providers, Configurations, Functions). */
const OF_CROSSPLANE = 'pkg.crossplane.io';

/** Through all that a resource says. */
class Walk {
  readonly #seen = new Set<YamlNode>();
  readonly #pods: PodUse[] = [];
  /** What is said anew of the task that is looked through. */
  #task: YamlNode | null = null;

  constructor(
    readonly manifest: Manifest,
    readonly kind: string,
    pod: YamlNode | null,
    /** A text in a resource is of this resource. */
    readonly named = deployedName(manifest),
  ) {
    if (pod) this.#seen.add(pod);
  }

  pods(): PodUse[] {
    for (const { key, value } of map(this.manifest.root)?.entries ?? [])
      if (!ASIDE.includes(String(key.value))) this.#into(value.node, null);
    return this.#pods;
  }

  /** Of values: nothing in them stands aside. @param secrets that stand around them */
  podsOfValues(secrets: NamedAt[] | null): PodUse[] {
    this.#into(this.manifest.root, secrets);
    return this.#pods;
  }

  /** @param secrets that stand beside it, or around it */
  #into(node: YamlNode, secrets: NamedAt[] | null): void {
    // An alias leads to what was seen.
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    if (node.kind === 'list') for (const item of node.items) this.#into(item.node, secrets);
    const text = node.kind === 'scalar' ? textIn(this.manifest, node) : null;
    if (text) this.#pods.push(...new Walk(text, this.kind, null, this.named).podsOfValues(secrets));
    if (node.kind !== 'map') return;
    const { manifest, kind, named } = this;
    const containers = list(child(node, 'containers')) ? containersIn(node) : [];
    if (containers.length > 0) {
      this.#pods.push({ ...podOf({ manifest, kind, spec: node, containers, isOpen: true }), ...named });
      // An image beside them is that of the container which the controller adds.
      for (const each of containers) this.#seen.add(each);
    }
    const pullSecrets = secretsOf(manifest, node, secrets);
    const use = { kind, ...named, serviceAccount: accountFor(manifest, node, this.#task) };
    const isBuilt = node.entries.some(({ key }) => IS_BUILT.test(String(key.value)));
    const isNever = POLICIES.some((name) => scalar(child(node, name)) === 'Never');
    for (const each of isBuilt ? [] : node.entries) {
      const found = this.#imageIn(each, node);
      if (found.length === 0) continue;
      this.#pods.push({
        ...use,
        images: isNever ? [] : found,
        notPulled: isNever ? found.map(({ name }) => name) : [],
        // Written in parts, an image may have secrets among them.
        pullSecrets: secretsOf(manifest, each.value.node, pullSecrets),
      });
    }
    this.#valuesIn(node, pullSecrets);
    const imported = this.#importedIn(node);
    // OpenShift finds a secret for it among those of the namespace.
    if (imported)
      this.#pods.push({
        ...use,
        images: [imported],
        notPulled: [],
        pullSecrets: pullSecrets?.length ? pullSecrets : null,
      });
    const artifacts = this.#artifactsIn(node);
    if (artifacts.length > 0)
      this.#pods.push({ ...use, images: artifacts, notPulled: [], pullSecrets: null });
    const said = saidOfTask(manifest, node);
    if (said) this.#task = said;
    const inner = said ? secretsOfTask(manifest, said, pullSecrets) : pullSecrets;
    for (const { key, value } of node.entries)
      if (!IS_WRITTEN.test(String(key.value)) && !IS_LISTED.test(String(key.value)))
        this.#into(value.node, inner);
    if (said) this.#task = null;
  }

  /** A chart of Argo CD's gets values from several places, of which some go before others. */
  #valuesIn(node: YamlMap, secrets: NamedAt[] | null): void {
    const found = apiGroup(this.manifest) === 'argoproj.io' ? argoValues(this.manifest, node) : null;
    if (!found) return;
    for (const each of found.read) this.#seen.add(each);
    this.#pods.push(...new Walk(found.values, this.kind, null, this.named).podsOfValues(secrets));
  }

  /** `from: {kind: DockerImage, name}`: of OpenShift's image streams and builds (docs: OpenShift, "Managing image streams"). */
  #importedIn(node: YamlMap): PodUse['images'][number] | null {
    const named = entry(node, 'name');
    const name = scalar(named?.value.node);
    const isImported =
      scalar(child(node, 'kind')) === 'DockerImage' && apiGroup(this.manifest).endsWith('.openshift.io');
    return isImported && named && name ? imageUse(this.manifest, name, named.value.at) : null;
  }

  /** What is pulled with a secret of another kind: charts, disks. Its address says that it is in a registry. */
  #artifactsIn(node: YamlMap): PodUse['images'] {
    const chart = argoArtifact(this.manifest, node);
    if (chart) return [chart];
    return node.entries.flatMap(({ key, value }) => {
      const written = scalar(value.node);
      const isAddress = written !== null && /^(?:oci|docker):\/\/\S+$/.test(written);
      if (!isAddress || this.#isImage(key)) return [];
      const name = whole(written.replace(SCHEME, ''), node.entries);
      return NO_IMAGE.test(name) ? [] : [imageUse(this.manifest, name, value.at)];
    });
  }

  #isImage({ value: name }: YamlEntry['key']): boolean {
    return IMAGE.test(String(name)) || (name === 'package' && apiGroup(this.manifest) === OF_CROSSPLANE);
  }

  #imageIn({ key, value }: YamlEntry, among: YamlMap): PodUse['images'] {
    const flat = imageBeside(String(key.value), toldIn(among));
    if (flat) return [imageUse(this.manifest, flat.name.replace(SCHEME, ''), flat.at)];
    const isImage = this.#isImage(key) && !isNameBelow(String(key.value), among);
    if (!isImage && (IS_WRITTEN.test(String(key.value)) || !saysItIsAnImage(toldIn(value.node)))) return [];
    const reference = referenceBelow(value.node);
    const written = scalar(value.node) ?? scalar(reference?.value.node);
    const found =
      written === null
        ? imageInParts(toldIn(value.node))
        : { name: whole(written, among.entries), at: (reference?.value ?? value).at };
    if (!found || found.name === '' || (/\s/.test(found.name) && !hasHole(found.name))) return [];
    if (NO_IMAGE.test(found.name)) return [];
    return [imageUse(this.manifest, found.name.replace(SCHEME, ''), found.at)];
  }
}

/** Those that a map names, or what stands around it does. */
function secretsOf(manifest: Manifest, node: YamlNode, around: NamedAt[] | null): NamedAt[] | null {
  // Docs: Helm, "Global Chart Values": charts take them for all of their images.
  for (const holder of [node, child(node, 'global')]) {
    const own = holder ? secretsFor(manifest, holder) : [];
    if (own === null || own.length > 0) return own;
  }
  return around;
}

/** Values of a chart that stand in an application as one text; null: it is none that names images. */
function textIn(manifest: Manifest, node: YamlScalar): Manifest | null {
  const text = scalar(node) ?? '';
  // In JSON a text of several lines stands in one.
  const isLong = node.style === 'literal' || (node.style === 'double' && text.includes('\n'));
  return isLong && /image|repository/i.test(text) ? textWithin(manifest, node) : null;
}

/** Those of a pod. In values of a chart their images may be written in parts. */
function containersIn(node: YamlNode): YamlNode[] {
  const all = itemsOfAll(node, POD_CONTAINERS);
  const isNamed = (each: YamlNode) => scalar(child(each, 'image')) !== null;
  return all.some(isNamed) ? all.filter((each) => isNamed(each) || !entry(each, 'image')) : [];
}

/** A version that stands beside an image without one belongs to it, or not: only its controller knows. */
function whole(written: string, beside: readonly YamlEntry[]): string {
  const isWhole = /[:@]/.test(written.slice(written.lastIndexOf('/')));
  const isVersioned = beside.some(({ key }) => /(?:tag|version|digest|sha)$/i.test(String(key.value)));
  return isWhole || !isVersioned ? written : `${written}:${HOLE}`;
}

/** A whole name may stand one deeper, as in the volume of a pod and in a catalogue of OLM's; a `ref` is more often a branch. */
function referenceBelow(node: YamlNode): YamlEntry | null {
  const [reference, ref] = [entry(node, 'reference'), entry(node, 'ref')];
  if (scalar(reference?.value.node)?.includes('/')) return reference;
  return isAddress(scalar(ref?.value.node) ?? '') ? ref : null;
}

/** `imageName` beside `imageRepository` is no image by itself. */
function isNameBelow(key: string, among: YamlMap): boolean {
  return /Name$/.test(key) && entry(among, key.replace(/Name$/, 'Repository')) !== null;
}

/** What a map says under a name. */
function toldIn(node: YamlNode): ValueAt {
  return (name) => {
    const found = entry(node, name);
    const text = scalar(found?.value.node);
    return found && text ? { text, at: found.value.at } : null;
  };
}
