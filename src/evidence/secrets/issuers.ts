/**
 * Who gives out tokens beside GitHub, and what theirs begin with, as each documents it: GitLab ("Token overview › Token prefixes"),
 * Docker ("Personal access tokens", "Organization access tokens"), npm ("About access tokens"), Slack ("Tokens › Token types"),
 * Vault ("Tokens › Token prefixes"), HCP Terraform, Google ("OAuth 2.0 access tokens"), PyPI ("API tokens"), Atlassian and Bitbucket
 * ("API tokens"), DigitalOcean ("Personal access tokens"), Hugging Face ("User access tokens"). GitHub lists the same
 * ("Supported secret scanning patterns"). Each is a piece of a pattern, and ends in a mark that no word goes on with.
 */
export const PREFIXES: Readonly<Record<string, string>> = {
  GitLab: 'gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct)-',
  'Docker Hub': 'dckr_(?:pat|oat)_',
  npm: 'npm_',
  Slack: 'xox[a-z]-|xapp-',
  'HashiCorp Vault': String.raw`hv[bsr]\.`,
  'HCP Terraform': String.raw`[A-Za-z\d]{14}\.atlasv1\.`,
  'Google Cloud': String.raw`ya29\.`,
  PyPI: 'pypi-',
  Atlassian: 'AT(?:ATT3|CTT3|BB)(?=[A-Za-z])',
  DigitalOcean: 'do[opr]_v1_',
  'Hugging Face': 'hf_',
};
