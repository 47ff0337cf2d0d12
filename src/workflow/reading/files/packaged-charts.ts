/** Charts that the commands of a job package, and the files that this makes. */
import { readArguments } from '../../knowledge/arguments.js';
import { chartOf, PACKAGE_OPTIONS } from '../../knowledge/project-files/chart.js';
import { folderOf, inWorkspace, nameOfFile } from '../../language/workspace.js';
import type { Invocation } from '../../shell/effects.js';
import type { Checkout } from '../../shell/starting/started.js';
import { filesMatching } from '../../shell/words/globs.js';

export interface PackagedChart {
  /** In the workspace. */
  folder: string;
  file: string;
}

/** What is checked out. */
export interface ChartSources extends Checkout {
  /** Text of a Chart.yaml; null: it is not there, or another one. */
  chart(path: string): string | null;
  /** Does the job leave a chart's file as it is, or as little as it is there? */
  keepsChart(path: string): boolean;
}

/** A script is worth reading for charts where this stands in it. */
export const PACKAGES = 'helm package ';

/**
 * The files that `helm package FOLDER… --destination FOLDER` makes, by the Chart.yaml of each (helm.sh/docs/helm/helm_package).
 * None where nobody knows what one of its words is: then it may make any.
 */
export function packagedCharts(commands: readonly Invocation[], files: ChartSources): PackagedChart[] {
  const made: PackagedChart[] = [];
  for (const { words, runs, folder } of commands) {
    if (words[0] !== 'helm' || words[1] !== 'package' || runs === 'no') continue;
    const { positional, values } = readArguments(words.slice(2), PACKAGE_OPTIONS);
    const [destination = ''] = values('-d', '--destination');
    const [version] = values('--version');
    const place = inWorkspace(folder, destination);
    if (place === null) return [];
    for (const each of positional.flatMap((word) => filesMatching(word, folder, files) ?? [word])) {
      const chart = inWorkspace(folder, each);
      if (chart === null) return [];
      const about = chartOf(chart, files.chart);
      if (about) made.push({ folder: place, file: `${about.name}-${version ?? about.version}.tgz` });
      // Who loops over all folders passes over what holds no chart; what another one is called nobody knows.
      else if (!isSurelyNone(chart, files)) return [];
    }
  }
  return made;
}

/** Is it a folder without a chart, or no folder? */
function isSurelyNone(place: string, files: ChartSources): boolean {
  if (!files.keepsChart(`${place}/Chart.yaml`)) return false;
  const inside = files.entries(place);
  return inside
    ? !inside.includes('Chart.yaml')
    : (files.entries(folderOf(place))?.includes(nameOfFile(place)) ?? false);
}
