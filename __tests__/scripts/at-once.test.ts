/** What the bundle's functions become that are called in any case (scripts/bundle/at-once.mjs): the same program. */
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { compiledAtOnce } from '../../scripts/bundle/at-once.mjs';

/** Where these texts stand in the code. */
const at = (code: string, ...texts: string[]) =>
  new Set(texts.map((text) => `${code.indexOf(text)}-${code.indexOf(text) + text.length}`));

describe('a function in parentheses is compiled in the first reading', () => {
  test('the modules of a chunk, called or not', () => {
    expect(
      compiledAtOnce('"use strict";exports.id=1,exports.modules={1:(e,t)=>{},2:function(e){}};', at('')),
    ).toBe('"use strict";exports.id=1,exports.modules={1:((e,t)=>{}),2:(function(e){})};');
  });

  test.each([
    ['an expression', 'x=a(()=>1,()=>2);', ['()=>1'], 'x=a((()=>1),()=>2);'],
    ['one in another', 'x=()=>()=>2;', ['()=>()=>2', '()=>2'], 'x=(()=>(()=>2));'],
    ['after what is not ASCII', 'x="汉😀";y=()=>2;', ['()=>2'], 'x="汉😀";y=(()=>2);'],
    [
      'a declaration, which is there from the start',
      'x=()=>{"use strict";return a()+b();function a(){return 1}async function b(){}};',
      ['function a(){return 1}'],
      'x=()=>{"use strict";var a=(function(){return 1});return a()+b();async function b(){}};',
    ],
    [
      'declarations of all kinds, and in them',
      'x=()=>{function*a(){}async function b(){function c(){}}};',
      ['function*a(){}', 'async function b(){function c(){}}', 'function c(){}'],
      'x=()=>{var a=(function*(){}),b=(async function(){var c=(function(){});});};',
    ],
    [
      'a declaration whose name is not ASCII, and which calls others',
      'x=()=>{return é(1);function é(a){return $b(a)}function $b(a){return é}};',
      ['function é(a){return $b(a)}', 'function $b(a){return é}'],
      'x=()=>{var é=(function(a){return $b(a)}),$b=(function(a){return é});return é(1);};',
    ],
    [
      'not a declaration in a block, whose place is there',
      'x=()=>{if(y){function a(){}}};',
      ['function a(){}'],
      'x=()=>{if(y){function a(){}}};',
    ],
    ['nothing that is not called', 'x=()=>{function a(){}};', [], 'x=()=>{function a(){}};'],
  ])('%s', (_, code, called, expected) => {
    expect(compiledAtOnce(code, at(code, ...called))).toBe(expected);
  });

  test('what calls itself, its neighbour and what stands below it gives what it gave', () => {
    const code = `exports.modules={1:()=>{let first=even(10);function even(n){return 0===n||odd(n-1)}function odd(n){return 0!==n&&even(n-1)}return[first,even.name]}};`;
    const calls = (text: string): unknown =>
      runInNewContext(`const exports={};${text}JSON.stringify(exports.modules[1]())`);
    const changed = compiledAtOnce(code, at(code, 'function even(n){return 0===n||odd(n-1)}'));
    expect(changed).toContain('{var even=(function(n)');
    expect([calls(code), calls(changed)]).toEqual(['[true,"even"]', '[true,"even"]']);
  });
});
