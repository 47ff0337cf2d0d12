#!/usr/bin/env node
const { cliDoor } = require('../app/index.js');

cliDoor();
