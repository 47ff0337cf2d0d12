#!/usr/bin/env node
import { cli } from '../app/index.js';

await cli();
