/** A run in the lab starts with the inputs that a runner would fill in: those of action.yml, and no others. */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inputVariables } from '../../src/lab/runner/run-action.js';
import { findScenario, type Scenario } from '../../src/lab/scenarios/scenarios.js';

const { inputs } = parse(readFileSync(path.join(import.meta.dirname, '../../action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string }>;
};

test('each input of action.yml has its default', () => {
  const scenario = { ...(findScenario('allowed') as Scenario), inputs: {}, tokens: {} };
  const filled = inputVariables(scenario, { registry: '' });
  // What a runner evaluates is the scenario's to say.
  const declared = Object.entries(inputs).map(([name, { default: value = '' }]) => {
    const variable = `INPUT_${name.toUpperCase()}`;
    return [variable, value.startsWith('${{') ? filled[variable] : value];
  });
  expect(filled).toStrictEqual(Object.fromEntries(declared));
});
