/** What follows from a condition by its words. */
import { expect, test } from '@jest/globals';
import { flagConditions, followFrom } from '../../src/workflow/language/conditions.js';

test.each([
  ["vars.a=='yes'", "vars.a!=''", true],
  ["vars.a=='yes'", 'vars.a', true],
  // An empty text is equal to zero, too.
  ["vars.a=='0'", "vars.a!=''", false],
  ["vars.a==''", 'vars.a', false],
])('of %s follows %s: %s', (holding, condition, follows) => {
  expect(followFrom([condition], [holding])).toBe(follows);
});

test.each([
  ['steps.plan.outputs.push', true],
  ['vars.PUSH', true],
  // They may be booleans, which are equal to no text.
  ['inputs.push', false],
  ['matrix.push', false],
])('%s says the text true where it is a flag that is set: %s', (source, says) => {
  expect(flagConditions(source).some((each) => each.endsWith("=='true'"))).toBe(says);
});
