/**
 * Resources of which it is certain that nothing is pulled for them: those of Kubernetes' own that are no workload, and those
 * of controllers that deploy nothing. Of any other nobody here knows what its controller starts with images of its own choice.
 */
import { looksOnly } from './custom-resources.js';
import { apiGroup, kindOf, type Manifest } from './manifests.js';

/** Groups of the API server itself (docs: Kubernetes API reference); those of most others end in k8s.io, too. */
const OWN =
  /^(?:|apps|autoscaling|batch|extensions|policy|(?:rbac\.)?authorization\.k8s\.io|networking\.k8s\.io|(?:snapshot\.)?storage\.k8s\.io|(?:admissionregistration|apiextensions|apiregistration|authentication|certificates|coordination|discovery|events|flowcontrol\.apiserver|metrics|node|resource|scheduling)\.k8s\.io)$/;

const WORKLOADS = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'PodTemplate',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** Certificates, routes, addresses, rules, secrets: what their documentation has of images is nothing. */
const QUIET =
  /^(?:(?:acme\.)?cert-manager\.io|(?:networking|security|telemetry)\.istio\.io|traefik\.(?:containo\.us|io)|bitnami\.com|external-secrets\.io|secrets\.hashicorp\.com|secrets-store\.csi\.x-k8s\.io|externaldns\.k8s\.io|(?:crd\.)?projectcalico\.org|cilium\.io|karpenter\.(?:sh|k8s\.aws)|autoscaling\.k8s\.io|networking\.gke\.io|cloud\.google\.com|elbv2\.k8s\.aws|notification\.toolkit\.fluxcd\.io)$/;

/** Rules, schedules and settings of groups whose other kinds are servers or jobs. */
const QUIET_KINDS: ReadonlyMap<string, RegExp> = new Map([
  ['argoproj.io', /^AppProject$/],
  ['kafka.strimzi.io', /^Kafka(?:Topic|User)$/],
  ['keda.sh', /^(?:ScaledObject|(?:Cluster)?TriggerAuthentication)$/],
  // Most controllers start a proxy for one (Gateway API docs, "Gateway").
  ['gateway.networking.k8s.io', /^(?!Gateway$)/],
  // Its operator starts all of it for one (docs: MetalLB, "Installation with the MetalLB Operator").
  ['metallb.io', /^(?!MetalLB$)/],
  [
    'monitoring.coreos.com',
    /^(?:AlertmanagerConfig|PodMonitor|Probe|PrometheusRule|ScrapeConfig|ServiceMonitor)$/,
  ],
  ['operators.coreos.com', /^OperatorGroup$/],
  ['projectcontour.io', /^(?:HTTPProxy|TLSCertificateDelegation)$/],
]);

/** @param manifest that has no pod in it */
export function isIdle(manifest: Manifest): boolean {
  const kind = kindOf(manifest);
  const group = apiGroup(manifest);
  // Values of a chart, or what a template makes.
  if (!/^\w+$/.test(kind)) return false;
  const quiet = QUIET_KINDS.get(group);
  if (quiet) return quiet.test(kind);
  if (OWN.test(group)) return !WORKLOADS.has(kind);
  return QUIET.test(group) || (looksOnly(manifest) && !group.startsWith('source.'));
}
