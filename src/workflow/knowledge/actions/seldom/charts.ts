/** Actions that push charts of helm, each with a login of its own. */
import { HOLE } from '../../../language/values.js';
import { chartOf } from '../../project-files/chart.js';
import { images } from '../../transfers/buildkit.js';
import type { SeldomAction } from './seldom-action.js';

export const CHART_ACTIONS: readonly SeldomAction[] = [
  {
    uses: ['appany/helm-oci-chart-releaser'],
    source:
      'https://github.com/appany/helm-oci-chart-releaser#inputs: it logs in by itself; before version 0.3 the name was called image',
    example: {
      name: 'app',
      repository: 'octo/charts',
      registry: 'ghcr.io',
      registry_password: '${{ github.token }}',
    },
    finds: (inputs) =>
      images(
        [`${inputs.text('registry') ?? HOLE}/${inputs.text('repository') ?? HOLE}`],
        'yes',
        'repository',
        {
          client: 'helm',
          password: inputs.text('registry_password') ?? HOLE,
          isPrefix: true,
          appended: inputs.text('name') ?? inputs.text('image') ?? HOLE,
        },
      ),
  },
  {
    uses: ['bitdeps/helm-oci-charts-releaser'],
    source: 'https://github.com/bitdeps/helm-oci-charts-releaser#inputs: it logs in by itself',
    example: { oci_registry: 'ghcr.io/octo/charts', oci_password: '${{ github.token }}' },
    finds: (inputs) =>
      images([inputs.text('oci_registry') ?? HOLE], 'yes', 'oci_registry', {
        client: 'helm',
        password: inputs.text('oci_password') ?? HOLE,
        isPrefix: true,
      }),
  },
  {
    // Of an older registry it takes the same inputs.
    uses: ['bsord/helm-push'],
    source: 'https://github.com/bsord/helm-push#usage: useOCIRegistry, with a login of its own',
    example: {
      useOCIRegistry: 'true',
      'registry-url': 'oci://ghcr.io/octo/charts',
      'access-token': '${{ github.token }}',
    },
    finds: (inputs, { file }) => {
      const url = /^oci:\/\/(.+)$/.exec(inputs.text('registry-url') ?? '')?.[1];
      const password = inputs.text('access-token') ?? inputs.text('password') ?? HOLE;
      const chart = chartOf(inputs.text('chart-folder') ?? 'chart', file);
      return url === undefined
        ? []
        : images([url], inputs.flag('useOCIRegistry'), 'registry-url', {
            client: 'helm',
            password,
            isPrefix: true,
            ...(chart === null ? {} : { appended: chart.name }),
          });
    },
  },
];
