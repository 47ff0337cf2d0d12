#!/usr/bin/env node
const { cliDoor } = require('../app/index.js');

cliDoor().then((() => process.stderr.write('', (() => process.stdout.write('', (() => process.exit()))))));
