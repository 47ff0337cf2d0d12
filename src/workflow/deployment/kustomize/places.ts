/** Which fields of a resource have nothing to do with what is pulled. */

/**
 * Places of which nothing that is pulled, nor with what, is made. No list of those where it is would be complete: other
 * controllers' resources have images in fields of their own.
 */
const HARMLESS =
  /(?:^metadata\.(?:annotations|labels)|\.(?:annotations|labels|matchLabels|env|args|command|resources|ports|volumeMounts|tolerations|affinity|replicas|rules|tls|hosts?|hostnames|dnsNames|schedule))(?:\.|$)/;

/** @param path with dots: `spec.template.metadata.labels` */
export function isBesidePulls(path: string): boolean {
  return HARMLESS.test(path);
}
