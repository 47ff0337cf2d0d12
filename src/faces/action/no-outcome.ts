/**
 * What the outputs of an action are where its step ends before it comes to them, as for a bad input. A workflow may go on
 * after that (`continue-on-error`, `if: always()`), and `fromJSON` of an output that is empty ends its job.
 */
export const NO_OUTCOME = {
  preflight: {
    verdict: 'unknown',
    'can-push': 'false',
    'can-pull': 'false',
    'token-source': '',
    'token-kind': '',
    username: '',
    registry: '',
    images: '',
    image: '',
    'image-names': '',
    'image-name': '',
    findings: '[]',
    report: '',
  },
  lint: { findings: '[]', errors: '0', warnings: '0', report: '', 'sarif-file': '' },
  explain: { findings: '[]', report: '' },
  audit: { report: '', repositories: '0', errors: '0', warnings: '0' },
  plan: { shards: '[]', repositories: '0' },
  merge: { report: '', 'sarif-file': '', repositories: '0', errors: '0', warnings: '0', missing: '[]' },
} as const;
