const { lintDoor } = require('../app/index.js');

lintDoor();
