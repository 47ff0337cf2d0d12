#!/usr/bin/env node
import { cliDoor } from '../app/index.js';

await cliDoor();
