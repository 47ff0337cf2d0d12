const { lintDoor } = require('../app/index.js');

lintDoor().then(() => process.stdout.write('', () => process.exit()));
