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
  /^(?:(?:acme\.)?cert-manager\.io|(?:networking|security|telemetry)\.istio\.io|traefik\.(?:containo\.us|io)|bitnami\.com|external-secrets\.io|externaldns\.k8s\.io|(?:crd\.)?projectcalico\.org|notification\.toolkit\.fluxcd\.io)$/;

/** Of prometheus-operator, whose other kinds are servers. */
const OF_PROMETHEUS = /^(?:AlertmanagerConfig|PodMonitor|Probe|PrometheusRule|ScrapeConfig|ServiceMonitor)$/;

/** @param manifest that has no pod in it */
export function isIdle(manifest: Manifest): boolean {
  const kind = kindOf(manifest);
  const group = apiGroup(manifest);
  // Values of a chart, or what a template makes.
  if (!/^\w+$/.test(kind)) return false;
  // Most controllers start a proxy for one (Gateway API docs, "Gateway").
  if (group === 'gateway.networking.k8s.io') return kind !== 'Gateway';
  if (OWN.test(group)) return !WORKLOADS.has(kind);
  // Its operator starts all of it for one (docs: MetalLB, "Installation with the MetalLB Operator").
  if (group === 'metallb.io') return kind !== 'MetalLB';
  if (group === 'monitoring.coreos.com') return OF_PROMETHEUS.test(kind);
  return QUIET.test(group) || (looksOnly(manifest) && !group.startsWith('source.'));
}
