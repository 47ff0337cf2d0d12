/**
 * The door of the single-file executable. It is the command line, and, where `demo` starts it again as a step of the
 * action, that step: there is no other file to start.
 */
import { cliDoor, mainDoor, postDoor } from './app.js';
import { STEP_VARIABLE } from './faces/cli/demo/steps.js';

const { [STEP_VARIABLE]: step } = process.env;
const door = step === 'main' ? mainDoor : step === 'post' ? postDoor : cliDoor;
void door();
