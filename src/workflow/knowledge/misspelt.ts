/** Hosts that are written for ghcr.io and belong to somebody else, or to nobody. */
export const MISSPELT_HOSTS: ReadonlySet<string> = new Set(
  `gchr.io ghrc.io grhc.io gcrh.io ghcrr.io gghcr.io ghccr.io ghhcr.io hgcr.io gh.cr.io ghcri.io gcri.io ghcr.com
  ghcr.oi ghcr.ip ghcr.co ghcr.org ghcr.net ghcr.dev ghcr.app ghcr.i gchr.com ghrc.com ghcr.github.com
  ghcr.github.io`.split(/\s+/),
);

/** One of them, in a text. */
export const MISSPELT_HOST = new RegExp(
  `\\b(?:${[...MISSPELT_HOSTS].map((each) => each.replaceAll('.', '\\.')).join('|')})\\b`,
  'i',
);
